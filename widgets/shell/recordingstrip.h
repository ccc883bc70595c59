// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "recording/recordingset.h"

#include <QObject>
#include <QSet>

namespace gnat {

class ConnectionStrips;

/// Says on a strip, whatever page is shown, that the disk holds up a running recording, and that it goes on. Owned
/// by the strips. GUI thread.
class RecordingStrip : public QObject
{
    Q_OBJECT

public:
    RecordingStrip(RecordingSet &recordings, ConnectionStrips &strips);

private:
    void show(const Recorder *recorder, const RecordingFigures &figures);

    ConnectionStrips &m_strips;
    QSet<const Recorder *> m_held;
};

/// What the record button says while it records: elapsed time and size, or why it rests; how many others run. Empty if
/// nothing does.
QString recordingText(const RecordingSet &recordings);

} // namespace gnat
