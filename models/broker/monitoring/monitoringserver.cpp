// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/monitoring/monitoringserver.h"

#include "broker/brokerlistener_p.h"
#include "broker/brokeroptions.h"
#include "broker/monitoring/httpconnection_p.h"

#include <asio/error.hpp>
#include <asio/post.hpp>

#include <algorithm>
#include <utility>
#include <vector>

namespace gnat {

/// The loop of the monitoring thread, with its acceptor and connections.
class MonitoringServer::Loop : public std::enable_shared_from_this<Loop>
{
public:
    static constexpr std::size_t maxConnections = 64;

    Loop(const BrokerOptions &options, PageCounts &counts, Inspect inspect)
        : m_options(options), m_pages(options, counts), m_inspect(std::move(inspect)), m_acceptor(m_io), m_pause(m_io)
    {
    }

    Result<void> bind()
    {
        const auto &own = m_options.monitoring.host;
        auto bound =
            listenOn(m_io, m_acceptor, own.empty() ? m_options.host : own, m_options.monitoring.port.value_or(-1));
        if (!bound)
            return bound.error();
        m_port = bound.value();
        return {};
    }
    std::uint16_t port() const { return m_port; }

    void run()
    {
        accept();
        m_io.run();
    }

    /// Any thread: everything is closed, so that run() returns.
    void end()
    {
        asio::post(m_io, [this] {
            std::error_code ignored;
            m_acceptor.close(ignored);
            m_pause.cancel();
            for (const auto &weak : m_connections) {
                if (const auto connection = weak.lock())
                    connection->close();
            }
        });
    }

private:
    void accept()
    {
        m_acceptor.async_accept([this](const std::error_code &error, asio::ip::tcp::socket socket) {
            if (error == asio::error::operation_aborted || !m_acceptor.is_open())
                return;
            if (error)
                acceptLater(); // out of file descriptors, say
            else
                accepted(std::move(socket));
        });
    }

    void acceptLater()
    {
        m_pause.expires_after(std::chrono::milliseconds(200));
        m_pause.async_wait([this](const std::error_code &error) {
            if (!error)
                accept();
        });
    }

    void accepted(asio::ip::tcp::socket socket)
    {
        makeRoom();
        if (m_connections.size() < maxConnections) { // else the socket is closed at once
            const MonitoringContext context{
                m_io, m_pages, m_inspect, poster(), m_options.monitoring.user, m_options.monitoring.password};
            const auto connection = std::make_shared<HttpConnection>(context, std::move(socket));
            m_connections.push_back(connection);
            connection->start();
        }
        accept();
    }

    /// In a crowd, whoever has been silent for longest goes.
    void makeRoom()
    {
        std::erase_if(m_connections, [](const auto &weak) {
            const auto connection = weak.lock();
            return !connection || connection->isClosed();
        });
        if (m_connections.size() < maxConnections)
            return;
        const auto idle = std::ranges::find_if(m_connections, [](const auto &weak) { return weak.lock()->isIdle(); });
        if (idle == m_connections.end())
            return;
        idle->lock()->close();
        m_connections.erase(idle);
    }

    /// Puts work on this loop from any thread, even after the loop has ended.
    MonitoringContext::Poster poster()
    {
        return [weak = weak_from_this()](std::function<void()> work) {
            if (const auto loop = weak.lock())
                asio::post(loop->m_io, std::move(work));
        };
    }

    const BrokerOptions &m_options;
    MonitoringPages m_pages;
    Inspect m_inspect;
    asio::io_context m_io;
    asio::ip::tcp::acceptor m_acceptor;
    asio::steady_timer m_pause; ///< after a failed accept
    std::vector<std::weak_ptr<HttpConnection>> m_connections;
    std::uint16_t m_port = 0;
};

MonitoringServer::MonitoringServer(const BrokerOptions &options, PageCounts &counts, Inspect inspect)
    : m_loop(std::make_shared<Loop>(options, counts, std::move(inspect)))
{
}

MonitoringServer::~MonitoringServer()
{
    stop();
}

Result<void> MonitoringServer::bind()
{
    return m_loop->bind();
}

std::uint16_t MonitoringServer::port() const
{
    return m_loop->port();
}

void MonitoringServer::start()
{
    m_thread = std::thread([loop = m_loop] { loop->run(); });
}

void MonitoringServer::stop()
{
    if (!m_thread.joinable())
        return;
    m_loop->end();
    m_thread.join();
}

} // namespace gnat
