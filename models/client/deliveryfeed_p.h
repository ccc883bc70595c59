// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/messagebytes_p.h"
#include "core/subjectpattern.h"

#include <condition_variable>
#include <mutex>
#include <thread>
#include <vector>

namespace gnat {

class DropLedger;
class Fanout;

/// A subscription as the delivery thread and the owner of the connection see it.
struct FeedSubscription
{
    FeedSubscription(SubscriptionId subscriptionId, SubjectPattern subjectPattern, std::string group)
        : id(subscriptionId), pattern(std::move(subjectPattern)), queueGroup(std::move(group))
    {
    }

    const SubscriptionId id;
    const SubjectPattern pattern;
    const std::string queueGroup; ///< empty: none
    std::atomic<std::uint64_t> messages = 0;
    std::atomic<std::uint64_t> bytes = 0;
    std::atomic<std::uint64_t> dropped = 0;
    std::uint64_t droppedBefore = 0; ///< by earlier handles; command thread only
    /// Patterns of older subscriptions that own what they match. Guarded by the feed; almost always empty.
    std::vector<SubjectPattern> owners;
};

/// Turns delivered messages into batches and hands them to the Fanout: full ones at once, others 5 ms after their first
/// message. Filled by the library's delivery thread; its own thread watches the clock and sleeps while nothing is open.
/// Shared with the library's callbacks, which may outlive the connection; after close() they find the door shut.
class DeliveryFeed
{
public:
    DeliveryFeed(SourceId source, Fanout &fanout, DropLedger &ledger);
    ~DeliveryFeed();
    DeliveryFeed(const DeliveryFeed &) = delete;
    DeliveryFeed &operator=(const DeliveryFeed &) = delete;

    /// Delivery thread: copies the message into the open batch. The caller destroys it afterwards.
    void deliver(FeedSubscription &subscription, natsMsg *message);
    /// The library's total of messages dropped for this subscription by its pending limit.
    void noteDropped(FeedSubscription &subscription, std::uint64_t countedSoFar);
    void setOwners(FeedSubscription &subscription, std::vector<SubjectPattern> owners);
    /// Publishes the open batch; nothing reaches the Fanout or the ledger after this returned.
    void close();
    std::uint64_t rebuiltHeaders() const { return m_bytes.rebuiltHeaders(); }

private:
    void watchClock();
    void publishOpenBatch(); // with the lock held, so that batches keep their order

    std::mutex m_mutex; // guards all below
    std::condition_variable m_changed;
    MessageBytes m_bytes;
    BatchBuilder m_open;
    Fanout *m_fanout;
    DropLedger *m_ledger;
    bool m_isClosed = false;
    std::thread m_clockWatcher;
};

} // namespace gnat
