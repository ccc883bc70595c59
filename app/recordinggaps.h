// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/connection.h"
#include "recording/recordingreader.h"

#include <QHash>
#include <QObject>
#include <QTimer>

#include <functional>

namespace gnat {

class DropLedger;

/// Tells running recordings what may be missing from them: lost connections and what the client library dropped. Knows
/// both rooms, so that they need not know each other.
class RecordingGaps : public QObject
{
    Q_OBJECT

public:
    /// Where the gaps go: to all recordings that run.
    using Tell = std::function<void(const RecordedGap &)>;
    RecordingGaps(Tell tell, const DropLedger &ledger, QObject *parent = nullptr);

    void watch(Connection &connection);
    /// States what is open to one of them, before it is asked to stop; for others it stays open.
    void finish(const Tell &tell);

private:
    void note(SourceId source, ConnectionState state);
    void end(SourceId source);
    void noteDrops();

    const Tell m_tell;
    const DropLedger &m_ledger;
    QTimer m_poll;
    QHash<quint32, qint64> m_lostNs; ///< source to wall clock of the loss
    qint64 m_lastPollNs;
    quint64 m_dropped;
};

} // namespace gnat
