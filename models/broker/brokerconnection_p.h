// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/brokerpeer.h"
#include "broker/brokerstream_p.h"

#include <chrono>
#include <cstdint>
#include <memory>
#include <system_error>

namespace gnat {

class BrokerServer;

/// A socket and the peer behind it, a client's session or a route: reads into the peer's parser, writes its output,
/// closes in good order. Kept alive by the server and by its own pending operations. Node's thread.
class BrokerConnection final : public PeerHost, public std::enable_shared_from_this<BrokerConnection>
{
public:
    using TimePoint = BrokerPeer::TimePoint;

    BrokerConnection(BrokerServer &server, asio::ip::tcp::socket socket);
    /// Whom the socket belongs to; once, before start().
    void setPeer(std::unique_ptr<BrokerPeer> peer) { m_peer = std::move(peer); }

    void start(TimePoint now);
    /// Refuses the client: INFO, "-ERR 'words'", close.
    void refuse(TimePoint now, std::string_view words);
    /// Sends what waits, as far as the socket takes it. Called by the server at the end of a turn.
    void flush();
    /// Goes on with a publisher that had to wait.
    void resume();
    /// Pings, deadlines.
    void tick(TimePoint now);
    /// Closes now, whatever waits.
    void close();
    bool isClosed() const { return m_isClosed; }

    BrokerPeer &peer() { return *m_peer; }
    void flushRequested() override;

private:
    void waitToRead();
    void readable(const std::error_code &error);
    bool readOnce();
    void goOn();
    void writeWhenPossible();
    void sentAll();
    void drain();
    void cut(std::string_view reason);

    BrokerServer &m_server;
    BrokerStream m_stream;
    std::unique_ptr<BrokerPeer> m_peer;
    TimePoint m_now;          ///< of the last tick
    TimePoint m_lastProgress; ///< when the peer last took bytes, or none waited
    TimePoint m_drainingSince;
    unsigned m_smallReads = 0;
    bool m_isWaitingToRead = false;
    bool m_isWaitingToWrite = false;
    bool m_isDraining = false;
    bool m_isClosed = false;
};

} // namespace gnat
