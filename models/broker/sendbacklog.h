// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstddef>

namespace gnat {

/// What waits for one receiver, and how long publishers wait until there is less of it. At first, at a mark where the
/// bytes still fit into the processor's cache, they give it a moment to catch up. If it does not, they go on up to half
/// of what may wait at most, and from there on each message waits as long as nats-server stalls a fast producer. Node's
/// thread.
class SendBacklog
{
public:
    using Clock = std::chrono::steady_clock;
    using Duration = std::chrono::milliseconds;

    /// How long the moment is: nats-server's shortest stall.
    static constexpr Duration moment{100};

    explicit SendBacklog(std::size_t maxPending);

    /// `waiting` bytes, after some were added. True: publishers should wait.
    bool grew(std::size_t waiting) { return waiting > m_mark && isOverMark(waiting, Clock::now()); }
    /// The same, of more than the mark.
    bool isOverMark(std::size_t waiting, Clock::time_point now);
    /// `waiting` bytes, after some were sent. True: publishers that wait may go on.
    bool shrank(std::size_t waiting);
    /// True while publishers that wait should go on waiting.
    bool isFar(std::size_t waiting) const { return waiting > (m_isMomentOver ? m_half : m_mark / 2); }
    /// More than half of what may wait at most: each message waits.
    bool isStalled(std::size_t waiting) const { return waiting > m_half; }
    /// How long a publisher waits at most, that was told to wait now.
    Duration longestWait(std::size_t waiting, Clock::time_point now) const;

private:
    std::size_t m_maxPending;
    std::size_t m_half;
    std::size_t m_mark;
    Clock::time_point m_since;   ///< when it got over the mark; none: it is not
    bool m_isMomentOver = false; ///< it is over the mark for longer
};

} // namespace gnat
