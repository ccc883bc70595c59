// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/subscriptionindex.h"

#include <atomic>
#include <cstdint>
#include <memory>
#include <random>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

namespace gnat {

/// Counters that the node's thread writes and any thread reads.
class BrokerCounter
{
public:
    /// One writer, so no read-modify-write is needed.
    void add(std::uint64_t count) { m_value.store(value() + count, std::memory_order_relaxed); }
    void subtract(std::uint64_t count) { m_value.store(value() - count, std::memory_order_relaxed); }
    std::uint64_t value() const { return m_value.load(std::memory_order_relaxed); }

private:
    std::atomic<std::uint64_t> m_value{0};
};

struct BrokerCounters
{
    BrokerCounter connections;
    BrokerCounter totalConnections;
    BrokerCounter subscriptions;
    BrokerCounter inMessages;
    BrokerCounter inBytes;
    BrokerCounter outMessages;
    BrokerCounter outBytes;
    BrokerCounter slowConsumers;
    BrokerCounter routes;
};

/// Hears which subjects this node's own clients and guests are interested in; told to other nodes of a cluster.
class InterestWatcher
{
public:
    virtual ~InterestWatcher() = default;
    virtual void interestAdded(const BrokerSubscription &subscription) = 0;
    virtual void interestRemoved(const BrokerSubscription &subscription) = 0;
};

/// Takes each message to its receivers: every plain subscription, one random member of each queue group, other nodes
/// that are interested. A queue group's members in this node come before those in others. One thread.
class BrokerRouter
{
public:
    struct Outcome
    {
        bool isDelivered = false;         ///< somebody took it (else a requester may want a 503)
        BrokerReceiver *behind = nullptr; ///< a receiver that cannot keep up; pause the publisher
    };

    BrokerRouter();

    /// Told of local subscriptions from now on; nullptr: nobody. Not owned.
    void setInterestWatcher(InterestWatcher *watcher) { m_watcher = watcher; }

    void subscribe(BrokerSubscription &subscription);
    void unsubscribe(BrokerSubscription &subscription);
    /// All of one receiver, which goes.
    void unsubscribeAll(const TextMap<std::unique_ptr<BrokerSubscription>> &subscriptions);
    /// Delivers to all subscribers; `from` gets it too only if it wants its own.
    Outcome route(const BrokerReceiver &from, const RoutedMessage &message);
    /// Delivers what came from another node: to local plain subscriptions, and to one local member of each of `queues`.
    /// If the last member here has just left, a third node may have one.
    Outcome routeFromNode(const BrokerReceiver &from, const RoutedMessage &message,
                          std::span<const std::string_view> queues);
    /// A plain subscription of `owner` that catches `subject`, for the 503 of a request; nullptr if none.
    const BrokerSubscription *subscriptionOf(const BrokerReceiver &owner, std::string_view subject);

    SubscriptionIndex::Figures indexFigures() const { return m_index.figures(); }
    BrokerCounters &counters() { return m_counters; }
    const BrokerCounters &counters() const { return m_counters; }

private:
    bool deliver(const SubscriptionIndex::Target &target, const BrokerReceiver &from, const RoutedMessage &message,
                 Outcome &outcome);
    bool deliverToOne(const SubscriptionIndex::Group &group, const BrokerReceiver &from, const RoutedMessage &message,
                      Outcome &outcome);
    void chooseRemote(const SubscriptionIndex::Group &group);
    void chooseOtherRemote(const SubscriptionIndex::Group &group, const SubscriptionIndex::Match &match,
                           const BrokerReceiver &from);
    void forward(const SubscriptionIndex::Match &match, const RoutedMessage &message, Outcome &outcome);
    void forwardTo(BrokerReceiver &route, const RoutedMessage &message, Outcome &outcome);
    void count(const RoutedMessage &message);
    void endExpired();

    SubscriptionIndex m_index;
    BrokerCounters m_counters;
    InterestWatcher *m_watcher = nullptr;
    /// Queue groups of the message under way that another node has to serve.
    std::vector<std::pair<BrokerReceiver *, std::string_view>> m_remoteQueues;
    std::vector<std::string_view> m_queues;      ///< those of one route
    std::vector<BrokerSubscription *> m_expired; ///< reached their max in the delivery under way
    std::minstd_rand m_random;
};

} // namespace gnat
