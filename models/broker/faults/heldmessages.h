// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/brokerreceiver.h"
#include "broker/faults/faultinjector.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace gnat {

/// Bytes of one message that a fault holds, and whose they are: a published message's parts, or a whole frame for one
/// client.
struct HeldMessage
{
    std::uint64_t cid = 0; ///< who sent it, or whom it is for
    std::uint32_t copies = 1;
    std::shared_ptr<FaultCounters> holder; ///< of the rule that holds it
    std::string bytes;
    std::array<std::size_t, 6> ends{}; ///< of a published message: where each of its parts ends in `bytes`

    /// Keeps a published message, all its parts.
    static HeldMessage ofPublished(std::uint64_t cid, const RoutedMessage &message, const FaultVerdict &verdict);
    static HeldMessage ofFrame(std::uint64_t cid, std::string_view prefix, std::string_view tail,
                               const FaultVerdict &verdict);
    /// The published message again; its views point into `bytes` and, for the tail, into `tail`.
    RoutedMessage published(std::string &tail) const;
};

/// Messages that wait because of a fault, in the order in which they are due; those due at the same time in the order
/// in which they came. Bounded: when more bytes wait than `maxBytes`, the oldest are to be let go early, which keeps
/// their order and loses none. Node's thread.
class HeldMessages
{
public:
    using TimePoint = FaultEvent::TimePoint;

    static constexpr std::size_t defaultMaxBytes = 64 * 1024 * 1024;

    explicit HeldMessages(std::size_t maxBytes = defaultMaxBytes) : m_maxBytes(maxBytes) {}

    /// Keeps it as `verdict` says.
    void hold(HeldMessage message, const FaultVerdict &verdict);
    /// The next that is due, or that has to go because there are too many bytes; none: nothing has to go now.
    std::optional<HeldMessage> takeDue(TimePoint now);
    /// The next that `verdict`'s message has let overtake it.
    std::optional<HeldMessage> takeOvertaken(std::uint64_t cid, const FaultVerdict &verdict);
    /// When the next is due; max(): nothing waits.
    TimePoint nextDue() const;
    bool isOverfull() const { return m_bytes > m_maxBytes; }
    std::size_t bytes() const { return m_bytes; }
    std::size_t count() const { return m_messages.size(); }
    /// Those for or from a connection that is gone are lost.
    void forget(std::uint64_t cid);

private:
    using Key = std::pair<TimePoint, std::uint64_t>; ///< when it is due, and the how manieth it is
    /// A message that waits for others to overtake it.
    struct Waiting
    {
        const FaultCounters *rule;
        std::uint64_t cid;
        std::uint64_t position;
        Key key;
    };

    HeldMessage take(std::map<Key, HeldMessage>::iterator at);

    std::size_t m_maxBytes;
    std::map<Key, HeldMessage> m_messages;
    std::vector<Waiting> m_waiting;
    std::size_t m_bytes = 0;
    std::uint64_t m_lastNumber = 0;
};

} // namespace gnat
