// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

namespace gnat {

/// Where a replay stands in recorded time, given the time now: runs by a factor, stands still while paused, can be set.
/// All times in nanoseconds; "now" is monotonic, "recorded" is at_ns of the file. Knows no real clock.
class ReplayClock
{
public:
    /// A speed of 0 means as fast as possible: then nothing is ever early.
    void setSpeed(double factor, qint64 now)
    {
        moveTo(recordedAt(now), now);
        m_speed = factor;
    }
    void setRunning(bool isRunning, qint64 now)
    {
        moveTo(recordedAt(now), now);
        m_isRunning = isRunning;
    }
    /// From now on it is `recorded`.
    void moveTo(qint64 recorded, qint64 now)
    {
        m_recorded = recorded;
        m_now = now;
    }

    double speed() const { return m_speed; }
    qint64 recordedAt(qint64 now) const
    {
        if (!m_isRunning || m_speed <= 0)
            return m_recorded;
        return m_recorded + static_cast<qint64>(static_cast<double>(now - m_now) * m_speed);
    }
    /// When a message of the time `recorded` is due; only while it runs with a speed above 0.
    qint64 dueAt(qint64 recorded) const
    {
        return m_now + static_cast<qint64>(static_cast<double>(recorded - m_recorded) / m_speed);
    }

private:
    qint64 m_recorded = 0;
    qint64 m_now = 0;
    double m_speed = 1.0;
    bool m_isRunning = true;
};

} // namespace gnat
