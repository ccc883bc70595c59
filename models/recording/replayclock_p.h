// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "recording/replaypace.h"

#include <QtGlobal>

#include <algorithm>
#include <limits>

namespace gnat {

/// a + b, at most what fits: times of a damaged or foreign file may lie anywhere.
constexpr qint64 addSaturated(qint64 a, qint64 b)
{
    using Limits = std::numeric_limits<qint64>;
    if (b > 0 && a > Limits::max() - b)
        return Limits::max();
    if (b < 0 && a < Limits::min() - b)
        return Limits::min();
    return a + b;
}

/// a - b, at most what fits.
constexpr qint64 difference(qint64 a, qint64 b)
{
    using Limits = std::numeric_limits<qint64>;
    return b == Limits::min() ? addSaturated(addSaturated(a, Limits::max()), 1) : addSaturated(a, -b);
}

/// A duration times a factor, at most what fits.
constexpr qint64 scaledSaturated(qint64 ns, double factor)
{
    constexpr double limit = 9.2e18; // a little less than what fits
    return static_cast<qint64>(std::clamp(static_cast<double>(ns) * factor, -limit, limit));
}

/// Where a replay stands in recorded time, given the time now: runs by its pace, stands still while paused, can be
/// set. All times in nanoseconds; "now" is monotonic, "recorded" is at_ns of the file. Knows no real clock.
class ReplayClock
{
public:
    /// From one fixed rate to another, what is left of the tick keeps its share of it; else the next is due at once.
    void setPace(ReplayPace pace, qint64 now)
    {
        const bool isTickKept = m_pace.kind == ReplayPace::Kind::Rate && pace.kind == ReplayPace::Kind::Rate;
        if (isTickKept) {
            const auto left = m_isRunning ? m_nextTick - now : m_untilTick;
            m_untilTick = left > 0 ? scaledSaturated(left, m_pace.value / pace.value) : left;
            m_nextTick = addSaturated(now, m_untilTick);
        } else {
            moveTo(recordedAt(now), now);
        }
        m_pace = pace;
    }
    void setRunning(bool isRunning, qint64 now)
    {
        if (isRunning == m_isRunning)
            return;
        if (isRunning)
            m_nextTick = addSaturated(now, m_untilTick);
        else
            m_untilTick = std::max<qint64>(0, m_nextTick - now);
        const auto recorded = recordedAt(now);
        m_isRunning = isRunning;
        m_recorded = recorded;
        m_now = now;
    }
    /// From now on it is `recorded`. At a fixed rate the next message is due at once.
    void moveTo(qint64 recorded, qint64 now)
    {
        m_recorded = recorded;
        m_now = now;
        m_nextTick = now;
        m_untilTick = 0;
    }
    /// The message of this time was taken to be sent.
    void pass(qint64 recorded)
    {
        if (m_pace.kind == ReplayPace::Kind::Factor)
            return;
        m_recorded = recorded;
        if (m_pace.kind == ReplayPace::Kind::Rate)
            m_nextTick = addSaturated(m_nextTick, scaledSaturated(1'000'000'000, 1 / m_pace.value));
    }

    const ReplayPace &pace() const { return m_pace; }
    qint64 recordedAt(qint64 now) const
    {
        if (!m_isRunning || m_pace.kind != ReplayPace::Kind::Factor)
            return m_recorded;
        return addSaturated(m_recorded, scaledSaturated(now - m_now, m_pace.value));
    }
    /// When a message of the time `recorded` is due while the clock runs; with the pace Max: long ago.
    qint64 dueAt(qint64 recorded) const
    {
        switch (m_pace.kind) {
        case ReplayPace::Kind::Factor:
            return addSaturated(m_now, scaledSaturated(difference(recorded, m_recorded), 1 / m_pace.value));
        case ReplayPace::Kind::Rate:
            return m_nextTick;
        case ReplayPace::Kind::Max:
            break;
        }
        return 0;
    }

private:
    ReplayPace m_pace;
    qint64 m_recorded = 0;
    qint64 m_now = 0;
    qint64 m_nextTick = 0;  ///< at a fixed rate: when the next message is due
    qint64 m_untilTick = 0; ///< while paused: how long that was away
    bool m_isRunning = true;
};

} // namespace gnat
