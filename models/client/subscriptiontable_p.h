// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/deliveryfeed_p.h"
#include "client/requesttable_p.h"

#include <memory>
#include <vector>

namespace gnat {

/// The subscriptions of one connection that are on, in the order in which they were switched on, with their handles
/// while there is a connection. Command thread only.
class SubscriptionTable
{
public:
    SubscriptionTable(std::shared_ptr<DeliveryFeed> feed, std::shared_ptr<RequestTable> requests);
    ~SubscriptionTable();

    /// Subscribes at once if there is a connection, else when attach() is called.
    natsStatus add(const std::shared_ptr<FeedSubscription> &subscription);
    void remove(SubscriptionId id);
    bool isEmpty() const { return m_active.empty(); }

    /// There is a connection: makes all subscriptions. Returns the first failure; the others are made nevertheless.
    natsStatus attach(NatsConnection connection);
    /// The connection is gone (or about to be closed): forgets the handles, keeps the subscriptions.
    void detach();
    /// Makes the inbox subscription for requests if it is not there yet.
    natsStatus openInbox();
    /// Reads the library's drop counters into the feed. True if a figure changed since the last call.
    bool pollFigures();

private:
    struct Active
    {
        std::shared_ptr<FeedSubscription> subscription;
        NatsSubscription handle;
    };

    natsStatus makeHandle(Active &active);
    void pollDropped(const Active &active);

    const std::shared_ptr<DeliveryFeed> m_feed;
    const std::shared_ptr<RequestTable> m_requests;
    NatsConnection m_connection;
    std::vector<Active> m_active;
    NatsSubscription m_inbox;
    std::uint64_t m_lastFigures = 0;
};

} // namespace gnat
