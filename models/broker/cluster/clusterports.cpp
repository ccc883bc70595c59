// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/cluster/clusterports_p.h"

#include "broker/brokerlistener_p.h"
#include "broker/brokerserver_p.h"
#include "broker/cluster/routesession.h"
#include "broker/tls/tlscontext.h"

#include <asio/connect.hpp>
#include <asio/post.hpp>

#include <utility>

namespace gnat {

namespace {

constexpr std::chrono::seconds dialTimeout{1};
/// Connections of others that have not said yet which node they are.
constexpr std::size_t mostStrangers = 128;

} // namespace

/// An attempt to reach another node; kept alive by its own operations.
struct ClusterPorts::Dial
{
    Dial(asio::io_context &io, RouteTargets::Target to) : target(std::move(to)), socket(io), timer(io) {}

    RouteTargets::Target target;
    asio::ip::tcp::socket socket;
    asio::steady_timer timer;
    bool isDone = false;
};

ClusterPorts::ClusterPorts(BrokerServer &server, asio::io_context &io, BrokerIdentity &identity)
    : m_server(server), m_io(io), m_membership(server.context(), identity, *this), m_acceptor(io), m_acceptTimer(io),
      m_dialTimer(io), m_names(io)
{
}

ClusterPorts::~ClusterPorts() = default;

Result<void> ClusterPorts::bind()
{
    const auto &cluster = m_server.context().options.cluster;
    if (auto loaded = loadTls(); !loaded)
        return loaded;
    const auto bound = listenOn(m_io, m_acceptor, cluster.host, *cluster.port);
    if (!bound)
        return bound.error();
    m_port = bound.value();
    m_server.context().log.inform("Cluster name is " + m_membership.clusterName());
    m_server.context().log.inform("Listening for route connections on " + joinHostPort(cluster.host, m_port));
    return m_membership.begin(m_port);
}

/// Both sides of a route show a certificate, whoever dialed.
Result<void> ClusterPorts::loadTls()
{
    auto options = m_server.context().options.cluster.tls;
    if (!options.isOn())
        return {};
    options.verify = true;
    auto accepting = TlsContext::server(options);
    if (!accepting)
        return accepting.error();
    auto dialing = TlsContext::client(options);
    if (!dialing)
        return dialing.error();
    m_acceptingTls = std::move(accepting.value());
    m_dialingTls = std::move(dialing.value());
    return {};
}

void ClusterPorts::start()
{
    m_isRunning = true;
    accept();
    dialDue();
}

void ClusterPorts::accept()
{
    m_acceptor.async_accept([this](const std::error_code &error, asio::ip::tcp::socket socket) {
        if (error == asio::error::operation_aborted)
            return;
        if (error) {
            acceptLater();
            return;
        }
        makeRoomForStranger();
        add(std::move(socket), std::nullopt);
        accept();
    });
}

void ClusterPorts::acceptLater()
{
    m_acceptTimer.expires_after(std::chrono::milliseconds(200));
    m_acceptTimer.async_wait([this](const std::error_code &error) {
        if (!error)
            accept();
    });
}

/// The one that has been silent for longest goes: nodes say at once who they are.
void ClusterPorts::makeRoomForStranger()
{
    std::size_t count = 0;
    std::shared_ptr<BrokerConnection> oldest;
    for (const auto &[id, connection] : m_routes) {
        const auto &route = static_cast<const RouteSession &>(connection->peer());
        if (route.target() || route.info())
            continue;
        ++count;
        if (!oldest || route.id() < oldest->peer().id())
            oldest = connection;
    }
    if (count >= mostStrangers)
        oldest->close("Too Many Connections Without A Login");
}

std::shared_ptr<BrokerConnection> ClusterPorts::connection(std::uint64_t id) const
{
    const auto found = m_routes.find(id);
    return found == m_routes.end() ? nullptr : found->second;
}

void ClusterPorts::add(asio::ip::tcp::socket socket, std::optional<RouteTargets::Target> target)
{
    std::error_code error;
    const auto endpoint = socket.remote_endpoint(error);
    const auto id = m_server.nextId();
    const auto connection = std::make_shared<BrokerConnection>(m_server, std::move(socket));
    if (target)
        connection->setSecurity({m_dialingTls, true, false, m_membership.tlsNameOf(target->address)});
    else
        connection->setSecurity({m_acceptingTls, true, false, {}});
    connection->setPeer(std::make_unique<RouteSession>(m_server.context(), m_membership, *connection, id,
                                                       endpoint.address().to_string(), std::move(target)));
    connection->peer().setPort(endpoint.port());
    m_routes.emplace(id, connection);
    connection->start(std::chrono::steady_clock::now());
}

void ClusterPorts::closed(BrokerConnection &connection)
{
    m_routes.erase(connection.peer().id());
}

void ClusterPorts::dialDue()
{
    const auto targets = m_membership.targets().takeDue(std::chrono::steady_clock::now(),
                                                        [this](std::string_view id) { return isMember(id); });
    for (const auto &target : targets)
        dial(target);
    dialLater();
}

void ClusterPorts::dialLater()
{
    const auto next = m_membership.targets().nextDue([this](std::string_view id) { return isMember(id); });
    if (!next || !m_isRunning)
        return;
    m_dialTimer.expires_at(*next);
    m_dialTimer.async_wait([this](const std::error_code &error) {
        if (!error && m_isRunning)
            dialDue();
    });
}

void ClusterPorts::targetsChanged()
{
    if (m_isRunning)
        dialLater();
}

void ClusterPorts::dial(RouteTargets::Target target)
{
    const auto dial = std::make_shared<Dial>(m_io, std::move(target));
    const auto &address = dial->target.address;
    dial->timer.expires_after(dialTimeout);
    dial->timer.async_wait([this, dial](const std::error_code &error) {
        if (!error)
            dialed(dial, asio::error::timed_out);
    });
    std::error_code error;
    const auto ip = asio::ip::make_address(address.host, error);
    if (!error) {
        dial->socket.async_connect({ip, address.port},
                                   [this, dial](const std::error_code &failure) { dialed(dial, failure); });
        return;
    }
    m_names.find(address.host, address.port, [this, dial](const std::error_code &failure, const auto &found) {
        if (failure || dial->isDone) {
            dialed(dial, failure);
            return;
        }
        asio::async_connect(dial->socket, found,
                            [this, dial](const std::error_code &refusal, const auto &) { dialed(dial, refusal); });
    });
}

void ClusterPorts::dialed(const std::shared_ptr<Dial> &dial, const std::error_code &error)
{
    if (std::exchange(dial->isDone, true) || !m_isRunning)
        return;
    dial->timer.cancel();
    if (!error) {
        add(std::move(dial->socket), dial->target);
        return;
    }
    std::error_code ignored;
    dial->socket.close(ignored);
    m_server.context().log.debug(0, "Error trying to connect to route " + dial->target.address.place() + ": " +
                                        error.message());
    m_membership.targets().ended(dial->target.id, std::chrono::steady_clock::now());
    dialLater();
}

void ClusterPorts::tick(TimePoint now)
{
    const auto routes = m_routes; // a tick can close some
    for (const auto &[id, route] : routes)
        route->tick(now);
}

void ClusterPorts::infoChanged()
{
    m_server.tellClients();
}

void ClusterPorts::closeAll(bool isAbrupt)
{
    m_isRunning = false;
    std::error_code ignored;
    m_acceptor.close(ignored);
    m_acceptTimer.cancel();
    m_dialTimer.cancel();
    m_names.forgetAll();
    while (!m_routes.empty()) {
        const auto route = m_routes.begin()->second;
        if (isAbrupt)
            route->abort();
        else
            route->close("Server Shutdown");
    }
}

} // namespace gnat
