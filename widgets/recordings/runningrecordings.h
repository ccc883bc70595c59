// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QScrollArea>
#include <QSet>

class QVBoxLayout;

namespace gnat {

class Recorder;
class RecordingSet;
class RunningRecording;

/// The recordings that run, one below the other, above the list of those that are finished; scrolls if there are many.
/// Hidden while nothing is recorded. GUI thread.
class RunningRecordings final : public QScrollArea
{
    Q_OBJECT

public:
    explicit RunningRecordings(RecordingSet &recordings, QWidget *parent = nullptr);

    const QList<RunningRecording *> &all() const { return m_all; }
    /// The files that are written just now.
    QSet<QString> paths() const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void stopRequested(gnat::Recorder *recorder);
    /// What is there of it so far is to be looked at.
    void openRequested(const QString &path);
    /// Other files are written than before.
    void filesChanged();

private:
    void add(Recorder *recorder);
    void remove(const Recorder *recorder);
    void fit();

    RecordingSet &m_recordings;
    QVBoxLayout *m_layout = nullptr;
    QList<RunningRecording *> m_all;
};

} // namespace gnat
