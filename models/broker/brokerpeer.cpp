// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/brokerpeer.h"

#include "broker/brokerlog.h"
#include "broker/brokeroptions.h"
#include "broker/faults/faultdesk.h"
#include "protocol/wirewriter.h"

#include <algorithm>
#include <utility>

namespace gnat {

namespace {

/// The first PING comes early and whatever the other side does, as nats-server has it: it measures the round trip.
constexpr std::chrono::milliseconds firstClientPing{2000};
constexpr std::chrono::milliseconds firstRoutePing{1000};

} // namespace

BrokerPeer::BrokerPeer(Kind kind, const BrokerContext &context, PeerHost &host, std::uint64_t id, std::string ip)
    : BrokerReceiver(kind), m_context(context), m_host(host), m_id(id), m_ip(std::move(ip)),
      m_parser(kind == Kind::Route ? WireParser(routeLimits, WireParser::Dialect::Route)
                                   : WireParser({context.options.maxControlLine, context.options.maxPayload})),
      m_backlog(context.options.maxPending), m_started(std::chrono::steady_clock::now()), m_lastActivity(m_started)
{
}

void BrokerPeer::secured(std::shared_ptr<const TlsPeer> other, TimePoint now)
{
    m_tlsPeer = std::move(other);
    m_lastPing = now;
}

void BrokerPeer::process()
{
    WireCommand command;
    while (!m_isEnding && !m_waitsFor && !m_isHeld) {
        const auto step = m_parser.next(command);
        if (step == WireParser::Step::Fault)
            endByFault();
        if (step != WireParser::Step::Command)
            break;
        handle(command);
    }
    stampActivity();
}

void BrokerPeer::stampNow()
{
    m_isStampDue = false;
    m_lastActivity = std::chrono::steady_clock::now();
}

void BrokerPeer::resume()
{
    m_waitsFor = nullptr;
    process();
}

void BrokerPeer::tickPings(TimePoint now)
{
    const bool wasActive = std::exchange(m_wasActive, false);
    auto interval = m_context.options.pingInterval;
    if (m_isFirstPingDue) {
        interval = std::min(interval, isRoute() ? firstRoutePing : firstClientPing);
    } else if (wasActive) {
        m_lastPing = now; // as good as an answer
        return;
    }
    if (now - m_lastPing < interval)
        return;
    m_isFirstPingDue = false;
    if (m_pingsOut >= m_context.options.maxPingsOut) {
        end("Stale Connection");
        return;
    }
    m_lastPing = now;
    if (++m_pingsOut == 1)
        m_pingSent = std::chrono::steady_clock::now();
    m_output.releaseMemory();
    send("PING\r\n");
}

void BrokerPeer::noteConnect()
{
    m_isStampDue = true;
    m_roundTrip = std::chrono::steady_clock::now() - m_started;
}

void BrokerPeer::noteAnswer()
{
    if (m_pingsOut > 0)
        m_roundTrip = std::chrono::steady_clock::now() - m_pingSent;
    m_pingsOut = 0;
}

BrokerReceiver::Taken BrokerPeer::sendMessage(std::string_view prefix, std::string_view tail)
{
    m_output.append(prefix, tail);
    requestFlush();
    if (!m_backlog.grew(m_output.size()))
        return Taken::Yes;
    if (m_output.size() > mostPending()) {
        m_isTooSlow = m_isEnding = true;
        return Taken::Yes; // nobody needs to wait for it: it is cut off at the end of the turn
    }
    return Taken::Behind;
}

/// As with nats-server, a route that takes bytes at all is not given up for what its node's publishers, which wait,
/// send to it together. But memory has an end.
std::size_t BrokerPeer::mostPending() const
{
    return m_context.options.maxPending * (isRoute() ? 2 : 1);
}

/// What comes from another node is not stopped for long: it is for many.
std::chrono::milliseconds BrokerPeer::longestWait(Kind publisher) const
{
    const auto waiting = m_output.size();
    if (publisher == Kind::Route && m_backlog.isStalled(waiting))
        return std::chrono::milliseconds(0);
    return m_backlog.longestWait(waiting, std::chrono::steady_clock::now());
}

void BrokerPeer::limitWait()
{
    using Duration = std::chrono::milliseconds;
    const bool isStuck = m_context.faults && m_context.faults->isStuck();
    const auto longest = isStuck ? Duration::max() : m_waitsFor->longestWait(isRoute() ? Kind::Route : Kind::Local);
    if (longest == Duration::zero())
        m_waitsFor = nullptr;
    m_waitsUntil = longest == Duration::max() ? TimePoint::max() : std::chrono::steady_clock::now() + longest;
}

void BrokerPeer::count(const RoutedMessage &message)
{
    ++m_figures.outMessages;
    m_figures.outBytes += message.headers.size() + message.payload.size();
    m_isStampDue = true;
}

void BrokerPeer::endByFault()
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
        end({}, "Parse Error");
        return;
    }
}

void BrokerPeer::end(std::string_view words, std::string_view reason)
{
    if (m_isEnding)
        return;
    if (!words.empty())
        send(errorLine(words));
    m_endReason = reason.empty() ? words : reason;
    m_context.log.debug(m_id, "Connection closed: " + m_endReason);
    m_isEnding = true;
    requestFlush();
}

void BrokerPeer::noteEnd(std::string_view reason)
{
    if (m_endReason.empty())
        m_endReason = reason;
}

void BrokerPeer::send(std::string_view text)
{
    m_output.append(text);
    requestFlush();
    // Answers that nobody reads pile up as messages do. Between nodes only what clients subscribe to comes this way.
    if (!isRoute() && m_output.size() > m_context.options.maxPending)
        m_isTooSlow = m_isEnding = true;
}

void BrokerPeer::requestFlush()
{
    if (std::exchange(m_isFlushRequested, true))
        return;
    m_host.flushRequested();
}

} // namespace gnat
