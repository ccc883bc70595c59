// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recordinggaps.h"

#include "core/clock.h"
#include "flow/dropledger.h"

namespace gnat {

namespace {
/// Nobody knows how many messages were missed.
RecordedGap lossSince(qint64 lostNs)
{
    return {lostNs, wallNanoseconds(), QStringLiteral("connection lost"), 0};
}
} // namespace

RecordingGaps::RecordingGaps(Tell tell, const DropLedger &ledger, QObject *parent)
    : QObject(parent), m_tell(std::move(tell)), m_ledger(ledger), m_lastPollNs(wallNanoseconds()),
      m_dropped(ledger.figures().droppedInClient)
{
    connect(&m_poll, &QTimer::timeout, this, &RecordingGaps::noteDrops);
    m_poll.start(1000);
}

void RecordingGaps::watch(Connection &connection)
{
    const auto source = connection.id();
    connect(&connection, &Connection::stateChanged, this,
            [this, source](ConnectionState state) { note(source, state); });
}

void RecordingGaps::finish(const Tell &tell)
{
    noteDrops();
    for (const auto lostNs : std::as_const(m_lostNs))
        tell(lossSince(lostNs));
}

void RecordingGaps::note(SourceId source, ConnectionState state)
{
    if (state == ConnectionState::Reconnecting && !m_lostNs.contains(source.number()))
        m_lostNs.insert(source.number(), wallNanoseconds());
    if (state == ConnectionState::Connected)
        end(source);
}

void RecordingGaps::end(SourceId source)
{
    if (!m_lostNs.contains(source.number()))
        return;
    m_tell(lossSince(m_lostNs.take(source.number())));
}

void RecordingGaps::noteDrops()
{
    const auto now = wallNanoseconds();
    const auto dropped = m_ledger.figures().droppedInClient;
    if (dropped > m_dropped)
        m_tell({m_lastPollNs, now, QStringLiteral("dropped in the client library"), dropped - m_dropped});
    m_dropped = dropped;
    m_lastPollNs = now;
}

} // namespace gnat
