// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/brokercontext.h"
#include "broker/brokerreceiver.h"
#include "broker/outputbuffer.h"
#include "broker/sendbacklog.h"
#include "broker/tls/tlspeer.h"
#include "protocol/wireparser.h"

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace gnat {

class FaultTarget;

/// What one peer sent and was sent since it connected; bytes are headers and payloads.
struct PeerFigures
{
    std::uint64_t inMessages = 0;
    std::uint64_t inBytes = 0;
    std::uint64_t outMessages = 0;
    std::uint64_t outBytes = 0;
};

/// One conversation over a socket as a state machine without I/O: bytes in through input() and process(), bytes out
/// through output(). What clients and routes have in common; BrokerSession and the routes' class say what commands
/// mean. Owned by its connection, node's thread.
class BrokerPeer : public BrokerReceiver
{
public:
    using TimePoint = std::chrono::steady_clock::time_point;

    /// The conversation begins: says what this side says first.
    virtual void begin(TimePoint now) = 0;
    /// The handshake is over; nullptr: the other side does without TLS. Before begin() or, with clients, after it.
    virtual void secured(std::shared_ptr<const TlsPeer> other, TimePoint now);
    /// Pings, and ends the conversation if the other side answers none or does not log in in time.
    virtual void tick(TimePoint now) = 0;
    /// What this node says in INFO has changed: clients that can take another INFO get one.
    virtual void infoChanged() {}
    /// Ends all subscriptions: nothing is delivered from here on.
    virtual void leave() = 0;

    /// The parser to read into; call process() after.
    WireParser &input() { return m_parser; }
    /// Carries out all complete commands, or those up to a pause or the end.
    void process();
    OutputBuffer &output() { return m_output; }
    const OutputBuffer &output() const { return m_output; }
    void flushRequestHandled() { m_isFlushRequested = false; }

    /// Over: send what is in output(), then close.
    bool isEnding() const { return m_isEnding; }
    /// More bytes wait than the other side may leave: close at once.
    bool isTooSlow() const { return m_isTooSlow; }
    /// The receiver that this publisher has to wait for; nullptr: none. resume() goes on.
    const BrokerReceiver *waitsFor() const { return m_waitsFor; }
    /// Until when at most.
    TimePoint waitsUntil() const { return m_waitsUntil; }
    void resume();
    /// Waits as long as that receiver asks for; while faults hold messages for somebody who is behind, without end.
    void waitFor(const BrokerReceiver *receiver)
    {
        m_waitsFor = receiver;
        if (receiver)
            limitWait();
    }
    /// Whom faults are done to; nullptr: nobody, it is not a client.
    virtual FaultTarget *faultTarget() { return nullptr; }
    /// Commands wait for something other than a receiver: a login that is being checked.
    bool isHeld() const { return m_isHeld; }
    /// The verdict of BrokerContext::passwords, which the other commands wait for. Call process() after it.
    virtual void passwordChecked(bool isRight) = 0;
    /// True while publishers should still wait for this peer.
    bool isFarBehind() const { return m_backlog.isFar(m_output.size()); }
    /// After sending: publishers that wait for this peer may go on.
    bool hasCaughtUp() { return m_backlog.shrank(m_output.size()); }
    std::chrono::milliseconds longestWait(Kind publisher) const override;

    std::uint64_t id() const { return m_id; }
    const std::string &ip() const { return m_ip; }
    std::uint16_t port() const { return m_port; }
    void setPort(std::uint16_t port) { m_port = port; }
    const PeerFigures &figures() const { return m_figures; }
    /// nullptr: not under TLS.
    const TlsPeer *tlsPeer() const { return m_tlsPeer.get(); }
    TimePoint started() const { return m_started; }
    /// When messages or changes of subscriptions last came or went.
    TimePoint lastActivity() const { return m_lastActivity; }
    /// The time when something is sent, if messages were for it.
    void stampActivity()
    {
        if (m_isStampDue)
            stampNow();
    }
    /// How long it takes to answer; 0: not known yet.
    std::chrono::nanoseconds roundTrip() const { return m_roundTrip; }
    virtual std::size_t subscriptionCount() const { return 0; }
    virtual void eachSubscription(const std::function<void(const BrokerSubscription &)> & /*visit*/) const {}

    /// Why it ended, for logs and monitoring; empty while it goes on.
    const std::string &endReason() const { return m_endReason; }
    /// The connection is gone without end(), for this reason; the first reason stays.
    void noteEnd(std::string_view reason);
    /// Ends with "-ERR 'words'", or without a word; `reason` is for logs and monitoring, empty: the words.
    void end(std::string_view words = {}, std::string_view reason = {});

protected:
    /// Other nodes have logged in and may say more: their INFO lists the addresses of many, their clients' limits may
    /// be higher.
    static constexpr WireParser::Limits routeLimits{1024UL * 1024, 64UL * 1024 * 1024};

    BrokerPeer(Kind kind, const BrokerContext &context, PeerHost &host, std::uint64_t id, std::string ip);

    virtual void handle(WireCommand &command) = 0;

    void send(std::string_view text);
    /// Queues a message's bytes and says how far behind the other side is.
    Taken sendMessage(std::string_view prefix, std::string_view tail);
    void count(const RoutedMessage &message);
    void setHeld(bool isHeld) { m_isHeld = isHeld; }
    void endByFault();
    /// The pings of every peer; ends it with "Stale Connection" when too many go unanswered.
    void tickPings(TimePoint now);
    void startPings(TimePoint now) { m_lastPing = now; }
    /// Messages or changes of subscriptions came.
    void noteActivity() { m_wasActive = m_isStampDue = true; }
    /// It is alive: a ping is not needed yet.
    void noteSign() { m_wasActive = true; }
    /// It answered a ping.
    void noteAnswer();
    /// It logs in: its first activity, and a guess at the round trip until a ping is answered.
    void noteConnect();

    const BrokerContext &context() const { return m_context; }
    PeerFigures &figures() { return m_figures; }

private:
    void requestFlush();
    void stampNow();
    void limitWait();
    std::size_t mostPending() const;

    const BrokerContext &m_context;
    PeerHost &m_host;
    std::uint64_t m_id;
    std::string m_ip;
    WireParser m_parser;
    OutputBuffer m_output;
    SendBacklog m_backlog;
    PeerFigures m_figures;
    std::string m_endReason;
    std::shared_ptr<const TlsPeer> m_tlsPeer;
    const BrokerReceiver *m_waitsFor = nullptr;
    TimePoint m_waitsUntil;
    TimePoint m_lastPing;
    TimePoint m_started;
    TimePoint m_lastActivity;
    TimePoint m_pingSent; ///< the one under way
    std::chrono::nanoseconds m_roundTrip{0};
    std::uint16_t m_port = 0;
    int m_pingsOut = 0;
    bool m_wasActive = false; ///< since the last tick
    bool m_isFirstPingDue = true;
    bool m_isStampDue = false; ///< active since lastActivity()
    bool m_isHeld = false;
    bool m_isEnding = false;
    bool m_isTooSlow = false;
    bool m_isFlushRequested = false;
};

} // namespace gnat
