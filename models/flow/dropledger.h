// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <cstdint>

namespace gnat {

/// Where messages went since the start. At any moment received = duplicates + droppedInClient + droppedInFeed +
/// noLongerKept + kept + waiting + inHand(). `missed` is what servers did not send and stands outside.
struct DropFigures
{
    std::uint64_t received = 0;        ///< came off the wire, also those dropped by the client library; or replayed
    std::uint64_t replayed = 0;        ///< of the received: played from a recording to the views
    std::uint64_t duplicates = 0;      ///< copies by overlapping subscriptions of one connection
    std::uint64_t droppedInClient = 0; ///< the client library's pending limit (natsSubscription_GetDropped)
    std::uint64_t droppedInFeed = 0;   ///< the queue to the views was full
    std::uint64_t noLongerKept = 0;    ///< left the message log over its byte budget
    std::uint64_t kept = 0;            ///< in the message log now
    std::uint64_t waiting = 0;         ///< in the queue to the views now
    std::uint64_t missed = 0;          ///< sent by nobody while a connection was lost or cut off; an estimate
    std::uint64_t unknownLosses = 0;   ///< times that nobody can tell how many were missed
    std::uint64_t notAnalysed = 0;     ///< the queue to the analysis was full; kept all the same, no part of the sum
    /// On their way between two counters: at most the batches that are being handed over, one a connection; 0 at rest.
    /// Below zero somebody kept what nobody received: a fault, and to be seen as one.
    std::int64_t inHand() const
    {
        return static_cast<std::int64_t>(received - duplicates - droppedInClient - droppedInFeed - noLongerKept - kept -
                                         waiting);
    }
    std::uint64_t droppedHere() const { return droppedInClient + droppedInFeed; }
};

/// The counters behind DropFigures. Each stage writes its own; any thread may write or read. Who sees that messages
/// left sees that they came: what is written is released, what is read is acquired, out before in. What waits now and
/// what was replayed is known to the queue alone: TrafficView::figures() adds it.
class DropLedger
{
public:
    void addReceived(std::uint64_t messages) { add(m_received, messages); }
    void addDuplicates(std::uint64_t messages) { add(m_duplicates, messages); }
    void addDroppedInClient(std::uint64_t messages) { add(m_droppedInClient, messages); }
    void addMissed(std::uint64_t messages) { add(m_missed, messages); }
    void addUnknownLoss() { add(m_unknownLosses, 1); }
    void addNoLongerKept(std::uint64_t messages) { add(m_noLongerKept, messages); }
    void setDroppedInFeed(std::uint64_t messages) { set(m_droppedInFeed, messages); }
    void setNotAnalysed(std::uint64_t messages) { set(m_notAnalysed, messages); }
    void setKept(std::uint64_t messages) { set(m_kept, messages); }

    DropFigures figures() const;

private:
    using Counter = std::atomic<std::uint64_t>;
    static void add(Counter &counter, std::uint64_t n) { counter.fetch_add(n, std::memory_order_release); }
    static void set(Counter &counter, std::uint64_t n) { counter.store(n, std::memory_order_release); }

    Counter m_received = 0;
    Counter m_duplicates = 0;
    Counter m_droppedInClient = 0;
    Counter m_droppedInFeed = 0;
    Counter m_noLongerKept = 0;
    Counter m_kept = 0;
    Counter m_missed = 0;
    Counter m_unknownLosses = 0;
    Counter m_notAnalysed = 0;
};

} // namespace gnat
