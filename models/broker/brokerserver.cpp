// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/brokerserver_p.h"

#include "broker/brokerlistener_p.h"
#include "broker/brokersession.h"
#include "broker/cluster/clusterports_p.h"

#include <asio/post.hpp>

#include <algorithm>
#include <exception>
#include <utility>

namespace gnat {

namespace {

/// Sockets that are served before what they produced is sent on.
constexpr int handlersPerTurn = 64;

} // namespace

BrokerServer::BrokerServer(const BrokerOptions &options)
    : m_options(options), m_context{m_router, m_options, m_identity, m_log},
      m_inspector(
          m_context, [this] { return openPeers(); }, [this](ServerSnapshot &server) { describe(server); }),
      m_system(m_context, m_inspector), m_work(m_io.get_executor()), m_acceptor(m_io), m_acceptTimer(m_io),
      m_ticker(m_io), m_guestTimer(m_io), m_gate([this](std::uint64_t peer, bool isRight) {
          post([this, peer, isRight] { passwordChecked(peer, isRight); });
      }),
      m_waiting(m_io)
{
    m_identity.serverId = BrokerIdentity::makeServerId();
    m_identity.serverName = m_options.serverName.empty() ? m_identity.serverId : m_options.serverName;
    m_identity.host = m_options.host;
    m_identity.maxPayload = m_options.maxPayload;
    m_identity.needsTls = m_options.tls.isOn() && !m_options.allowsPlain;
    m_identity.offersTls = m_options.tls.isOn() && m_options.allowsPlain;
    m_identity.verifiesTls = m_options.tls.isOn() && (m_options.tls.verify || m_options.tls.mapsUsers);
    m_identity.needsLogin = m_options.needsLogin() && m_options.noAuthUser.empty();
}

BrokerServer::~BrokerServer()
{
    try {
        closeAll();
    } catch (const std::exception &) {
        // Asio's timers may throw from cancel(); everything they hold goes with m_io all the same.
        m_connections.clear();
    }
}

Result<void> BrokerServer::bind()
{
    if (auto opened = m_log.open(m_options); !opened)
        return opened;
    if (auto opened = m_gate.open(m_context); !opened)
        return opened;
    const auto bound = listenOn(m_io, m_acceptor, m_options.host, m_options.port);
    if (!bound)
        return bound.error();
    m_port = m_identity.port = bound.value();
    m_log.inform("Listening for client connections on " + m_options.host + ":" + std::to_string(m_port));
    if (auto named = nameClientPort(); !named)
        return named;
    if (auto monitored = bindMonitoring(); !monitored || !m_options.cluster.isOn())
        return monitored;
    m_cluster = std::make_unique<ClusterPorts>(*this, m_io, m_identity);
    return m_cluster->bind();
}

void BrokerServer::passwordChecked(std::uint64_t peer, bool isRight)
{
    auto asking = connection(peer);
    if (!asking && m_cluster)
        asking = m_cluster->connection(peer);
    if (!asking) // gone meanwhile
        return;
    asking->peer().passwordChecked(isRight);
    asking->released();
}

Result<void> BrokerServer::nameClientPort()
{
    if (m_options.clientAdvertise.empty())
        return {};
    const auto told = RouteAddress::parse(m_options.clientAdvertise, m_port);
    if (!told)
        return Error{ErrorKind::InvalidInput, "client_advertise \"" + m_options.clientAdvertise +
                                                  "\" is not an address. Write it as host:port."};
    m_identity.host = told.value().host;
    m_identity.port = told.value().port;
    return {};
}

std::uint16_t BrokerServer::clusterPort() const
{
    return m_cluster ? m_cluster->port() : 0;
}

void BrokerServer::run()
{
    report(BrokerEvent::Kind::Up, "listening on port " + std::to_string(m_port));
    m_system.enter();
    if (m_monitoring)
        m_monitoring->start();
    accept();
    if (m_cluster)
        m_cluster->start();
    tickLater();
    while (!m_isStopped) {
        m_io.run_one();
        for (int i = 1; i < handlersPerTurn && !m_isStopped && m_io.poll_one() > 0; ++i) {
        }
        if (!m_isStopped)
            flushAll();
    }
    if (!m_isAbrupt)
        flushAll();
    closeAll();
}

void BrokerServer::reportEnd()
{
    report(BrokerEvent::Kind::Down, m_isAbrupt ? "killed" : "stopped");
}

void BrokerServer::stop(bool isAbrupt)
{
    m_isAbrupt = isAbrupt;
    m_isStopped = true;
    resume();
    post([] {}); // the loop turns once more
}

void BrokerServer::pause()
{
    const std::scoped_lock lock(m_pauseMutex);
    if (std::exchange(m_isPaused, true))
        return;
    post([this] { rest(); });
}

void BrokerServer::resume()
{
    const std::scoped_lock lock(m_pauseMutex);
    m_isPaused = false;
    m_pauseEnds.notify_all();
}

void BrokerServer::rest()
{
    report(BrokerEvent::Kind::Paused, "paused");
    std::unique_lock lock(m_pauseMutex);
    m_pauseEnds.wait(lock, [this] { return !m_isPaused; });
    lock.unlock();
    report(BrokerEvent::Kind::Resumed, "goes on");
}

void BrokerServer::enterLameDuck()
{
    if (m_lameDuck)
        return;
    m_log.inform("Entering lame duck mode, stop accepting new clients");
    report(BrokerEvent::Kind::LameDuck, "takes no more clients");
    std::error_code ignored;
    m_acceptor.close(ignored);
    m_acceptTimer.cancel();
    BrokerLameDuck::Connections clients;
    for (const auto &[id, connection] : m_connections)
        clients.push_back(connection);
    m_identity.connectUrls.clear();
    if (m_cluster)
        m_cluster->membership().enterLameDuck();
    m_identity.isLameDuck = true;
    tellClients();
    m_identity.isLameDuck = false; // told once
    const bool isEmpty = clients.empty();
    m_lameDuck = std::make_unique<BrokerLameDuck>(m_io, std::move(clients), [this] { stop(); });
    m_lameDuck->start(isEmpty ? std::chrono::milliseconds(0) : m_options.lameDuckGrace, m_options.lameDuckDuration);
}

void BrokerServer::tellClients()
{
    for (const auto &[id, connection] : m_connections)
        connection->peer().infoChanged();
}

void BrokerServer::report(BrokerEvent::Kind kind, const std::string &text) const
{
    if (m_context.events)
        m_context.events->add(kind, m_identity.serverName, text);
}

void BrokerServer::post(std::function<void()> work)
{
    asio::post(m_io, std::move(work));
}

void BrokerServer::accept()
{
    m_acceptor.async_accept([this](const std::error_code &error, asio::ip::tcp::socket socket) {
        if (error == asio::error::operation_aborted)
            return;
        if (error) { // out of file descriptors, say: the clients that are there go on
            m_log.error("Accept failed: " + error.message());
            acceptLater();
            return;
        }
        accepted(std::move(socket));
        accept();
    });
}

void BrokerServer::acceptLater()
{
    m_acceptTimer.expires_after(std::chrono::milliseconds(200));
    m_acceptTimer.async_wait([this](const std::error_code &error) {
        if (!error)
            accept();
    });
}

void BrokerServer::accepted(asio::ip::tcp::socket socket)
{
    std::error_code error;
    const auto endpoint = socket.remote_endpoint(error);
    const auto ip = endpoint.address().to_string();
    const auto id = nextId();
    if (m_context.faults && m_context.faults->refuses(id))
        return; // closed without a word
    const auto connection = std::make_shared<BrokerConnection>(*this, std::move(socket));
    connection->setPeer(std::make_unique<BrokerSession>(m_context, *connection, id, ip));
    connection->setSecurity({m_gate.tls(), false, m_options.allowsPlain, {}});
    connection->peer().setPort(endpoint.port());
    const bool isFull = m_connections.size() >= m_options.maxConnections;
    m_connections.emplace(id, connection);
    m_router.counters().connections.add(1);
    m_router.counters().totalConnections.add(1);
    if (m_context.events)
        report(BrokerEvent::Kind::ClientConnected, "client " + std::to_string(id) + " from " + ip);
    if (isFull)
        connection->refuse(std::chrono::steady_clock::now(), "maximum connections exceeded");
    else
        connection->start(std::chrono::steady_clock::now());
}

void BrokerServer::closed(BrokerConnection &connection)
{
    caughtUp(connection.peer()); // nobody waits for it any more
    if (connection.peer().isHeld() && m_context.passwords)
        m_context.passwords->forget(connection.peer().id());
    if (connection.peer().isRoute()) {
        m_cluster->closed(connection);
        return;
    }
    if (m_faults)
        m_faults->desk().forget(connection.peer().id());
    m_router.counters().connections.subtract(1);
    if (m_context.events)
        report(BrokerEvent::Kind::ClientLeft,
               "client " + std::to_string(connection.peer().id()) + " left: " +
                   (connection.peer().endReason().empty() ? "Client Closed" : connection.peer().endReason()));
    m_connections.erase(connection.peer().id());
}

void BrokerServer::wantsFlush(std::shared_ptr<BrokerConnection> connection)
{
    m_toFlush.push_back(std::move(connection));
}

void BrokerServer::flushAll()
{
    if (m_system.hasRequests())
        answerSystem();
    do {
        m_flushing.swap(m_toFlush);
        for (const auto &connection : m_flushing)
            connection->flush();
        m_flushing.clear();
        m_waiting.resumeFree();
    } while (!m_toFlush.empty());
    if (m_system.hasRequests())
        post([] {}); // another turn, even if nothing else happens
}

void BrokerServer::tickLater()
{
    using std::chrono::milliseconds;
    const auto shortest = std::min({m_options.pingInterval, m_gate.shortestTime(m_options), m_options.writeDeadline});
    m_ticker.expires_after(std::clamp(shortest / 8, milliseconds(10), milliseconds(250)));
    m_ticker.async_wait([this](const std::error_code &error) {
        if (error)
            return;
        tick();
        tickLater();
    });
}

void BrokerServer::tick()
{
    const auto now = std::chrono::steady_clock::now();
    std::vector<std::shared_ptr<BrokerConnection>> connections; // a tick can close some
    connections.reserve(m_connections.size());
    for (const auto &[id, connection] : m_connections)
        connections.push_back(connection);
    for (const auto &connection : connections)
        connection->tick(now);
    if (m_cluster)
        m_cluster->tick(now);
    if (m_context.faults)
        m_faults->judgePresent(connections);
}

void BrokerServer::setGuest(std::unique_ptr<BrokerGuest> guest)
{
    m_guestTimer.cancel();
    m_guest.reset();
    if (!guest)
        return;
    m_guest = std::make_unique<BrokerGuestSeat>(
        m_router, std::move(guest), [this](TimePoint time) { armGuest(time); }, &m_context);
    m_guest->enter();
}

void BrokerServer::armGuest(TimePoint time)
{
    m_guestTimer.expires_at(time);
    m_guestTimer.async_wait([this](const std::error_code &error) {
        if (!error && m_guest && m_guestTimer.expiry() <= std::chrono::steady_clock::now())
            m_guest->wake(std::chrono::steady_clock::now());
    });
}

void BrokerServer::closeAll()
{
    std::error_code ignored;
    m_acceptor.close(ignored);
    m_guestTimer.cancel();
    m_guest.reset();
    m_acceptTimer.cancel();
    m_ticker.cancel();
    m_lameDuck.reset();
    if (m_cluster)
        m_cluster->closeAll(m_isAbrupt);
    while (!m_connections.empty()) {
        const auto connection = m_connections.begin()->second;
        if (m_isAbrupt)
            connection->abort();
        else
            connection->close("Server Shutdown");
    }
    m_context.faults = nullptr;
    m_faults.reset();
    m_toFlush.clear();
    m_waiting.clear();
    m_io.poll(); // lets the aborted operations go, which hold connections
}

} // namespace gnat
