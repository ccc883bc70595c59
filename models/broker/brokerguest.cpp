// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/brokerguest.h"

#include "protocol/wirewriter.h"

#include <utility>

namespace gnat {

BrokerGuestSeat::BrokerGuestSeat(BrokerRouter &router, std::unique_ptr<BrokerGuest> guest,
                                 std::function<void(TimePoint)> arm, const BrokerContext *context)
    : m_router(router), m_context(context), m_guest(std::move(guest)), m_arm(std::move(arm))
{
}

BrokerGuestSeat::~BrokerGuestSeat()
{
    for (auto &subscription : m_subscriptions)
        m_router.unsubscribe(subscription);
}

void BrokerGuestSeat::enter()
{
    m_guest->enter(*this);
}

void BrokerGuestSeat::wake(TimePoint now)
{
    m_next = TimePoint::max();
    m_guest->wake(*this, now);
}

void BrokerGuestSeat::publish(std::string_view subject, std::string_view reply, std::string_view headers,
                              std::string_view payload)
{
    RoutedMessage message;
    message.verb = WireVerb::Publish;
    message.subject = subject;
    message.reply = reply;
    message.headers = headers;
    message.payload = payload;
    m_tail.clear();
    appendMessageTail(message, m_tail);
    message.tail = m_tail;
    if (!m_context || !m_context->faults) {
        m_router.route(*this, message);
        return;
    }
    auto &faults = *m_context->faults;
    faults.publish(*this, message, faults.judge(FaultPoint::Publish, *this, subject, headers.size() + payload.size()));
}

std::size_t BrokerGuestSeat::subscribe(std::string_view pattern, std::string_view queue)
{
    auto &subscription = m_subscriptions.emplace_back();
    subscription.receiver = this;
    subscription.subject = pattern;
    subscription.queue = queue;
    subscription.sid = std::to_string(m_subscriptions.size() - 1);
    m_router.subscribe(subscription);
    return m_subscriptions.size() - 1;
}

void BrokerGuestSeat::wakeAt(TimePoint time)
{
    if (time >= m_next)
        return;
    m_next = time;
    m_arm(time);
}

BrokerReceiver::Taken BrokerGuestSeat::deliver(const BrokerSubscription &subscription, std::string_view /*prefix*/,
                                               const RoutedMessage &message)
{
    m_guest->message(*this, static_cast<std::size_t>(std::stoul(subscription.sid)), message);
    return Taken::Yes;
}

void BrokerGuestSeat::subscriptionEnded(BrokerSubscription & /*subscription*/)
{
    // a guest's subscriptions have no maximum
}

const BrokerReceiver *BrokerGuestSeat::publishNow(const RoutedMessage &message)
{
    m_router.route(*this, message);
    return nullptr; // a guest cannot wait
}

BrokerReceiver::Taken BrokerGuestSeat::sendNow(std::string_view /*prefix*/, std::string_view /*tail*/)
{
    return Taken::No; // faults on delivery are for sockets
}

void BrokerGuestSeat::endNow(FaultVerdict::Fate /*fate*/)
{
    // without a connection there is none to cut; the message is lost all the same
}

void BrokerGuestSeat::waitForPause(const BrokerReceiver & /*pause*/)
{
    // nothing is read from a guest
}

} // namespace gnat
