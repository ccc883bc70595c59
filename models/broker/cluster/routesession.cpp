// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/cluster/routesession.h"

#include "broker/brokerlog.h"
#include "broker/brokeroptions.h"
#include "broker/brokerrouter.h"
#include "broker/cluster/clustermembership.h"
#include "core/subject.h"
#include "protocol/routewriter.h"
#include "protocol/wirewriter.h"

#include <algorithm>
#include <utility>

namespace gnat {

namespace {

/// Who has not logged in yet says a CONNECT and no more.
constexpr std::size_t connectLine = 4096;
/// What another node's interest may take in memory, measured by what may wait for a client: by default a gibibyte, some
/// millions of subjects.
constexpr std::size_t interestShare = 16;
constexpr std::size_t bytesPerSubscription = 256; ///< beside its names

/// About what the subscription of this RS+ takes.
std::size_t interestBytes(const WireCommand &command)
{
    return bytesPerSubscription + 2 * (command.subject.size() + command.queue.size());
}

} // namespace

RouteSession::RouteSession(const BrokerContext &context, ClusterMembership &membership, PeerHost &host,
                           std::uint64_t id, std::string ip, std::optional<RouteTargets::Target> target)
    : BrokerPeer(Kind::Route, context, host, id, std::move(ip)), m_membership(membership), m_target(std::move(target)),
      m_isLoggedIn(m_target || context.options.cluster.user.empty())
{
    input().setHeadersAllowed(true);
    input().setConnectExpected(!m_isLoggedIn);
    if (!m_isLoggedIn)
        input().setLimits({std::max(connectLine, context.options.maxControlLine), 0});
}

RouteSession::~RouteSession()
{
    leave();
}

void RouteSession::begin(TimePoint now)
{
    m_begun = now;
    startPings(now);
    context().log.inform(ip() + " - rid:" + std::to_string(id()) + " - Route connection created");
    if (m_target)
        send(m_membership.connectLine(m_target->address));
    send(m_membership.infoLine());
}

void RouteSession::tick(TimePoint now)
{
    if (isEnding())
        return;
    if (!m_isLoggedIn && !m_connect && now - m_begun >= context().options.cluster.authTimeout)
        end("Authentication Timeout");
    else
        tickPings(now);
}

void RouteSession::leave()
{
    if (std::exchange(m_hasLeft, true))
        return;
    context().router.unsubscribeAll(m_subscriptions);
    m_subscriptions.clear();
    m_membership.routeEnded(*this);
}

void RouteSession::eachSubscription(const std::function<void(const BrokerSubscription &)> &visit) const
{
    for (const auto &[key, subscription] : m_subscriptions)
        visit(*subscription);
}

void RouteSession::setInfo(RouteInfo info)
{
    m_hasHeaders = info.hasHeaders;
    m_info = std::move(info);
}

void RouteSession::setLoggedIn(bool hasHeaders)
{
    m_isLoggedIn = true;
    m_hasHeaders = hasHeaders;
    input().setConnectExpected(false);
    input().setLimits(routeLimits);
}

void RouteSession::holdFor(RouteConnect connect)
{
    m_connect = std::move(connect);
    setHeld(true);
}

void RouteSession::passwordChecked(bool isRight)
{
    setHeld(false);
    const auto connect = std::exchange(m_connect, std::nullopt);
    if (!isEnding() && connect)
        m_membership.passwordChecked(*this, *connect, isRight);
}

void RouteSession::handle(WireCommand &command)
{
    noteSign();
    switch (command.verb) {
    case WireVerb::Publish:
        handleMessage(command);
        return;
    case WireVerb::Subscribe:
        handleSubscribe(command);
        return;
    case WireVerb::Unsubscribe:
        handleUnsubscribe(command);
        return;
    case WireVerb::Connect:
        m_membership.connectReceived(*this, command.argument);
        return;
    case WireVerb::Info:
        m_membership.infoReceived(*this, command.argument);
        return;
    case WireVerb::Ping:
        send("PONG\r\n");
        return;
    case WireVerb::Pong:
        noteAnswer();
        return;
    case WireVerb::Err:
        context().log.error("rid:" + std::to_string(id()) + " - Route Error " + std::string(command.argument));
        end({}, command.argument);
        return;
    case WireVerb::Ok:
        return;
    }
}

void RouteSession::handleMessage(WireCommand &command)
{
    if (command.account != globalAccount)
        return;
    m_queues.clear();
    for (auto rest = command.queues; !rest.empty();) {
        const auto from = std::min(rest.find_first_not_of(" \t"), rest.size());
        rest.remove_prefix(from);
        const auto size = std::min(rest.find_first_of(" \t"), rest.size());
        if (size > 0)
            m_queues.push_back(rest.substr(0, size));
        rest.remove_prefix(size);
    }
    if (command.tail.empty()) {
        m_scratch.clear();
        appendMessageTail(command, m_scratch);
        command.tail = m_scratch;
    }
    noteActivity();
    ++figures().inMessages;
    figures().inBytes += command.headers.size() + command.payload.size();
    waitFor(context().router.routeFromNode(*this, command, m_queues).behind);
}

const std::string &RouteSession::keyOf(const WireCommand &command)
{
    m_scratch.assign(command.subject);
    if (!command.queue.empty())
        m_scratch.append(" ").append(command.queue);
    return m_scratch;
}

void RouteSession::handleSubscribe(const WireCommand &command)
{
    if (command.account != globalAccount || !isValidSubjectOrPattern(command.subject))
        return;
    const auto weight = command.queue.empty() ? 1U : command.weight;
    auto &subscription = m_subscriptions[keyOf(command)];
    if (!subscription && (m_interestBytes += interestBytes(command)) > interestShare * context().options.maxPending) {
        m_subscriptions.erase(keyOf(command));
        end("maximum subscriptions exceeded");
        return;
    }
    if (subscription) {
        if (subscription->weight == weight)
            return;
        context().router.unsubscribe(*subscription); // cached matches hold the old weight
    } else {
        subscription = std::make_unique<BrokerSubscription>();
        subscription->receiver = this;
        subscription->subject = command.subject;
        subscription->queue = command.queue;
    }
    subscription->weight = weight;
    context().router.subscribe(*subscription);
}

void RouteSession::handleUnsubscribe(const WireCommand &command)
{
    if (command.account != globalAccount)
        return;
    const auto found = m_subscriptions.find(keyOf(command));
    if (found == m_subscriptions.end())
        return;
    context().router.unsubscribe(*found->second);
    m_subscriptions.erase(found);
    m_interestBytes -= interestBytes(command);
}

BrokerReceiver::Taken RouteSession::deliver(const BrokerSubscription & /*subscription*/, std::string_view /*prefix*/,
                                            const RoutedMessage &message)
{
    return forward(message, {});
}

BrokerReceiver::Taken RouteSession::forward(const RoutedMessage &message, std::span<const std::string_view> queues)
{
    if (isEnding())
        return Taken::No;
    count(message);
    const bool hasHeaders = !message.headers.empty() && m_hasHeaders;
    m_scratch.clear();
    if (queues.empty()) {
        appendRoutePrefix(message, hasHeaders, m_scratch);
        if (hasHeaders || message.headers.empty())
            return sendMessage(m_scratch, message.tail);
        appendPlainTail(message, m_scratch);
        return sendMessage(m_scratch, {});
    }
    appendRouteLine(message, queues, hasHeaders, m_scratch);
    const auto body = message.payload.size() + 2 + (hasHeaders ? message.headers.size() : 0);
    return sendMessage(m_scratch, message.tail.substr(message.tail.size() - body));
}

void RouteSession::subscriptionEnded(BrokerSubscription & /*subscription*/)
{
    // another node's interest has no maximum
}

} // namespace gnat
