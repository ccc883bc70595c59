// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/brokerrouter.h"

#include <algorithm>

namespace gnat {

namespace {

/// Nodes listen for monitoring requests, and so do their neighbours for them: that is nobody's subscription.
bool isCounted(const BrokerSubscription &subscription)
{
    return !subscription.receiver->isRoute() || !subscription.subject.starts_with("$SYS.REQ.");
}

} // namespace

BrokerRouter::BrokerRouter() : m_random(std::random_device{}()) {}

void BrokerRouter::subscribe(BrokerSubscription &subscription)
{
    m_index.insert(subscription);
    m_counters.subscriptions.add(isCounted(subscription) ? 1 : 0);
    if (m_watcher && !subscription.receiver->isRoute())
        m_watcher->interestAdded(subscription);
}

void BrokerRouter::unsubscribe(BrokerSubscription &subscription)
{
    m_index.remove(subscription);
    m_counters.subscriptions.subtract(isCounted(subscription) ? 1 : 0);
    if (m_watcher && !subscription.receiver->isRoute())
        m_watcher->interestRemoved(subscription);
}

void BrokerRouter::unsubscribeAll(const TextMap<std::unique_ptr<BrokerSubscription>> &subscriptions)
{
    constexpr std::size_t many = 64;
    if (subscriptions.size() > many)
        m_index.forgetCache();
    for (const auto &[key, subscription] : subscriptions)
        unsubscribe(*subscription);
}

void BrokerRouter::count(const RoutedMessage &message)
{
    m_counters.inMessages.add(1);
    m_counters.inBytes.add(message.headers.size() + message.payload.size());
}

BrokerRouter::Outcome BrokerRouter::route(const BrokerReceiver &from, const RoutedMessage &message)
{
    count(message);
    Outcome outcome;
    const auto &match = m_index.find(message.subject);
    for (const auto &target : match.plain)
        outcome.isDelivered |= deliver(target, from, message, outcome);
    for (const auto &group : match.groups) {
        if (deliverToOne(group, from, message, outcome))
            outcome.isDelivered = true;
        else if (!group.remotes.empty())
            chooseRemote(group);
    }
    if (!match.routes.empty() || !m_remoteQueues.empty())
        forward(match, message, outcome);
    if (!m_expired.empty())
        endExpired();
    return {outcome.isDelivered, outcome.behind}; // not as a whole: that would wait for all bytes written before it
}

BrokerRouter::Outcome BrokerRouter::routeFromNode(const BrokerReceiver &from, const RoutedMessage &message,
                                                  std::span<const std::string_view> queues)
{
    count(message);
    Outcome outcome;
    const auto &match = m_index.find(message.subject);
    for (const auto &target : match.plain)
        outcome.isDelivered |= deliver(target, from, message, outcome);
    for (const auto &queue : queues) {
        const auto group = std::ranges::find(match.groups, queue, &SubscriptionIndex::Group::queue);
        if (group == match.groups.end())
            continue;
        if (deliverToOne(*group, from, message, outcome))
            outcome.isDelivered = true;
        else if (group->members.empty()) // those who may not have it would send it around for ever
            chooseOtherRemote(*group, match, from);
    }
    auto *const behind = outcome.behind;
    while (!m_remoteQueues.empty())
        forwardTo(*m_remoteQueues.front().first, message, outcome);
    outcome.behind = behind; // nodes that wait for each other would wait for ever
    if (!m_expired.empty())
        endExpired();
    return outcome;
}

bool BrokerRouter::deliver(const SubscriptionIndex::Target &target, const BrokerReceiver &from,
                           const RoutedMessage &message, Outcome &outcome)
{
    auto &subscription = *target.subscription;
    auto *receiver = subscription.receiver;
    if (receiver == &from && !from.wantsEcho())
        return false;
    const auto taken = receiver->deliver(subscription, target.prefix, message);
    if (taken == BrokerReceiver::Taken::No)
        return false;
    if (taken == BrokerReceiver::Taken::Behind)
        outcome.behind = receiver;
    m_counters.outMessages.add(1);
    m_counters.outBytes.add(message.headers.size() + message.payload.size());
    if (++subscription.delivered == subscription.max)
        m_expired.push_back(&subscription);
    return true;
}

bool BrokerRouter::deliverToOne(const SubscriptionIndex::Group &group, const BrokerReceiver &from,
                                const RoutedMessage &message, Outcome &outcome)
{
    const auto count = group.members.size();
    const auto first = count <= 1 ? 0 : m_random() % count;
    for (std::size_t i = 0; i < count; ++i) { // the others only if the chosen one cannot take it
        if (deliver(group.members[(first + i) % count], from, message, outcome))
            return true;
    }
    return false;
}

void BrokerRouter::chooseRemote(const SubscriptionIndex::Group &group)
{
    std::uint32_t total = 0;
    for (const auto &remote : group.remotes)
        total += remote.weight;
    auto chosen = total <= 1 ? 0 : static_cast<std::uint32_t>(m_random() % total);
    for (const auto &remote : group.remotes) {
        if (chosen < remote.weight) {
            m_remoteQueues.emplace_back(remote.route, group.queue);
            return;
        }
        chosen -= remote.weight;
    }
}

/// A node with plain subscriptions has the message already, and would deliver it to them again; the one it came from
/// had nobody to give it to.
void BrokerRouter::chooseOtherRemote(const SubscriptionIndex::Group &group, const SubscriptionIndex::Match &match,
                                     const BrokerReceiver &from)
{
    for (const auto &remote : group.remotes) {
        if (remote.route == &from || std::ranges::find(match.routes, remote.route) != match.routes.end())
            continue;
        m_remoteQueues.emplace_back(remote.route, group.queue);
        return;
    }
}

void BrokerRouter::forward(const SubscriptionIndex::Match &match, const RoutedMessage &message, Outcome &outcome)
{
    for (auto *route : match.routes)
        forwardTo(*route, message, outcome);
    while (!m_remoteQueues.empty()) // nodes that only serve a queue group
        forwardTo(*m_remoteQueues.front().first, message, outcome);
}

void BrokerRouter::forwardTo(BrokerReceiver &route, const RoutedMessage &message, Outcome &outcome)
{
    m_queues.clear();
    std::erase_if(m_remoteQueues, [&](const auto &chosen) {
        if (chosen.first == &route)
            m_queues.push_back(chosen.second);
        return chosen.first == &route;
    });
    const auto taken = route.forward(message, m_queues);
    if (taken == BrokerReceiver::Taken::No)
        return;
    outcome.isDelivered = true;
    if (taken == BrokerReceiver::Taken::Behind)
        outcome.behind = &route;
    m_counters.outMessages.add(1);
    m_counters.outBytes.add(message.headers.size() + message.payload.size());
}

void BrokerRouter::endExpired()
{
    for (auto *subscription : m_expired) {
        unsubscribe(*subscription);
        subscription->receiver->subscriptionEnded(*subscription);
    }
    m_expired.clear();
}

const BrokerSubscription *BrokerRouter::subscriptionOf(const BrokerReceiver &owner, std::string_view subject)
{
    for (const auto &target : m_index.find(subject).plain) {
        if (target.subscription->receiver == &owner)
            return target.subscription;
    }
    return nullptr;
}

} // namespace gnat
