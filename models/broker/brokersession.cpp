// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/brokersession.h"

#include "broker/brokerlog.h"
#include "broker/brokerrouter.h"
#include "protocol/wiresubject.h"
#include "protocol/wirewriter.h"

#include <algorithm>
#include <array>
#include <utility>

namespace gnat {

BrokerSession::BrokerSession(const BrokerContext &context, PeerHost &host, std::uint64_t id, std::string clientIp)
    : BrokerPeer(Kind::Local, context, host, id, std::move(clientIp))
{
    input().setConnectExpected(context.options.needsLogin());
}

BrokerSession::~BrokerSession()
{
    leave();
}

void BrokerSession::leave()
{
    context().router.unsubscribeAll(m_subscriptions);
    m_subscriptions.clear();
}

void BrokerSession::begin(TimePoint now)
{
    m_begun = now;
    startPings(now);
    context().log.debug(id(), "Client connection created from " + ip());
    send(context().identity.infoLine(id(), ip()));
}

void BrokerSession::secured(std::shared_ptr<const TlsPeer> other, TimePoint now)
{
    BrokerPeer::secured(std::move(other), now);
    m_begun = now;
}

void BrokerSession::tick(TimePoint now)
{
    if (isEnding())
        return;
    if (needsLogin() && now - m_begun >= context().options.authTimeout)
        end("Authentication Timeout");
    else
        tickPings(now);
}

void BrokerSession::handle(WireCommand &command)
{
    if (context().log.traces())
        trace(command);
    switch (command.verb) {
    case WireVerb::Publish:
        noteActivity();
        handlePublish(command);
        return;
    case WireVerb::Subscribe:
        noteActivity();
        handleSubscribe(command);
        return;
    case WireVerb::Unsubscribe:
        noteActivity();
        handleUnsubscribe(command);
        return;
    case WireVerb::Connect:
        handleConnect(command);
        return;
    case WireVerb::Ping:
        noteSign();
        handlePing();
        return;
    case WireVerb::Pong:
        noteAnswer();
        return;
    case WireVerb::Err:
        end({}, "Client Closed");
        return;
    case WireVerb::Info:
        if (!isJsonObject(command.argument))
            end({}, "Parse Error");
        return;
    case WireVerb::Ok:
        return; // accepted and without meaning, as by nats-server
    }
}

void BrokerSession::handleConnect(const WireCommand &command)
{
    noteConnect();
    if (!m_client.read(command.argument)) {
        end({}, "Parse Error");
        return;
    }
    m_isLoggedIn = m_client.mayEnter(context().options);
    if (!m_isLoggedIn) {
        context().log.error(ip() + " cid:" + std::to_string(id()) + " authentication error");
        end("Authorization Violation");
    } else if (m_client.protocol < 0 || m_client.protocol > 1) {
        end("invalid client protocol");
    } else if (m_client.noResponders && !m_client.headers) {
        end("no responders requires headers support");
    } else {
        setEcho(m_client.echo);
        input().setHeadersAllowed(m_client.headers);
        input().setConnectExpected(false);
        m_hasConnected = true;
        confirm();
        if (context().faults)
            enterFaults();
    }
}

/// Clients are told of changes from their first PING on, as by nats-server: before it they may not be ready.
void BrokerSession::handlePing()
{
    m_hasPinged = true;
    if (std::exchange(m_isInfoOwed, false) && m_client.protocol >= 1)
        send(context().identity.infoLine(id(), ip()));
    send("PONG\r\n");
}

void BrokerSession::infoChanged()
{
    if (isEnding())
        return;
    if (!m_hasPinged)
        m_isInfoOwed = true;
    else if (m_client.protocol >= 1)
        send(context().identity.infoLine(id(), ip()));
}

void BrokerSession::handlePublish(WireCommand &command)
{
    if (m_client.pedantic && !isPublishable(command.subject))
        send(errorLine("Invalid Publish Subject"));
    if (context().faults) {
        publishWithFaults(command);
        return;
    }
    accept(command);
    waitFor(publishNow(command));
}

/// Confirms and counts a message that may be published, and completes its tail.
void BrokerSession::accept(WireCommand &command)
{
    confirm();
    if (command.tail.empty()) {
        m_scratch.clear();
        appendMessageTail(command, m_scratch);
        command.tail = m_scratch;
    }
    ++figures().inMessages;
    figures().inBytes += command.headers.size() + command.payload.size();
}

const BrokerReceiver *BrokerSession::publishNow(const RoutedMessage &message)
{
    const auto outcome = context().router.route(*this, message);
    if (!outcome.isDelivered && !message.reply.empty() && m_client.noResponders && !isEnding())
        answerNoResponders(message.reply);
    return outcome.behind;
}

void BrokerSession::answerNoResponders(std::string_view reply)
{
    const auto *subscription = context().router.subscriptionOf(*this, reply);
    if (!subscription)
        return;
    std::string text("HMSG ");
    text.append(reply).append(" ").append(subscription->sid).append(" 16 16\r\nNATS/1.0 503\r\n\r\n\r\n");
    send(text);
}

void BrokerSession::handleSubscribe(const WireCommand &command)
{
    const auto limit = context().options.maxSubscriptions;
    if (limit > 0 && m_subscriptions.size() >= limit) {
        send(errorLine("maximum subscriptions exceeded"));
        return;
    }
    if (m_subscriptions.contains(command.sid)) { // the first one stays
        confirm();
        return;
    }
    if (!isSubscribable(command.subject)) {
        send(errorLine("Invalid Subject"));
        return;
    }
    if (context().faults && isDeniedByFault(command))
        return;
    auto subscription = std::make_unique<BrokerSubscription>();
    subscription->receiver = this;
    subscription->subject = command.subject;
    subscription->queue = command.queue;
    subscription->sid = command.sid;
    context().router.subscribe(*subscription);
    m_subscriptions.emplace(std::string(command.sid), std::move(subscription));
    confirm();
}

void BrokerSession::handleUnsubscribe(const WireCommand &command)
{
    const auto found = m_subscriptions.find(command.sid);
    if (found != m_subscriptions.end()) {
        auto &subscription = *found->second;
        const auto max = static_cast<std::uint64_t>(std::max<std::int64_t>(command.max, 0));
        if (max > subscription.delivered) {
            subscription.max = max;
        } else {
            context().router.unsubscribe(subscription);
            m_subscriptions.erase(found);
        }
    }
    confirm();
}

void BrokerSession::subscriptionEnded(BrokerSubscription &subscription)
{
    const auto sid = std::move(subscription.sid); // the entry dies with it
    if (const auto found = m_subscriptions.find(std::string_view(sid)); found != m_subscriptions.end())
        m_subscriptions.erase(found);
}

BrokerReceiver::Taken BrokerSession::deliver(const BrokerSubscription & /*subscription*/, std::string_view prefix,
                                             const RoutedMessage &message)
{
    if (isEnding())
        return Taken::No;
    count(message);
    auto tail = message.tail;
    std::string plain;
    if (message.headers.empty()) {
        prefix.remove_prefix(1);
    } else if (!m_client.headers) {
        prefix.remove_prefix(1);
        appendPlainTail(message, plain);
        tail = plain;
    }
    return context().faults ? deliverWithFaults(prefix, tail, message) : sendMessage(prefix, tail);
}

void BrokerSession::eachSubscription(const std::function<void(const BrokerSubscription &)> &visit) const
{
    for (const auto &[sid, subscription] : m_subscriptions)
        visit(*subscription);
}

void BrokerSession::confirm()
{
    if (m_client.verbose)
        send("+OK\r\n");
}

void BrokerSession::trace(const WireCommand &command)
{
    static constexpr std::array<std::string_view, 9> verbs{"CONNECT", "PING", "PONG", "PUB", "SUB",
                                                           "UNSUB",   "INFO", "+OK",  "-ERR"};
    std::string text("<<- [");
    text.append(verbs[static_cast<std::size_t>(command.verb)]);
    // CONNECT may hold a password: its text stays out of the log
    for (const auto word :
         {command.subject, command.reply, command.queue, command.sid, command.headerSizeText, command.sizeText}) {
        if (!word.empty())
            text.append(" ").append(word);
    }
    context().log.trace(id(), text.append("]"));
}

} // namespace gnat
