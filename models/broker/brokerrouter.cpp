// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/brokerrouter.h"

namespace gnat {

BrokerRouter::BrokerRouter() : m_random(std::random_device{}()) {}

void BrokerRouter::subscribe(BrokerSubscription &subscription)
{
    m_index.insert(subscription);
    m_counters.subscriptions.add(1);
}

void BrokerRouter::unsubscribe(BrokerSubscription &subscription)
{
    m_index.remove(subscription);
    m_counters.subscriptions.subtract(1);
}

BrokerRouter::Outcome BrokerRouter::route(const BrokerReceiver &from, const RoutedMessage &message)
{
    m_counters.inMessages.add(1);
    m_counters.inBytes.add(message.headers.size() + message.payload.size());
    Outcome outcome;
    const auto &match = m_index.find(message.subject);
    for (const auto &target : match.plain)
        outcome.isDelivered |= deliver(target, from, message, outcome);
    for (const auto &group : match.groups)
        deliverToOne(group, from, message, outcome);
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

void BrokerRouter::deliverToOne(const SubscriptionIndex::Group &group, const BrokerReceiver &from,
                                const RoutedMessage &message, Outcome &outcome)
{
    const auto count = group.members.size();
    const auto first = count == 1 ? 0 : m_random() % count;
    for (std::size_t i = 0; i < count; ++i) { // the others only if the chosen one cannot take it
        if (deliver(group.members[(first + i) % count], from, message, outcome)) {
            outcome.isDelivered = true;
            return;
        }
    }
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
