// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/connection.h"
#include "core/strongid.h"
#include "recording/recorder.h"

#include <QList>
#include <QObject>
#include <QTimer>

#include <functional>
#include <unordered_map>

namespace gnat {

class DropLedger;

/// Tells running recordings what may be missing from them: lost connections and what the client library dropped. Knows
/// both rooms, so that they need not know each other.
class RecordingGaps : public QObject
{
    Q_OBJECT

public:
    /// The recordings that run.
    using Recorders = std::function<QList<Recorder *>()>;
    RecordingGaps(Recorders recorders, const DropLedger &ledger, QObject *parent = nullptr);

    void watch(Connection &connection);
    /// Tells a recording that has just begun what is lost already.
    void begin(Recorder &recorder) const;
    /// Counts what the client library dropped up to now; before one of them is asked to stop.
    void noteDrops();

private:
    void note(SourceId source, ConnectionState state);

    const Recorders m_recorders;
    const DropLedger &m_ledger;
    QTimer m_poll;
    std::unordered_map<SourceId, qint64> m_lostNs; ///< wall clock of the loss
    qint64 m_lastPollNs;
    quint64 m_dropped;
};

} // namespace gnat
