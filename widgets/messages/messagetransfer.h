// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "transfer/transferjob.h"

#include <QHash>
#include <QTimer>
#include <QWidget>

#include <functional>

namespace gnat {

enum class BannerTone;
class Banner;
class MessageListModel;
class MessageTable;

/// Saves payloads and exports messages of a list, and the strip above the list that tells how far it is and what came
/// of it. Reads the store on a worker, not the view; one job at a time. Adds its actions to the list's. GUI thread.
class MessageTransfer final : public QWidget
{
    Q_OBJECT

public:
    enum class Scope { Selection, Shown, Kept };

    /// All must outlive it. `table` shows `model`, maybe through a proxy with the same rows.
    MessageTransfer(MessageListModel &model, MessageTable &table, const CodecRegistry &codecs,
                    QWidget *parent = nullptr);

    /// Notes of marked messages by position, for exports.
    void setNotes(std::function<QHash<quint64, QString>()> notes) { m_notes = std::move(notes); }

    /// Into a file; a CSV if its name ends so, else JSON lines.
    void exportTo(Scope scope, const QString &path);
    /// One payload into a file, or each selected one into a folder.
    void savePayloadsTo(const QString &path, bool isFolder);
    /// One sentence in the strip, until it is closed.
    void notice(const QString &text);
    bool isRunning() const { return m_job.isRunning(); }

Q_SIGNALS:
    /// The job has ended; whether it was well is in the strip.
    void finished();

private:
    void addActions();
    void askAndExport(Scope scope);
    void askAndSave();
    std::vector<PositionRange> positions(Scope scope) const;
    void run(const QString &doing, TransferJob::Work work);
    void show(BannerTone tone, const QString &iconName, const QString &text, bool canCancel = false);

    MessageListModel &m_model;
    MessageTable &m_table;
    const CodecRegistry &m_codecs;
    std::function<QHash<quint64, QString>()> m_notes;
    Banner *m_banner = nullptr;
    QTimer m_hideTimer; ///< good news goes by itself
    QString m_doing;
    QString m_folder;  ///< where the last file went
    TransferJob m_job; // last: it ends first
};

} // namespace gnat
