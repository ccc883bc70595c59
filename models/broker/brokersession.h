// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/brokerlog.h"
#include "broker/brokerreceiver.h"
#include "broker/brokerrouter.h"
#include "broker/clientoptions.h"
#include "broker/outputbuffer.h"
#include "protocol/wireparser.h"

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>

namespace gnat {

/// What all sessions of a node share; outlives them.
struct BrokerContext
{
    BrokerRouter &router;
    const BrokerOptions &options;
    const BrokerIdentity &identity;
    BrokerLog &log;
};

/// Who moves a session's bytes.
class SessionHost
{
public:
    virtual ~SessionHost() = default;
    /// The session has output, or is ending: flush at the end of this turn. Called once until flushRequestHandled().
    virtual void flushRequested() = 0;
};

/// One client's conversation as a state machine without I/O: bytes in through input(), bytes out through output().
/// Node's thread.
class BrokerSession final : public BrokerReceiver
{
public:
    using TimePoint = std::chrono::steady_clock::time_point;

    BrokerSession(const BrokerContext &context, SessionHost &host, std::uint64_t id, std::string clientIp);
    ~BrokerSession() override;

    /// Says INFO.
    void begin(TimePoint now);
    /// The parser to read into; call process() after.
    WireParser &input() { return m_parser; }
    /// Carries out all complete commands, or those up to a pause or the end.
    void process();
    /// Pings, and ends the session if the client answers none or does not log in in time.
    void tick(TimePoint now);

    OutputBuffer &output() { return m_output; }
    void flushRequestHandled() { m_isFlushRequested = false; }
    /// Over: send what is in output(), then close.
    bool isEnding() const { return m_isEnding; }
    /// More bytes wait than the client may leave: close at once.
    bool isTooSlow() const { return m_isTooSlow; }
    /// The receiver that this publisher has to wait for; nullptr: none. resume() goes on.
    const BrokerReceiver *waitsFor() const { return m_waitsFor; }
    void resume();
    /// True while publishers should still wait for this client.
    bool isFarBehind() const { return m_output.size() > m_highWater / 2; }
    std::uint64_t id() const { return m_id; }
    /// Ends with "-ERR 'words'", or without a word.
    void end(std::string_view words = {});
    /// Ends all subscriptions: nothing is delivered from here on.
    void leave();

    Taken deliver(const BrokerSubscription &subscription, std::string_view prefix,
                  const RoutedMessage &message) override;
    void subscriptionEnded(BrokerSubscription &subscription) override;

private:
    void handle(WireCommand &command);
    void handleConnect(const WireCommand &command);
    void handlePublish(WireCommand &command);
    void handleSubscribe(const WireCommand &command);
    void handleUnsubscribe(const WireCommand &command);
    void answerNoResponders(std::string_view reply);
    void endByFault();
    void send(std::string_view text);
    void confirm();
    void requestFlush();
    void trace(const WireCommand &command);
    bool needsLogin() const { return m_context.options.needsLogin() && !m_isLoggedIn; }

    const BrokerContext &m_context;
    SessionHost &m_host;
    std::uint64_t m_id;
    std::string m_clientIp;
    WireParser m_parser;
    OutputBuffer m_output;
    std::size_t m_highWater;
    ClientOptions m_client;
    TextMap<std::unique_ptr<BrokerSubscription>> m_subscriptions; ///< by sid
    std::string m_scratch;
    const BrokerReceiver *m_waitsFor = nullptr;
    TimePoint m_begun;
    TimePoint m_lastPing;
    int m_pingsOut = 0;
    bool m_wasActive = false; ///< since the last tick
    bool m_isLoggedIn = false;
    bool m_isEnding = false;
    bool m_isTooSlow = false;
    bool m_isFlushRequested = false;
};

} // namespace gnat
