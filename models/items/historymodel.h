// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "settings/sendhistory.h"

#include <QAbstractTableModel>
#include <QTimer>

namespace gnat {

/// What was sent from the Bench, newest first: kind, subject, result, age. New entries are rows inserted at the top,
/// so that a selection stays. GUI thread.
class HistoryModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Kind, Subject, Result, Age, ColumnCount };

    /// `history` must outlive the model.
    explicit HistoryModel(SendHistory &history, QObject *parent = nullptr);

    /// Null if the index is not valid; good until the history changes.
    const HistoryEntry *entry(const QModelIndex &index) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    /// MessageKindRole tells requests from messages, SortRole of the result is HistoryEntry::outcome.
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    void takeChanges();
    void refreshAges();
    QString text(const HistoryEntry &entry, int column) const;

    SendHistory &m_history;
    QList<HistoryEntry> m_entries;
    QTimer m_ageTimer;
};

} // namespace gnat
