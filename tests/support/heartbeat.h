// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/threadtime.h"

#include <QTimer>

#include <algorithm>
#include <chrono>
#include <vector>

namespace gnat::test {

/// A timer of 10 ms in the thread that makes it: how late it fires tells how long that thread was busy with something
/// else, or had no processor; the work between two beats is the thread's alone.
class Heartbeat
{
public:
    static constexpr int beatMs = 10;

    Heartbeat()
    {
        m_timer.setTimerType(Qt::PreciseTimer);
        QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { beat(); });
    }

    void start()
    {
        m_late.clear();
        m_mostWork = 0;
        m_last = Clock::now();
        m_lastWork = threadNanoseconds();
        m_timer.start(beatMs);
    }
    void stop()
    {
        m_timer.stop();
        std::ranges::sort(m_late);
    }

    /// Milliseconds too late at a share of all beats (0.99), after stop(); 1: the worst.
    double lateness(double share) const
    {
        if (m_late.empty())
            return 0;
        const auto last = m_late.size() - 1;
        return m_late[std::min(last, static_cast<std::size_t>(share * static_cast<double>(m_late.size())))];
    }
    /// The most that the thread worked between two beats, in ns of its processor.
    std::int64_t mostWork() const { return m_mostWork; }
    std::size_t beats() const { return m_late.size(); }

private:
    using Clock = std::chrono::steady_clock;

    void beat()
    {
        const auto now = Clock::now();
        const std::chrono::duration<double, std::milli> since = now - m_last;
        m_late.push_back(std::max(0.0, since.count() - beatMs));
        m_last = now;
        const auto work = threadNanoseconds();
        m_mostWork = std::max(m_mostWork, work - m_lastWork);
        m_lastWork = work;
    }

    QTimer m_timer;
    Clock::time_point m_last;
    std::vector<double> m_late;
    std::int64_t m_lastWork = 0;
    std::int64_t m_mostWork = 0;
};

} // namespace gnat::test
