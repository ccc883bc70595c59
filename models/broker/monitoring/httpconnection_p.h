// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/monitoring/monitoringpages.h"
#include "broker/monitoring/monitoringserver.h"

#include <asio/io_context.hpp>
#include <asio/ip/tcp.hpp>
#include <asio/steady_timer.hpp>

#include <array>
#include <chrono>
#include <functional>
#include <memory>
#include <string>

namespace gnat {

/// What the connections of a monitoring port share; outlives them.
struct MonitoringContext
{
    using Poster = std::function<void(std::function<void()>)>;

    asio::io_context &io;
    MonitoringPages &pages;
    const MonitoringServer::Inspect &inspect;
    Poster post;             ///< any thread: work for the monitoring thread, dropped once that has ended
    const std::string &user; ///< empty: no login
    const std::string &password;
};

/// One client of the monitoring port: reads a request, answers it, and again, within bounds of size and time. Kept
/// alive by its own pending operations. The monitoring thread.
class HttpConnection final : public std::enable_shared_from_this<HttpConnection>
{
public:
    static constexpr std::size_t maxHead = 16 * 1024;
    static constexpr std::chrono::seconds requestTime{10}; ///< for a request to arrive, and for the next one to come
    static constexpr std::chrono::seconds answerTime{2};   ///< for the node's answer
    static constexpr std::chrono::seconds writeTime{20};   ///< for the client to take it

    HttpConnection(MonitoringContext context, asio::ip::tcp::socket socket);

    void start() { readHead(); }
    void close();
    bool isClosed() const { return !m_socket.is_open(); }
    /// It has asked for nothing that is not answered.
    bool isIdle() const { return m_asked == 0 && m_output.empty(); }

private:
    void readHead();
    void readMore();
    void headArrived(std::size_t size);
    void ask(MonitoringPages::Page page);
    void answer(const HttpAnswer &answer);
    void answered();
    void drain();
    void limit(std::chrono::seconds time);

    MonitoringContext m_context;
    asio::ip::tcp::socket m_socket;
    asio::steady_timer m_deadline;
    HttpRequest m_request;
    std::string m_input;
    std::string m_output;
    std::array<char, 4096> m_chunk;
    std::uint64_t m_asked = 0; ///< number of the request whose snapshot is awaited; 0: none
    std::uint64_t m_requests = 0;
};

} // namespace gnat
