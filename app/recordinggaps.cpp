// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recordinggaps.h"

#include "core/clock.h"
#include "flow/dropledger.h"

namespace gnat {

RecordingGaps::RecordingGaps(Recorders recorders, const DropLedger &ledger, QObject *parent)
    : QObject(parent), m_recorders(std::move(recorders)), m_ledger(ledger), m_lastPollNs(wallNanoseconds()),
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

void RecordingGaps::begin(Recorder &recorder) const
{
    for (const auto &[source, lostNs] : m_lostNs)
        recorder.beginLoss(source, lostNs);
}

void RecordingGaps::note(SourceId source, ConnectionState state)
{
    const auto now = wallNanoseconds();
    if (state == ConnectionState::Reconnecting && m_lostNs.try_emplace(source, now).second) {
        for (auto *recorder : m_recorders())
            recorder->beginLoss(source, now);
    }
    if (state == ConnectionState::Connected && m_lostNs.erase(source) > 0) {
        for (auto *recorder : m_recorders())
            recorder->endLoss(source, now);
    }
}

void RecordingGaps::noteDrops()
{
    const auto now = wallNanoseconds();
    const auto dropped = m_ledger.figures().droppedInClient;
    if (dropped > m_dropped) {
        for (auto *recorder : m_recorders())
            recorder->addGap({m_lastPollNs, now, QStringLiteral("dropped in the client library"), dropped - m_dropped});
    }
    m_dropped = dropped;
    m_lastPollNs = now;
}

} // namespace gnat
