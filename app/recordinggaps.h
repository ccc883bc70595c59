// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/connection.h"
#include "core/strongid.h"
#include "recording/recorder.h"
#include "signsoflife.h"

#include <QList>
#include <QObject>
#include <QTimer>

#include <deque>
#include <functional>
#include <unordered_map>
#include <unordered_set>

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
    RecordingGaps(Recorders recorders, const DropLedger &ledger, const SignsOfLife &signs, QObject *parent = nullptr);

    void watch(Connection &connection);
    /// Tells a recording that has just begun what is lost already, and what was missing just before: it may belong to
    /// it with what was at hand.
    void begin(Recorder &recorder) const;
    /// Tells a recording that is about to be stopped what the client library dropped up to now, and which connections
    /// were silent so long that they may be dead: nobody would notice that before its end.
    void end(Recorder &recorder);

private:
    struct Gap ///< as RecordedGap, in continuousNanoseconds()
    {
        qint64 atNs;
        qint64 untilNs;
        QString reason;
        quint64 count;
    };

    void noteDrops();
    void note(SourceId source, ConnectionState state);
    void beginLoss(SourceId source);
    void endLoss(SourceId source);
    void keep(const Gap &gap);

    const Recorders m_recorders;
    const DropLedger &m_ledger;
    QTimer m_poll;
    const SignsOfLife &m_signs;
    std::unordered_set<SourceId> m_connected;
    std::unordered_map<SourceId, qint64> m_lostNs; ///< since when; as all times here by continuousNanoseconds()
    std::deque<Gap> m_past;                        ///< those that ended last
    qint64 m_lastPollNs;
    quint64 m_dropped;
};

} // namespace gnat
