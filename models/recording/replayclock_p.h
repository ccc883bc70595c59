// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "recording/replaypace.h"

#include <QtGlobal>

#include <algorithm>

namespace gnat {

/// Where a replay stands in recorded time, given the time now: runs by its pace, stands still while paused, can be
/// set. All times in nanoseconds; "now" is monotonic, "recorded" is at_ns of the file. Knows no real clock.
class ReplayClock
{
public:
    void setPace(ReplayPace pace, qint64 now)
    {
        moveTo(recordedAt(now), now);
        m_pace = pace;
    }
    void setRunning(bool isRunning, qint64 now)
    {
        if (isRunning == m_isRunning)
            return;
        if (isRunning)
            m_nextTick = now + m_untilTick;
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
            m_nextTick += static_cast<qint64>(1e9 / m_pace.value);
    }

    const ReplayPace &pace() const { return m_pace; }
    qint64 recordedAt(qint64 now) const
    {
        if (!m_isRunning || m_pace.kind != ReplayPace::Kind::Factor)
            return m_recorded;
        return m_recorded + static_cast<qint64>(static_cast<double>(now - m_now) * m_pace.value);
    }
    /// When a message of the time `recorded` is due while the clock runs; with the pace Max: long ago.
    qint64 dueAt(qint64 recorded) const
    {
        switch (m_pace.kind) {
        case ReplayPace::Kind::Factor:
            return m_now + static_cast<qint64>(static_cast<double>(recorded - m_recorded) / m_pace.value);
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
