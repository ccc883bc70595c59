// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/brokersession.h"

#include "broker/auth/logintable.h"
#include "broker/auth/passwordthread.h"
#include "broker/auth/quotedtext.h"
#include "broker/auth/secret.h"
#include "broker/brokerlog.h"
#include "broker/brokerrouter.h"
#include "protocol/wiresubject.h"
#include "protocol/wirewriter.h"

#include <algorithm>
#include <array>
#include <utility>

namespace gnat {

BrokerSession::BrokerSession(const BrokerContext &context, PeerHost &host, std::uint64_t id, std::string clientIp)
    : BrokerPeer(Kind::Local, context, host, id, std::move(clientIp)), m_isLoggedIn(!context.logins)
{
    input().setConnectExpected(context.logins && !context.logins->withoutCredentials());
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
    if (context().logins && context().logins->needsNonce())
        m_nonce = makeNonce();
    send(context().identity.infoLine(id(), ip(), m_nonce));
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
    if (!m_isLoggedIn && !m_hasAsked && now - m_begun >= context().options.authTimeout)
        end("Authentication Timeout");
    else
        tickPings(now);
}

void BrokerSession::handle(WireCommand &command)
{
    if (context().log.traces())
        trace(command);
    if (!m_isLoggedIn && command.verb != WireVerb::Connect)
        enterUnasked();
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
    m_hasAsked = true;
    if (context().logins)
        logIn();
    else
        welcome();
}

Credentials BrokerSession::credentials() const
{
    return {m_client.user, m_client.password, m_client.token, m_client.nkey, m_client.signature, m_nonce, tlsPeer()};
}

void BrokerSession::logIn()
{
    const auto claim = context().logins->claim(credentials());
    m_claimed = claim.login;
    if (claim.needsSecret && context().passwords && isBcrypt(claim.login->secret)) {
        setHeld(true);
        context().passwords->check(id(), claim.login->secret, std::string(claim.given));
        return;
    }
    passwordChecked(claim.login && (!claim.needsSecret || matchesSecret(claim.login->secret, claim.given)));
}

void BrokerSession::passwordChecked(bool isRight)
{
    setHeld(false);
    if (isEnding())
        return;
    if (isRight)
        enter(*m_claimed);
    else
        refuse();
}

void BrokerSession::refuse()
{
    const auto name = context().logins ? context().logins->refusedName(credentials()) : std::string();
    context().log.error(ip() + " cid:" + std::to_string(id()) + " - authentication error" + name);
    end("Authorization Violation");
}

/// A first command other than CONNECT, where clients may do without a login.
void BrokerSession::enterUnasked()
{
    const auto &login = *context().logins->withoutCredentials(); // otherwise the parser would have expected CONNECT
    m_isLoggedIn = true;
    m_userName = login.name;
    if (login.permissions)
        m_rights = std::make_unique<SessionRights>(login.permissions);
}

void BrokerSession::enter(const BrokerLogin &login)
{
    m_isLoggedIn = true;
    m_userName = login.name;
    m_rights = login.permissions ? std::make_unique<SessionRights>(login.permissions) : nullptr;
    if (m_rights && !m_subscriptions.empty()) // a second CONNECT: what was subscribed before stays
        m_rights->filterAll();
    welcome();
}

void BrokerSession::welcome()
{
    if (!m_client.account.empty() || m_client.newAccount) {
        refuse();
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
    ++figures().inMessages;
    figures().inBytes += command.headers.size() + command.payload.size();
    if (isPublishRefused(command))
        return;
    if (context().faults) {
        publishWithFaults(command);
        return;
    }
    accept(command);
    waitFor(publishNow(command));
}

/// Confirms a message that may be published, and completes its tail.
void BrokerSession::accept(WireCommand &command)
{
    confirm();
    if (command.tail.empty()) {
        m_scratch.clear();
        appendMessageTail(command, m_scratch);
        command.tail = m_scratch;
    }
}

const BrokerReceiver *BrokerSession::publishNow(const RoutedMessage &message)
{
    const auto outcome = context().router.route(*this, message);
    if (!outcome.isDelivered && !message.reply.empty() && m_client.noResponders && !isEnding())
        answerNoResponders(message.reply);
    return outcome.behind;
}

bool BrokerSession::isPublishRefused(const WireCommand &command)
{
    if (isReservedSubject(command.subject) || (m_rights && !m_rights->mayPublish(command.subject))) {
        reportViolation(publishViolation(command.subject));
        return true;
    }
    if (!isReservedReply(command.reply))
        return false;
    reportViolation(replyViolation(command.reply));
    return true;
}

bool BrokerSession::isSubscribeRefused(const WireCommand &command)
{
    constexpr std::string_view systemQueue = "_sys_";
    if (command.queue != systemQueue && (!m_rights || m_rights->maySubscribe(command.subject, command.queue)))
        return false;
    reportViolation(subscribeViolation(command.subject, command.queue));
    return true;
}

void BrokerSession::reportViolation(const std::string &words)
{
    send(errorLine(words));
    context().log.error(ip() + " cid:" + std::to_string(id()) + " - " + words + ", User " + quotedText(m_userName));
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
    if (isSubscribeRefused(command))
        return;
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
    if (m_rights && !m_rights->mayReceive(message.subject, message.reply))
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
    const bool hasHeaders = !command.headerSizeText.empty() && command.verb == WireVerb::Publish;
    std::string text("<<- [");
    text.append(hasHeaders ? "H" : "").append(verbs[static_cast<std::size_t>(command.verb)]);
    // CONNECT may hold a password: its text stays out of the log. PING and its like leave older words as they are.
    const bool hasWords = command.verb == WireVerb::Publish || command.verb == WireVerb::Subscribe ||
                          command.verb == WireVerb::Unsubscribe;
    for (const auto word :
         {command.subject, command.reply, command.queue, command.sid, command.headerSizeText, command.sizeText}) {
        if (hasWords && !word.empty())
            text.append(" ").append(word);
    }
    context().log.trace(id(), text.append("]"));
}

} // namespace gnat
