// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "recording/batchring.h"
#include "recording/recorder.h"
#include "recording/recordingclock_p.h"

#include <optional>

namespace gnat {

/// Decides what of the traffic belongs to a recording: from when on, how much of what came before, which messages, up
/// to which. Knows no file. The recorder's thread.
class RecordingGate
{
public:
    /// `clock`, the recording's, outlives it.
    RecordingGate(const RecordingOptions &options, const RecordingClock &clock);

    /// What was at hand at the start, of the sources that `accepts` names; batches that come again are not admitted
    /// twice. Returns what is to be looked at: nothing while the start is waited for.
    std::vector<BatchPtr> admitAtHand(const BatchRing &atHand, const Fanout::Accepts &accepts);

    /// The batches to be looked at now that `batch` came: none while the start is waited for, then also those before.
    std::vector<BatchPtr> admit(const BatchPtr &batch);
    bool isWaiting() const { return m_isWaiting; }
    /// Where more should be there from before the start than was at hand. After that it is complete.
    std::optional<RecordedGap> lacking() const;

    /// Nothing older belongs to it, or, while the start is waited for, can still belong to it.
    qint64 fromNs() const { return m_isWaiting ? m_clock.nowNs() - m_before.limits().ns : m_fromNs; }

    // Of messages with times by the recording's clock.
    /// False for messages that came too early: they count nowhere.
    bool isInTime(const MessageView &message) const { return message.atNs >= m_fromNs; }
    bool wants(const MessageView &message) const { return !m_wanted || m_wanted(message); }
    /// Only from the start, or the message that started it, on: what came before cannot end it.
    bool isLast(const MessageView &message) const
    {
        return m_stopWhen && message.sequence >= m_startSequence && m_stopWhen(message);
    }

private:
    std::vector<BatchPtr> begin(qint64 atNs);

    const MessagePredicate m_wanted;
    const MessagePredicate m_startWhen;
    const MessagePredicate m_stopWhen;
    const RecordingClock &m_clock;
    const qint64 m_startedNs;
    BatchRing m_before;
    qint64 m_fromNs = INT64_MIN;
    std::uint64_t m_atHandEnd = 0;     ///< sequence behind what was at hand
    std::uint64_t m_startSequence = 0; ///< of the first message that is not from before the start
    bool m_isWaiting;
};

} // namespace gnat
