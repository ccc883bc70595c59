// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/messagebytes_p.h"
#include "client/messageowners_p.h"

#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>

namespace gnat {

class DropLedger;
class Fanout;

/// Turns delivered messages into batches and hands them to the Fanout: full ones at once, others 5 ms after their first
/// message. Messages carry the wall clock's time, which is looked at once a batch and goes on evenly within it. Filled
/// by the library's delivery thread; its own thread watches the clock and sleeps while nothing is open. Shared with the
/// library's callbacks, which may outlive the connection; after close() they find the door shut.
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
    /// A subscription is made (again): from now on it owns what it matches. Any thread, as all that follows.
    void admit(const std::shared_ptr<FeedSubscription> &subscription);
    /// It will be ended; what still comes through it is kept if no other owns it.
    void dismiss(const FeedSubscription &subscription);
    /// The server refused it, or the library could not make it: it owns nothing until it is admitted again.
    void refuse(const RefusedSubscription &refused);
    /// The server was asked for all of them again; it will say anew what it refuses.
    void admitAll();
    /// Publishes the open batch; nothing reaches the Fanout or the ledger after this returned.
    void close();
    std::uint64_t rebuiltHeaders() const { return m_bytes.rebuiltHeaders(); }

private:
    void watchClock();
    // With the lock held, so that batches keep their order:
    std::int64_t nowNs() const;
    void lookAtClock();
    void publishOpenBatch();

    std::mutex m_mutex; // guards all below
    std::condition_variable m_changed;
    MessageBytes m_bytes;
    FeedSubscriptions m_subscriptions; // oldest first
    const SourceId m_source;
    std::optional<std::int64_t> m_clockOffset; // of the open batch, as of wallOffset()
    BatchBuilder m_open;
    Fanout *m_fanout;
    DropLedger *m_ledger;
    bool m_isClosed = false;
    std::thread m_clockWatcher;
};

} // namespace gnat
