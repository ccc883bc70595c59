// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "recording/recorder.h"

#include <QObject>

namespace gnat {

class ConnectionStrips;

/// Says on a strip, whatever page is shown, that the disk holds up the running recording, and that it goes on. Owned
/// by the strips. GUI thread.
class RecordingStrip : public QObject
{
    Q_OBJECT

public:
    RecordingStrip(Recorder &recorder, ConnectionStrips &strips);

private:
    void show(const RecordingFigures &figures);

    ConnectionStrips &m_strips;
    bool m_isHeld = false;
};

/// What the record button says while it records: elapsed time and size, or why it rests.
QString recordingText(const RecordingFigures &figures);

} // namespace gnat
