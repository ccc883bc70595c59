// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/monitoring/brokersnapshot.h"
#include "broker/monitoring/closedconnections.h"
#include "broker/monitoring/processusage.h"

#include <functional>
#include <vector>

namespace gnat {

class BrokerSession;
class RouteSession;

/// Takes snapshots of a node: what is asked for and no more, and of clients only the page that is wanted, so that
/// thousands of them do not hold up the messages. Owned by the node's server, node's thread.
class BrokerInspector
{
public:
    using Peers = std::vector<const BrokerPeer *>;

    /// `peers` yields all conversations that are open, `describe` adds what the server alone knows.
    BrokerInspector(const BrokerContext &context, std::function<Peers()> peers,
                    std::function<void(ServerSnapshot &)> describe);

    /// The queries in `query` must have passed check().
    BrokerSnapshot inspect(const InspectQuery &query);
    /// The peer is about to be closed and still has its subscriptions: remembers it, if it is a client.
    void leaving(const BrokerPeer &peer);

private:
    ServerSnapshot server(const Peers &peers, bool isUsageWanted);
    ClientsSnapshot clients(const Peers &peers, const ConnectionQuery &query) const;
    SubscriptionsSnapshot subscriptions(const Peers &peers, const SubscriptionQuery &query) const;
    std::vector<RouteSnapshot> routes(const Peers &peers, ConnectionQuery::Subscriptions detail) const;
    ClientSnapshot clientOf(const BrokerSession &session, bool hasSubscriptions) const;
    RouteSnapshot routeOf(const RouteSession &session, bool hasSubscriptions) const;
    void fill(PeerSnapshot &snapshot, const BrokerPeer &peer, bool hasSubscriptions) const;
    std::int64_t wallTime(BrokerPeer::TimePoint time) const;

    const BrokerContext &m_context;
    std::function<Peers()> m_peers;
    std::function<void(ServerSnapshot &)> m_describe;
    ClosedConnections m_closed;
    ProcessUsage m_usage;
    std::int64_t m_wallOffset; ///< wall-clock minus steady time
    std::int64_t m_started;
};

} // namespace gnat
