// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/brokerpeer.h"
#include "broker/brokerstream_p.h"

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <system_error>

namespace gnat {

class BrokerServer;

/// How a connection is to be secured.
struct ConnectionSecurity
{
    std::shared_ptr<const TlsContext> context; ///< nullptr: not at all
    bool isAtOnce = false;   ///< before anything is said, as between nodes; otherwise after INFO, as with clients
    bool isOptional = false; ///< after INFO the other side decides by its first byte
    std::string serverName;  ///< client's role: the host name or address that was called, which is verified
};

/// A socket and the peer behind it, a client's session or a route: reads into the peer's parser, writes its output,
/// closes in good order. Kept alive by the server and by its own pending operations. Node's thread.
class BrokerConnection final : public PeerHost, public std::enable_shared_from_this<BrokerConnection>
{
public:
    using TimePoint = BrokerPeer::TimePoint;

    BrokerConnection(BrokerServer &server, asio::ip::tcp::socket socket);
    /// Whom the socket belongs to; once, before start().
    void setPeer(std::unique_ptr<BrokerPeer> peer) { m_peer = std::move(peer); }
    /// Once, before start(); otherwise the connection stays in clear.
    void setSecurity(ConnectionSecurity security) { m_security = std::move(security); }

    void start(TimePoint now);
    /// Refuses the client: INFO, "-ERR 'words'", close.
    void refuse(TimePoint now, std::string_view words);
    /// Sends what waits, as far as the socket takes it. Called by the server at the end of a turn.
    void flush();
    /// Goes on with a publisher that had to wait.
    void resume();
    /// Goes on with a client whose login was checked, unless something else makes it wait now.
    void released();
    /// Reads nothing more until this receiver has caught up; for a peer that is not just being read from.
    void pauseFor(const BrokerReceiver &receiver);
    /// Pings, deadlines.
    void tick(TimePoint now);
    /// Closes now, whatever waits; `reason` is for monitoring, unless the peer has ended for another one.
    void close(std::string_view reason);
    /// Closes now and without good order: the other side sees a reset.
    void abort();
    bool isClosed() const { return m_isClosed; }

    BrokerPeer &peer() { return *m_peer; }
    void flushRequested() override;

private:
    void waitToRead();
    void readable(const std::error_code &error);
    bool readOnce();
    void goOn();
    void writeWhenPossible();
    void wasSent(std::size_t count, bool isPaced);
    void sentAll();
    void drain();
    void secure();
    void shakeHands();
    void secured();
    void giveUpSecuring(const std::string &problem);
    void tickSecuring();
    void leave();
    void cut(std::string_view reason, std::string_view words);
    std::chrono::milliseconds writeDeadline() const;

    BrokerServer &m_server;
    BrokerStream m_stream;
    std::unique_ptr<BrokerPeer> m_peer;
    ConnectionSecurity m_security;
    TimePoint m_now;          ///< of the last tick
    TimePoint m_lastProgress; ///< when the peer had last taken what then waited, or nothing waited
    std::size_t m_owed = 0;   ///< bytes of what waited then
    TimePoint m_drainingSince;
    TimePoint m_securingSince;
    unsigned m_smallReads = 0;
    std::size_t m_refused = 0; ///< bytes of the last write that did not go; TLS wants to see no fewer the next time
    bool m_isWaitingToRead = false;
    bool m_isWaitingToWrite = false;
    bool m_isSecuring = false; ///< until the handshake is over, or the other side has chosen to do without
    bool m_isDraining = false;
    bool m_isClosed = false;
};

} // namespace gnat
