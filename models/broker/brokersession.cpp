// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/brokersession.h"

#include "core/subject.h"
#include "protocol/wirewriter.h"

#include <algorithm>
#include <array>
#include <utility>

namespace gnat {

namespace {

/// Publishers pause when so many bytes wait for one client: enough to keep the socket busy, little enough to keep the
/// bytes in the processor's cache.
constexpr std::size_t highWaterBytes = 1024 * 1024;

} // namespace

BrokerSession::BrokerSession(const BrokerContext &context, SessionHost &host, std::uint64_t id, std::string clientIp)
    : m_context(context), m_host(host), m_id(id), m_clientIp(std::move(clientIp)),
      m_parser({context.options.maxControlLine, context.options.maxPayload}),
      m_highWater(std::min(highWaterBytes, context.options.maxPending / 2))
{
    m_parser.setConnectExpected(context.options.needsLogin());
}

BrokerSession::~BrokerSession()
{
    leave();
}

void BrokerSession::leave()
{
    for (const auto &[sid, subscription] : m_subscriptions)
        m_context.router.unsubscribe(*subscription);
    m_subscriptions.clear();
}

void BrokerSession::begin(TimePoint now)
{
    m_begun = m_lastPing = now;
    m_context.log.debug(m_id, "Client connection created from " + m_clientIp);
    send(m_context.identity.infoLine(m_id, m_clientIp));
}

void BrokerSession::process()
{
    WireCommand command;
    while (!m_isEnding && !m_waitsFor) {
        const auto step = m_parser.next(command);
        if (step == WireParser::Step::Fault)
            endByFault();
        if (step != WireParser::Step::Command)
            return;
        handle(command);
    }
}

void BrokerSession::resume()
{
    m_waitsFor = nullptr;
    process();
}

void BrokerSession::tick(TimePoint now)
{
    if (m_isEnding)
        return;
    if (needsLogin() && now - m_begun >= m_context.options.authTimeout) {
        end("Authentication Timeout");
        return;
    }
    if (std::exchange(m_wasActive, false)) {
        m_lastPing = now; // as good as an answer
        return;
    }
    if (now - m_lastPing < m_context.options.pingInterval)
        return;
    if (m_pingsOut >= m_context.options.maxPingsOut) {
        end("Stale Connection");
        return;
    }
    m_lastPing = now;
    ++m_pingsOut;
    m_output.releaseMemory();
    send("PING\r\n");
}

void BrokerSession::handle(WireCommand &command)
{
    if (m_context.log.traces())
        trace(command);
    switch (command.verb) {
    case WireVerb::Publish:
        m_wasActive = true;
        handlePublish(command);
        return;
    case WireVerb::Subscribe:
        m_wasActive = true;
        handleSubscribe(command);
        return;
    case WireVerb::Unsubscribe:
        m_wasActive = true;
        handleUnsubscribe(command);
        return;
    case WireVerb::Connect:
        handleConnect(command);
        return;
    case WireVerb::Ping:
        m_wasActive = true;
        send("PONG\r\n");
        return;
    case WireVerb::Pong:
        m_pingsOut = 0;
        return;
    case WireVerb::Err:
        end();
        return;
    case WireVerb::Info:
    case WireVerb::Ok:
        return; // accepted and without meaning, as by nats-server
    }
}

void BrokerSession::handleConnect(const WireCommand &command)
{
    if (!m_client.read(command.argument)) {
        end();
        return;
    }
    m_isLoggedIn = m_client.mayEnter(m_context.options);
    if (!m_isLoggedIn) {
        m_context.log.error(m_clientIp + " cid:" + std::to_string(m_id) + " authentication error");
        end("Authorization Violation");
    } else if (m_client.protocol < 0 || m_client.protocol > 1) {
        end("invalid client protocol");
    } else if (m_client.noResponders && !m_client.headers) {
        end("no responders requires headers support");
    } else {
        setEcho(m_client.echo);
        m_parser.setHeadersAllowed(m_client.headers);
        m_parser.setConnectExpected(false);
        confirm();
    }
}

void BrokerSession::handlePublish(WireCommand &command)
{
    if (m_client.pedantic && !isLiteralSubject(command.subject))
        send(errorLine("Invalid Publish Subject"));
    confirm();
    if (command.tail.empty()) {
        m_scratch.clear();
        appendMessageTail(command, m_scratch);
        command.tail = m_scratch;
    }
    const auto outcome = m_context.router.route(*this, command);
    if (!outcome.isDelivered && !command.reply.empty() && m_client.noResponders)
        answerNoResponders(command.reply);
    m_waitsFor = outcome.behind;
}

void BrokerSession::answerNoResponders(std::string_view reply)
{
    const auto *subscription = m_context.router.subscriptionOf(*this, reply);
    if (!subscription)
        return;
    std::string text("HMSG ");
    text.append(reply).append(" ").append(subscription->sid).append(" 16 16\r\nNATS/1.0 503\r\n\r\n\r\n");
    send(text);
}

void BrokerSession::handleSubscribe(const WireCommand &command)
{
    const auto limit = m_context.options.maxSubscriptions;
    if (limit > 0 && m_subscriptions.size() >= limit) {
        send(errorLine("maximum subscriptions exceeded"));
        return;
    }
    if (m_subscriptions.contains(command.sid)) { // the first one stays
        confirm();
        return;
    }
    if (!isValidSubjectOrPattern(command.subject)) {
        send(errorLine("Invalid Subject"));
        return;
    }
    auto subscription = std::make_unique<BrokerSubscription>();
    subscription->receiver = this;
    subscription->subject = command.subject;
    subscription->queue = command.queue;
    subscription->sid = command.sid;
    m_context.router.subscribe(*subscription);
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
            m_context.router.unsubscribe(subscription);
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
    if (m_isEnding)
        return Taken::No;
    if (message.headers.empty()) {
        m_output.append(prefix.substr(1), message.tail);
    } else if (m_client.headers) {
        m_output.append(prefix, message.tail);
    } else {
        std::string plain;
        appendPlainTail(message, plain);
        m_output.append(prefix.substr(1), plain);
    }
    requestFlush();
    if (m_output.size() <= m_highWater)
        return Taken::Yes;
    if (m_output.size() > m_context.options.maxPending) {
        m_isTooSlow = m_isEnding = true;
        return Taken::Yes; // nobody needs to wait for it: it is cut off at the end of the turn
    }
    return Taken::Behind;
}

void BrokerSession::endByFault()
{
    switch (m_parser.fault()) {
    case WireFault::UnknownOperation:
        end("Unknown Protocol Operation");
        return;
    case WireFault::ControlLineTooLong:
        end("maximum control line exceeded");
        return;
    case WireFault::PayloadTooLarge:
        end("Maximum Payload Violation");
        return;
    case WireFault::ConnectExpected:
        end("Authorization Violation");
        return;
    case WireFault::BadArguments:
    case WireFault::None:
        end();
        return;
    }
}

void BrokerSession::end(std::string_view words)
{
    if (m_isEnding)
        return;
    if (!words.empty())
        send(errorLine(words));
    m_context.log.debug(m_id, "Client connection closed: " + std::string(words.empty() ? "Parse Error" : words));
    m_isEnding = true;
    requestFlush();
}

void BrokerSession::confirm()
{
    if (m_client.verbose)
        send("+OK\r\n");
}

void BrokerSession::send(std::string_view text)
{
    m_output.append(text);
    requestFlush();
}

void BrokerSession::requestFlush()
{
    if (std::exchange(m_isFlushRequested, true))
        return;
    m_host.flushRequested();
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
    m_context.log.trace(m_id, text.append("]"));
}

} // namespace gnat
