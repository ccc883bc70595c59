// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "recording/recorder.h"

#include <QByteArray>
#include <QObject>

namespace gnat::terminal {

/// What `record` hears and says while it runs: lines on standard input pause, resume and mark it, and what the disk
/// does to it is said on standard error. Main thread.
class RecordConsole : public QObject
{
    Q_OBJECT

public:
    explicit RecordConsole(Recorder &recorder, QObject *parent = nullptr);

private:
    void listen();
    void obey(const QByteArray &line);
    void tell(const RecordingFigures &figures);
    void tellRemoved(const RecordingParts &parts);

    Recorder &m_recorder;
    QByteArray m_typed;
    RecordingState m_said = RecordingState::Recording;
    QString m_path;
    RecordingParts m_parts;
    quint64 m_droppedBefore = 0; ///< as of the last figures before it waited
};

} // namespace gnat::terminal
