// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "recordings/recorddialog.h"

#include <QTimer>
#include <QWidget>

class QListView;

namespace gnat {

class DockTitle;
class Recorder;
class RecordingListModel;
class RecordingSet;
class RunningRecordings;
class TextLabel;

/// The recordings in the folder, newest first, those that run above them. GUI thread.
class RecordingsPane final : public QWidget
{
    Q_OBJECT

public:
    RecordingsPane(RecordingSet &recordings, const QString &folder, QWidget *parent = nullptr);

    DockTitle *title() const { return m_title; }
    RecordingListModel *model() const { return m_model; }
    QListView *list() const { return m_list; }
    RunningRecordings *running() const { return m_running; }
    void setFolder(const QString &folder);
    /// All that is there is written just now.
    bool hasOnlyRunning() const;
    /// Opens the dialog; recordRequested() follows.
    void askHowToRecord();
    /// For the filters of a recording that is to begin.
    void setFilterHelp(RecordFilterHelp help) { m_filterHelp = std::move(help); }
    /// Marks the recording as the open one, if it is in the list.
    void select(const QString &path);

Q_SIGNALS:
    void recordingChosen(const QString &path);
    void openFileRequested();
    void recordRequested(const gnat::RecordingOptions &options);
    void stopRequested(gnat::Recorder *recorder);

private:
    QWidget *buildFoot();
    void refreshFoot();
    void leaveRemoved(int first, int last);
    bool eventFilter(QObject *watched, QEvent *event) override;
    void hideRunningRows(int first, int last);

    RecordingListModel *m_model = nullptr;
    DockTitle *m_title = nullptr;
    QListView *m_list = nullptr;
    RunningRecordings *m_running = nullptr;
    TextLabel *m_foot = nullptr;
    QTimer m_footTimer; ///< thousands of rows may come one by one
    RecordFilterHelp m_filterHelp;
};

} // namespace gnat
