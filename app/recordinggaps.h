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
    /// Counts what the client library dropped up to now; before one of them is asked to stop.
    void noteDrops();

private:
    struct Gap ///< as RecordedGap, in continuousNanoseconds()
    {
        qint64 atNs;
        qint64 untilNs;
        QString reason;
        quint64 count;
    };

    void note(SourceId source, ConnectionState state);
    void beginLoss(SourceId source);
    void endLoss(SourceId source);
    void keep(const Gap &gap);

    const Recorders m_recorders;
    const DropLedger &m_ledger;
    QTimer m_poll;
    const SignsOfLife &m_signs;
    std::unordered_map<SourceId, qint64> m_lostNs; ///< since when; as all times here by continuousNanoseconds()
    std::deque<Gap> m_past;                        ///< those that ended last
    qint64 m_lastPollNs;
    quint64 m_dropped;
};

} // namespace gnat
