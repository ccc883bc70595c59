// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recording/recordinggate_p.h"

namespace gnat {

RecordingGate::RecordingGate(const RecordingOptions &options, const RecordingClock &clock)
    : m_wanted(options.wanted), m_startWhen(options.startWhen), m_stopWhen(options.stopWhen), m_clock(clock),
      m_startedNs(options.startedNs), m_before(options.before), m_isWaiting(static_cast<bool>(options.startWhen))
{
}

std::vector<BatchPtr> RecordingGate::admitAtHand(const BatchRing &atHand, const Fanout::Accepts &accepts)
{
    if (const auto batches = atHand.batches(); !batches.empty())
        m_atHandEnd = batches.back()->firstSequence() + batches.back()->size();
    m_before.add(atHand, accepts);
    m_before.forget(continuousNanoseconds());
    if (m_isWaiting)
        return {};
    m_startSequence = m_atHandEnd;
    return begin(m_startedNs);
}

std::vector<BatchPtr> RecordingGate::admit(const BatchPtr &batch)
{
    if (batch->firstSequence() < m_atHandEnd)
        return {};
    if (!m_isWaiting)
        return {batch};
    m_before.add(batch, continuousNanoseconds());
    for (std::size_t i = 0; i < batch->size(); ++i) {
        const auto message = batch->at(i);
        if (!m_startWhen(message))
            continue;
        m_isWaiting = false;
        m_startSequence = message.sequence;
        return begin(message.atNs - m_clock.aheadNs(*batch));
    }
    return {};
}

/// With what came up to so long before.
std::vector<BatchPtr> RecordingGate::begin(qint64 atNs)
{
    m_fromNs = atNs - m_before.limits().ns;
    return m_before.take();
}

std::optional<RecordedGap> RecordingGate::lacking() const
{
    if (m_isWaiting || m_before.lackingUntilNs() == INT64_MIN)
        return {};
    const auto untilNs = m_clock.ofContinuous(m_before.lackingUntilNs());
    if (untilNs <= m_fromNs)
        return {};
    return RecordedGap{m_fromNs, untilNs, QStringLiteral("no longer at hand"), 0};
}

} // namespace gnat
