// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/sendbacklog.h"

#include <algorithm>

namespace gnat {

namespace {

/// Enough to keep a socket busy, little enough for the cache.
constexpr std::size_t markBytes = 1024 * 1024;
/// nats-server's longest stall, of what is at the limit.
constexpr SendBacklog::Duration longestStall{1000};

} // namespace

SendBacklog::SendBacklog(std::size_t maxPending)
    : m_maxPending(maxPending), m_half(maxPending / 2), m_mark(std::min(markBytes, m_half))
{
}

bool SendBacklog::isOverMark(std::size_t waiting, Clock::time_point now)
{
    if (m_since == Clock::time_point())
        m_since = now;
    m_isMomentOver = m_isMomentOver || now - m_since >= moment;
    return !m_isMomentOver || isStalled(waiting);
}

bool SendBacklog::shrank(std::size_t waiting)
{
    if (waiting <= m_mark / 2) {
        m_since = Clock::time_point();
        m_isMomentOver = false;
    }
    return !isFar(waiting);
}

/// From `moment` at half of the limit, in ten steps to ten times that, as nats-server counts.
SendBacklog::Duration SendBacklog::longestWait(std::size_t waiting, Clock::time_point now) const
{
    if (!isStalled(waiting))
        return std::clamp(std::chrono::ceil<Duration>(m_since + moment - now), Duration(0), moment);
    if (waiting >= m_maxPending)
        return longestStall;
    const auto step = std::max<std::size_t>(m_half / 10, 1);
    return moment + moment * ((waiting - m_half) / step);
}

} // namespace gnat
