// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "recording/batchring.h"
#include "recording/recorder.h"

namespace gnat {

/// Decides what of the traffic belongs to a recording: from when on, how much of what came before, which messages, up
/// to which. Knows no file. The recorder's thread.
class RecordingGate
{
public:
    explicit RecordingGate(const RecordingOptions &options);

    /// What was at hand at the start; batches that come again are not admitted twice. Returns what is to be looked at:
    /// nothing while the start is waited for.
    std::vector<BatchPtr> admitAtHand(const std::vector<BatchPtr> &batches, std::int64_t nowNs);

    /// The batches to be looked at now that `batch` came: none while the start is waited for, then also those before.
    std::vector<BatchPtr> admit(const BatchPtr &batch);
    bool isWaiting() const { return m_isWaiting; }

    /// False for messages that came too early: they count nowhere.
    bool isInTime(const MessageView &message) const { return message.atNs >= m_fromNs; }
    bool wants(const MessageView &message) const { return !m_wanted || m_wanted(message); }
    bool isLast(const MessageView &message) const { return m_stopWhen && m_stopWhen(message); }

private:
    const MessagePredicate m_wanted;
    const MessagePredicate m_startWhen;
    const MessagePredicate m_stopWhen;
    BatchRing m_before;
    std::int64_t m_fromNs = INT64_MIN;
    std::uint64_t m_atHandEnd = 0; ///< sequence behind what was at hand
    bool m_isWaiting;
};

} // namespace gnat
