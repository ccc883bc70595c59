// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recordinggaps.h"

#include "core/clock.h"
#include "flow/dropledger.h"

namespace gnat {

RecordingGaps::RecordingGaps(Recorder &recorder, const DropLedger &ledger, QObject *parent)
    : QObject(parent), m_recorder(recorder), m_ledger(ledger), m_lastPollNs(wallNanoseconds()),
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

void RecordingGaps::finish()
{
    noteDrops();
    const auto open = m_lostNs.keys();
    for (const auto source : open)
        end(SourceId(source));
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
    const auto lostNs = m_lostNs.take(source.number());
    if (m_recorder.isRecording())
        m_recorder.addGap(lostNs, wallNanoseconds(), QStringLiteral("connection lost"), 0);
}

void RecordingGaps::noteDrops()
{
    const auto now = wallNanoseconds();
    const auto dropped = m_ledger.figures().droppedInClient;
    if (dropped > m_dropped && m_recorder.isRecording())
        m_recorder.addGap(m_lastPollNs, now, QStringLiteral("dropped in the client library"), dropped - m_dropped);
    m_dropped = dropped;
    m_lastPollNs = now;
}

} // namespace gnat
