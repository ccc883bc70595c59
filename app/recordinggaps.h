// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/connection.h"
#include "recording/recorder.h"

#include <QHash>
#include <QObject>
#include <QTimer>

namespace gnat {

class DropLedger;

/// Tells a running recording what may be missing from it: lost connections and what the client library dropped. Knows
/// both rooms, so that they need not know each other.
class RecordingGaps : public QObject
{
    Q_OBJECT

public:
    RecordingGaps(Recorder &recorder, const DropLedger &ledger, QObject *parent = nullptr);

    void watch(Connection &connection);
    /// States what is open; before the recorder is asked to stop.
    void finish();

private:
    void note(SourceId source, ConnectionState state);
    void end(SourceId source);
    void noteDrops();

    Recorder &m_recorder;
    const DropLedger &m_ledger;
    QTimer m_poll;
    QHash<quint32, qint64> m_lostNs; ///< source to wall clock of the loss
    qint64 m_lastPollNs;
    quint64 m_dropped;
};

} // namespace gnat
