// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/brokercontext.h"
#include "broker/cluster/localinterest.h"
#include "broker/cluster/routegreeting.h"
#include "broker/cluster/routetargets.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace gnat {

class RouteSession;

/// What the cluster's decisions need of the node around them. Node's thread.
class ClusterHost
{
public:
    virtual ~ClusterHost() = default;
    /// What clients are told in INFO has changed: the neighbours' addresses or the cluster's name.
    virtual void infoChanged() = 0;
    /// There may be nodes to dial, see targets().
    virtual void targetsChanged() = 0;
};

/// Which nodes belong to the cluster, as this node sees it: greets them, refuses strangers, settles the cluster's name,
/// tells nodes of each other (gossip) and clients of the neighbours (connect_urls). Follows nats-server 2.9 (route.go),
/// so that its servers can be members. Without I/O. Owned by the node, node's thread.
class ClusterMembership
{
public:
    /// `identity` is this node's own; cluster name and connect_urls in it are kept up to date here.
    ClusterMembership(const BrokerContext &context, BrokerIdentity &identity, ClusterHost &host);
    ~ClusterMembership();
    ClusterMembership(const ClusterMembership &) = delete;
    ClusterMembership &operator=(const ClusterMembership &) = delete;

    /// The port for routes is bound. InvalidInput: an address of the options cannot be understood.
    Result<void> begin(std::uint16_t routePort);

    /// The routes that are up: to each other node one.
    const std::vector<RouteSession *> &routes() const { return m_routes; }
    bool isMember(std::string_view serverId) const;
    const std::string &clusterName() const;
    RouteTargets &targets() { return m_targets; }
    /// The name that the certificate of a node at `address` must carry: the host, or for a number, by which nodes tell
    /// of each other, the first host name among the configured routes if there is one.
    std::string tlsNameOf(const RouteAddress &address) const;
    /// This node tells others that it will go; its clients' address is not told any more.
    void enterLameDuck();

    // --- for routes ---
    std::string infoLine() const;
    std::string connectLine(const RouteAddress &address) const;
    void connectReceived(RouteSession &route, std::string_view json);
    void passwordChecked(RouteSession &route, const RouteConnect &connect, bool isRight);
    void infoReceived(RouteSession &route, std::string_view json);
    void routeEnded(RouteSession &route);

private:
    bool mayStay(RouteSession &route, std::string_view cluster, bool isDynamic, bool isTold);
    void enter(RouteSession &route, const RouteConnect &connect);
    void takeName(RouteSession &from, std::string_view cluster, bool isDynamic);
    void firstInfo(RouteSession &route, RouteInfo info, std::string_view json);
    void join(RouteSession &route, std::string_view json);
    void laterInfo(RouteSession &route, const RouteInfo &info);
    void learn(const RouteInfo &info);
    void takeOwnLogin(RouteAddress &address) const;
    void updateConnectUrls();
    void say(const RouteSession &route, std::string_view words, bool isUp) const;

    const BrokerContext &m_context;
    BrokerIdentity &m_identity;
    ClusterHost &m_host;
    LocalInterest m_interest;
    RouteTargets m_targets;
    std::vector<RouteSession *> m_routes;
    RouteInfo m_self;          ///< what this node says on routes
    std::string m_refusedName; ///< of a cluster, in the last INFO that did not fit
    std::vector<std::string> m_ownUrls;
    std::string m_tlsName; ///< empty: routes are configured by number
};

} // namespace gnat
