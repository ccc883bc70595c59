// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "recording/recorder.h"
#include "terminal/statusline.h"

#include <QByteArray>
#include <QObject>

namespace gnat::terminal {

/// What `record` hears and says while it runs: lines on standard input pause, resume and mark it, what the disk does to
/// it is said on standard error, and a line there tells how it goes. Main thread.
class RecordConsole : public QObject
{
    Q_OBJECT

public:
    explicit RecordConsole(Recorder &recorder, QObject *parent = nullptr);

    /// Tells how it goes from now on, until it ends.
    void showFigures();
    /// Says something above that line.
    void tellLine(const QString &text);

private:
    void listen();
    void obey(const QByteArray &line);
    void tell(const RecordingFigures &figures);
    void tellState(const RecordingFigures &figures);
    void tellRemoved(const RecordingParts &parts);
    void show(const RecordingFigures &figures);

    Recorder &m_recorder;
    QByteArray m_typed;
    RecordingState m_said = RecordingState::Recording;
    QString m_path;
    RecordingParts m_parts;
    quint64 m_droppedBefore = 0; ///< as of the last figures before it waited
    StatusLine m_line;
    bool m_isShown = false;
    RecordingFigures m_rated; ///< that the rate is counted from
    quint64 m_rate = 0;       ///< messages a second
};

} // namespace gnat::terminal
