// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <cstdint>

namespace gnat {

/// Where messages went since the start. At rest received = duplicates + droppedInClient + droppedInFeed + noLongerKept
/// + kept; while traffic flows what waits in a queue (`waiting`) stands between. `missed` is what servers did not send.
struct DropFigures
{
    std::uint64_t received = 0;        ///< came off the wire, also those dropped by the client library
    std::uint64_t duplicates = 0;      ///< copies by overlapping subscriptions of one connection
    std::uint64_t droppedInClient = 0; ///< the client library's pending limit (natsSubscription_GetDropped)
    std::uint64_t droppedInFeed = 0;   ///< the queue to the views was full
    std::uint64_t noLongerKept = 0;    ///< left the message log over its byte budget
    std::uint64_t kept = 0;            ///< in the message log now
    std::uint64_t missed = 0;          ///< server-side slow-consumer cuts; an estimate
    std::uint64_t waiting() const
    {
        return received - duplicates - droppedInClient - droppedInFeed - noLongerKept - kept;
    }
    std::uint64_t droppedHere() const { return droppedInClient + droppedInFeed; }
};

/// The counters behind DropFigures. Each stage writes its own; any thread may write or read.
class DropLedger
{
public:
    void addReceived(std::uint64_t messages) { add(m_received, messages); }
    void addDuplicates(std::uint64_t messages) { add(m_duplicates, messages); }
    void addDroppedInClient(std::uint64_t messages) { add(m_droppedInClient, messages); }
    void addMissed(std::uint64_t messages) { add(m_missed, messages); }
    void addNoLongerKept(std::uint64_t messages) { add(m_noLongerKept, messages); }
    void setDroppedInFeed(std::uint64_t messages) { m_droppedInFeed.store(messages, std::memory_order_relaxed); }
    void setKept(std::uint64_t messages) { m_kept.store(messages, std::memory_order_relaxed); }

    DropFigures figures() const;

private:
    using Counter = std::atomic<std::uint64_t>;
    static void add(Counter &counter, std::uint64_t n) { counter.fetch_add(n, std::memory_order_relaxed); }

    Counter m_received = 0;
    Counter m_duplicates = 0;
    Counter m_droppedInClient = 0;
    Counter m_droppedInFeed = 0;
    Counter m_noLongerKept = 0;
    Counter m_kept = 0;
    Counter m_missed = 0;
};

} // namespace gnat
