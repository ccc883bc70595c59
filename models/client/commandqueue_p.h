// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>

namespace gnat {

/// Bounded commands for a connection's command thread. Thread-safe.
class CommandQueue
{
public:
    using Command = std::function<void()>;
    using Clock = std::chrono::steady_clock;
    static constexpr std::size_t maxWaiting = 10'000;

    /// False if too many wait already or the queue is closed.
    bool post(Command command);
    /// As post(), whatever waits already: for the few commands that must not be lost (subscribe, close).
    void postAlways(Command command);
    /// The next command; empty at `until` (if given), after wake(), or when closed and empty.
    Command takeUntil(std::optional<Clock::time_point> until);
    /// Makes a waiting takeUntil() return, so that deadlines are looked at anew.
    void wake();
    void close();
    /// Closed and all commands taken.
    bool isDone() const;
    bool isEmpty() const;

private:
    mutable std::mutex m_mutex; // guards all below
    std::condition_variable m_changed;
    std::deque<Command> m_waiting;
    bool m_isWoken = false;
    bool m_isClosed = false;
};

} // namespace gnat
