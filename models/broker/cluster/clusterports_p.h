// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/brokerconnection_p.h"
#include "broker/cluster/clustermembership.h"
#include "broker/cluster/namelookup_p.h"
#include "core/result.h"

#include <asio/io_context.hpp>
#include <asio/ip/tcp.hpp>
#include <asio/steady_timer.hpp>

#include <cstdint>
#include <memory>
#include <unordered_map>

namespace gnat {

class BrokerServer;

/// The sockets of a node's cluster: the port that other nodes connect to, the dialing of others, the routes that came
/// of both. Owned by the server, node's thread.
class ClusterPorts final : public ClusterHost
{
public:
    using TimePoint = BrokerPeer::TimePoint;

    ClusterPorts(BrokerServer &server, asio::io_context &io, BrokerIdentity &identity);
    ~ClusterPorts() override;
    ClusterPorts(const ClusterPorts &) = delete;
    ClusterPorts &operator=(const ClusterPorts &) = delete;

    /// Listens; port() is known afterwards.
    Result<void> bind();
    std::uint16_t port() const { return m_port; }
    /// Accepts and dials from now on.
    void start();
    void tick(TimePoint now);
    /// nullptr: gone.
    std::shared_ptr<BrokerConnection> connection(std::uint64_t id) const;
    /// A route's connection has closed.
    void closed(BrokerConnection &connection);
    /// Ends everything; `isAbrupt`: as when the process dies.
    void closeAll(bool isAbrupt);

    ClusterMembership &membership() { return m_membership; }
    void infoChanged() override;
    void targetsChanged() override;

private:
    struct Dial;

    Result<void> loadTls();
    void accept();
    void acceptLater();
    void dialDue();
    void dialLater();
    void dial(RouteTargets::Target target);
    void dialed(const std::shared_ptr<Dial> &dial, const std::error_code &error);
    void makeRoomForStranger();
    void add(asio::ip::tcp::socket socket, std::optional<RouteTargets::Target> target);
    bool isMember(std::string_view serverId) const { return m_membership.isMember(serverId); }

    BrokerServer &m_server;
    asio::io_context &m_io;
    ClusterMembership m_membership;
    asio::ip::tcp::acceptor m_acceptor;
    asio::steady_timer m_acceptTimer; ///< after a failed accept
    asio::steady_timer m_dialTimer;
    NameLookup m_names;
    std::unordered_map<std::uint64_t, std::shared_ptr<BrokerConnection>> m_routes;
    std::shared_ptr<const TlsContext> m_acceptingTls; ///< nullptr: routes are in clear
    std::shared_ptr<const TlsContext> m_dialingTls;
    std::uint16_t m_port = 0;
    bool m_isRunning = false;
};

} // namespace gnat
