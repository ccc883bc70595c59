// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recordinggaps.h"

#include "core/continuousclock.h"
#include "flow/dropledger.h"

namespace gnat {

namespace {

constexpr qint64 keptNs = 30'000'000'000; // no recording reaches back further
constexpr std::size_t mostKept = 256;
constexpr qint64 silentNs = 7'000'000'000; // three round trips are measured in that time

} // namespace

RecordingGaps::RecordingGaps(Recorders recorders, const DropLedger &ledger, const SignsOfLife &signs, QObject *parent)
    : QObject(parent), m_recorders(std::move(recorders)), m_ledger(ledger), m_signs(signs),
      m_lastPollNs(continuousNanoseconds()), m_dropped(ledger.figures().droppedInClient)
{
    connect(&m_poll, &QTimer::timeout, this, &RecordingGaps::noteDrops);
    m_poll.start(1000);
}

void RecordingGaps::watch(Connection &connection)
{
    const auto source = connection.id();
    connect(&connection, &Connection::stateChanged, this,
            [this, source](ConnectionState state) { note(source, state); });
    if (connection.state() == ConnectionState::Connected)
        m_connected.insert(source);
}

void RecordingGaps::begin(Recorder &recorder) const
{
    const auto offset = wallOffset();
    for (const auto &gap : m_past)
        recorder.addGap({gap.atNs + offset, gap.untilNs + offset, gap.reason, gap.count});
    for (const auto &[source, lostNs] : m_lostNs)
        recorder.beginLoss(source, lostNs + offset);
}

void RecordingGaps::end(Recorder &recorder)
{
    noteDrops();
    for (const auto source : m_connected) {
        const auto sinceNs = m_signs.last(source).atNs;
        if (continuousNanoseconds() - sinceNs > silentNs)
            recorder.beginLoss(source, sinceNs + wallOffset());
    }
}

void RecordingGaps::note(SourceId source, ConnectionState state)
{
    if (state == ConnectionState::Connected)
        m_connected.insert(source);
    else
        m_connected.erase(source);
    if (state == ConnectionState::Reconnecting || state == ConnectionState::Failed)
        beginLoss(source);
    if (state == ConnectionState::Connected || state == ConnectionState::Closed)
        endLoss(source);
}

/// It was dead before anybody noticed: what came after its last sign of life may be missing.
void RecordingGaps::beginLoss(SourceId source)
{
    const auto sinceNs = m_signs.last(source).atNs;
    if (sinceNs == 0 || !m_lostNs.try_emplace(source, sinceNs).second)
        return; // it was never up, or that is known
    for (auto *recorder : m_recorders())
        recorder->beginLoss(source, sinceNs + wallOffset());
}

void RecordingGaps::endLoss(SourceId source)
{
    const auto lost = m_lostNs.extract(source);
    if (lost.empty())
        return;
    const auto now = continuousNanoseconds();
    for (auto *recorder : m_recorders())
        recorder->endLoss(source, now + wallOffset());
    keep({lost.mapped(), now, QStringLiteral("connection lost"), 0});
}

void RecordingGaps::noteDrops()
{
    const auto now = continuousNanoseconds();
    const auto dropped = m_ledger.figures().droppedInClient;
    if (dropped > m_dropped) {
        const Gap gap{m_lastPollNs, now, QStringLiteral("dropped in the client library"), dropped - m_dropped};
        const auto offset = wallOffset();
        for (auto *recorder : m_recorders())
            recorder->addGap({gap.atNs + offset, gap.untilNs + offset, gap.reason, gap.count});
        keep(gap);
    }
    m_dropped = dropped;
    m_lastPollNs = now;
}

void RecordingGaps::keep(const Gap &gap)
{
    m_past.push_back(gap);
    while (m_past.size() > mostKept || m_past.front().untilNs < gap.untilNs - keptNs)
        m_past.pop_front();
}

} // namespace gnat
