// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "recording/recordingreader.h"

#include <QAbstractTableModel>
#include <QFileInfo>

#include <memory>

namespace gnat {

struct RecordingRow;

/// The recordings in a folder, newest first, the files of a split one together: name, duration, messages, size,
/// density. Watches the folder; what a file says about itself is read on a worker, so rows appear at once and fill up.
/// GUI thread.
class RecordingListModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Name, Duration, Messages, Size, Density, ColumnCount };

    explicit RecordingListModel(QObject *parent = nullptr);
    ~RecordingListModel() override;

    /// A folder that does not exist is an empty list, until it appears.
    void setFolder(const QString &folder);
    QString folder() const;
    QString path(const QModelIndex &index) const;
    /// Null until the file has been read, or if it could not be.
    const RecordingSummary *summary(const QModelIndex &index) const;
    /// Why a file could not be read, for a person; empty: it could, or has not been yet.
    QString problem(const QModelIndex &index) const;
    QModelIndex indexOf(const QString &path) const;
    bool isReading() const; ///< the worker has files to read

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    /// Density answers SparklineRole: messages per second over the recording, at most 60 values.
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

public Q_SLOTS:
    /// Looks into the folder and reads what is new or has changed.
    void refresh();

Q_SIGNALS:
    void readingFinished();

private:
    void takeSummary(quint64 job, const QString &path, const Result<RecordingSummary> &summary);
    void takeChange(const QFileInfo &file);
    void removeAllBut(const QSet<QString> &there);
    void insertFresh(QList<RecordingRow> fresh);
    void read(const QString &path);
    void scheduleRefresh();

    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace gnat
