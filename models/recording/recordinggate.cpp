// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recording/recordinggate_p.h"

namespace gnat {

RecordingGate::RecordingGate(const RecordingOptions &options)
    : m_wanted(options.wanted), m_startWhen(options.startWhen), m_stopWhen(options.stopWhen), m_before(options.before),
      m_isWaiting(static_cast<bool>(options.startWhen))
{
}

std::vector<BatchPtr> RecordingGate::admitAtHand(const std::vector<BatchPtr> &batches, std::int64_t nowNs)
{
    for (const auto &batch : batches) {
        m_before.add(batch);
        m_atHandEnd = batch->firstSequence() + batch->size();
    }
    m_before.forget(nowNs);
    if (m_isWaiting)
        return {};
    m_fromNs = nowNs - m_before.limits().ns;
    return m_before.take();
}

std::vector<BatchPtr> RecordingGate::admit(const BatchPtr &batch)
{
    if (batch->firstSequence() < m_atHandEnd)
        return {};
    if (!m_isWaiting)
        return {batch};
    m_before.add(batch);
    for (std::size_t i = 0; i < batch->size(); ++i) {
        const auto message = batch->at(i);
        if (!m_startWhen(message))
            continue;
        m_isWaiting = false;
        m_fromNs = message.atNs - m_before.limits().ns;
        return m_before.take();
    }
    return {};
}

} // namespace gnat
