// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the server does for monitoring.
#include "broker/brokerserver_p.h"
#include "broker/cluster/clusterports_p.h"
#include "broker/cluster/routesession.h"

#include <utility>

namespace gnat {

Result<void> BrokerServer::bindMonitoring()
{
    if (!m_options.monitoring.isOn())
        return {};
    m_monitoring = std::make_unique<MonitoringServer>(
        m_options, m_pageCounts, [this](InspectQuery query, std::function<void(BrokerSnapshot)> done) {
            inspect(std::move(query), std::move(done));
        });
    if (auto bound = m_monitoring->bind(); !bound)
        return bound;
    const auto &own = m_options.monitoring.host;
    m_log.inform("Starting http monitor on " + (own.empty() ? m_options.host : own) + ":" +
                 std::to_string(m_monitoring->port()));
    return {};
}

void BrokerServer::leaving(BrokerConnection &connection)
{
    if (!connection.peer().isRoute())
        m_inspector.leaving(connection.peer());
}

BrokerInspector::Peers BrokerServer::openPeers() const
{
    BrokerInspector::Peers peers;
    peers.reserve(m_connections.size());
    for (const auto &[id, connection] : m_connections)
        peers.push_back(&connection->peer());
    if (m_cluster)
        peers.insert(peers.end(), m_cluster->membership().routes().begin(), m_cluster->membership().routes().end());
    return peers;
}

void BrokerServer::describe(ServerSnapshot &server) const
{
    server.requests = m_pageCounts.list();
    server.monitoringPort = monitoringPort();
    server.connectUrls = m_identity.connectUrls;
    if (!m_cluster)
        return;
    server.cluster = m_cluster->membership().clusterName();
    server.clusterPort = clusterPort();
    server.remotes = m_cluster->membership().routes().size();
}

void BrokerServer::inspect(InspectQuery query, std::function<void(BrokerSnapshot)> done)
{
    post([this, query = std::move(query), done = std::move(done)] { done(m_inspector.inspect(query)); });
}

/// Once a turn: the answers go out with its flush.
void BrokerServer::answerSystem()
{
    m_system.answer();
    if (!m_system.hasRequests())
        caughtUp(m_system);
}

} // namespace gnat
