// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>

namespace gnat {

/// The wait between two attempts to reconnect: 0.5, 1, 2, 4, 8, 15, 30 s and 30 s ever after, each ±20 % at random, so
/// that many clients do not come back at the same moment. Thread-safe.
class ReconnectGate
{
public:
    /// The library's reconnect thread: returns when it is time for attempt number `attempt`, from 1.
    void wait(int attempt);
    /// Ends the present wait.
    void tryNow();
    /// Ends the present and all later waits; open() allows them again.
    void close();
    void open();

    int attempt() const;
    /// Milliseconds until the next attempt; 0 if none is waited for.
    int remainingMs() const;

private:
    using Clock = std::chrono::steady_clock;

    mutable std::mutex m_mutex; // guards all below
    std::condition_variable m_changed;
    Clock::time_point m_until;
    int m_attempt = 0;
    bool m_isWaiting = false;
    bool m_isWanted = false;
    bool m_isClosed = false;
};

} // namespace gnat
