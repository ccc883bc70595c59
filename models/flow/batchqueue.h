// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/messagebatch.h"

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <mutex>
#include <stop_token>
#include <vector>

namespace gnat {

/// A bounded queue of batches between the threads that receive and one that uses. What does not fit is dropped and
/// counted here: at any moment pushed = taken + waiting, offered = pushed + dropped. All functions are thread-safe;
/// the lock is held only to move pointers.
class BatchQueue
{
public:
    struct Limits
    {
        std::size_t messages = 1'000'000;
        std::size_t bytes = 256'000'000;
    };
    struct Figures
    {
        std::uint64_t pushedMessages = 0;
        std::uint64_t replayedMessages = 0; ///< of the pushed ones: by pushWait()
        std::uint64_t takenMessages = 0;
        std::uint64_t droppedMessages = 0;
        std::uint64_t droppedBytes = 0;
        std::size_t waitingMessages = 0;
        std::size_t waitingBytes = 0;
    };

    explicit BatchQueue(Limits limits);

    /// Called on the pusher's thread, without the lock held, when the queue was empty and now is not. Set it before
    /// the first push; it must not block (post an event).
    void setWake(std::function<void()> wake);

    /// For live sources: never blocks; false if the batch did not fit and was counted as dropped. A batch larger than
    /// the limits passes when the queue is empty.
    bool push(const BatchPtr &batch);
    /// For replays: waits for room; false if `stop` was requested or the queue closed meanwhile.
    bool pushWait(const BatchPtr &batch, const std::stop_token &stop);

    /// What waits, oldest first, at most about `maxMessages` (at least one batch); empty if nothing waits.
    std::vector<BatchPtr> take(std::size_t maxMessages = SIZE_MAX);
    /// As take(), but waits until something is there, the time is over, or close() was called.
    std::vector<BatchPtr> waitAndTake(std::chrono::milliseconds longest);
    /// Wakes everybody who waits; pushes are refused (and counted as dropped) from now on, takes still empty it.
    void close();
    bool isClosed() const;

    Figures figures() const;

private:
    bool hasRoomFor(const MessageBatch &batch) const;
    bool enqueue(const BatchPtr &batch);

    const Limits m_limits;
    std::function<void()> m_wake;
    mutable std::mutex m_mutex; // guards all below
    std::condition_variable_any m_changed;
    std::deque<BatchPtr> m_waiting;
    Figures m_figures;
    bool m_isClosed = false;
};

} // namespace gnat
