// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/brokersession.h"

#include <asio/ip/tcp.hpp>

#include <array>
#include <chrono>
#include <cstdint>
#include <memory>
#include <system_error>

namespace gnat {

class BrokerServer;

/// A client's socket: reads into the session's parser, writes its output, closes in good order. Kept alive by the
/// server and by its own pending operations. Node's thread.
class BrokerConnection final : public SessionHost, public std::enable_shared_from_this<BrokerConnection>
{
public:
    using TimePoint = BrokerSession::TimePoint;

    BrokerConnection(BrokerServer &server, asio::ip::tcp::socket socket, std::uint64_t id, const std::string &clientIp);

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

    BrokerSession &session() { return m_session; }
    void flushRequested() override;

private:
    void read();
    void bytesCame(const std::error_code &error, std::size_t count);
    void writeWhenPossible();
    void sentAll();
    void drain();
    void cut(std::string_view reason);

    BrokerServer &m_server;
    asio::ip::tcp::socket m_socket;
    BrokerSession m_session;
    std::array<char, 512> m_drained{}; ///< what still comes from a client that is being closed goes here
    TimePoint m_now;                   ///< of the last tick
    TimePoint m_lastProgress;          ///< when the client last took bytes, or none waited
    TimePoint m_drainingSince;
    unsigned m_smallReads = 0;
    bool m_isReading = false;
    bool m_isWaitingToWrite = false;
    bool m_isDraining = false;
    bool m_isClosed = false;
};

} // namespace gnat
