// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/cluster/clustermembership.h"

#include "broker/auth/passwordthread.h"
#include "broker/auth/secret.h"
#include "broker/brokerevents.h"
#include "broker/brokerlog.h"
#include "broker/brokeroptions.h"
#include "broker/brokerrouter.h"
#include "broker/clientoptions.h"
#include "broker/cluster/hostaddresses.h"
#include "broker/cluster/routesession.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace gnat {

namespace {

/// A node that was only heard of is dialed so often before it is forgotten.
constexpr int implicitTries = 5;

const std::string &idOf(const RouteSession &route)
{
    return route.info()->serverId;
}

} // namespace

ClusterMembership::ClusterMembership(const BrokerContext &context, BrokerIdentity &identity, ClusterHost &host)
    : m_context(context), m_identity(identity), m_host(host), m_interest([this](std::string_view line) {
          for (auto *route : m_routes)
              route->tell(line);
      }),
      m_targets(std::max(context.options.cluster.connectRetries, implicitTries))
{
    const auto &cluster = context.options.cluster;
    m_self.serverId = identity.serverId;
    m_self.serverName = identity.serverName;
    m_self.hasHeaders = true;
    m_self.needsLogin = !cluster.user.empty();
    m_self.needsTls = cluster.tls.isOn();
    m_self.maxPayload = identity.maxPayload;
    m_self.isDynamic = cluster.name.empty();
    m_self.cluster = m_self.isDynamic ? BrokerIdentity::makeServerId().substr(1, 22) : cluster.name;
    identity.cluster = m_self.cluster;
    context.router.setInterestWatcher(&m_interest);
}

ClusterMembership::~ClusterMembership()
{
    m_context.router.setInterestWatcher(nullptr);
}

Result<void> ClusterMembership::begin(std::uint16_t routePort)
{
    const auto &cluster = m_context.options.cluster;
    m_self.host = cluster.host;
    m_self.port = routePort;
    if (!cluster.advertise.empty()) {
        const auto told = RouteAddress::parse(cluster.advertise, routePort);
        if (!told)
            return told.error();
        m_self.host = told.value().host;
        m_self.port = told.value().port;
        m_self.place = "nats-route://" + told.value().place() + "/";
    }
    if (!cluster.noAdvertise) {
        if (m_context.options.clientAdvertise.empty())
            m_ownUrls = reachableAddresses(m_identity.host, m_identity.port);
        else
            m_ownUrls = {joinHostPort(m_identity.host, m_identity.port)};
        m_self.connectUrls = m_ownUrls;
    }
    for (const auto &text : cluster.routes) {
        auto address = RouteAddress::parse(text);
        if (!address)
            return address.error();
        if (address.value().user.empty())
            takeOwnLogin(address.value());
        m_targets.addExplicit(address.value());
        if (m_tlsName.empty() && !address.value().isNumeric())
            m_tlsName = address.value().host;
    }
    return {};
}

std::string ClusterMembership::tlsNameOf(const RouteAddress &address) const
{
    return address.isNumeric() && !m_tlsName.empty() ? m_tlsName : address.host;
}

const std::string &ClusterMembership::clusterName() const
{
    return m_self.cluster;
}

bool ClusterMembership::isMember(std::string_view serverId) const
{
    return std::ranges::any_of(m_routes, [&](const RouteSession *route) { return idOf(*route) == serverId; });
}

std::string ClusterMembership::infoLine() const
{
    return m_self.line();
}

std::string ClusterMembership::connectLine(const RouteAddress &address) const
{
    RouteConnect connect;
    connect.user = address.user;
    connect.password = address.password;
    connect.serverId = m_self.serverId;
    connect.cluster = m_self.cluster;
    connect.isDynamic = m_self.isDynamic;
    connect.hasHeaders = true;
    connect.hasTls = m_self.needsTls;
    return connect.line();
}

void ClusterMembership::connectReceived(RouteSession &route, std::string_view json)
{
    const auto connect = RouteConnect::parse(json);
    const auto &cluster = m_context.options.cluster;
    if (!connect) {
        route.end({}, "Parse Error");
    } else if (cluster.user.empty()) {
        enter(route, *connect);
    } else if (connect->user != cluster.user) {
        passwordChecked(route, *connect, false);
    } else if (isBcrypt(cluster.password) && m_context.passwords) {
        m_context.passwords->check(route.id(), cluster.password, connect->password);
        route.holdFor(*connect);
    } else {
        passwordChecked(route, *connect, matchesSecret(cluster.password, connect->password));
    }
}

void ClusterMembership::passwordChecked(RouteSession &route, const RouteConnect &connect, bool isRight)
{
    if (isRight) {
        enter(route, connect);
        return;
    }
    m_context.log.error(route.ip() + " rid:" + std::to_string(route.id()) + " authentication error");
    route.end("Authorization Violation");
}

void ClusterMembership::enter(RouteSession &route, const RouteConnect &connect)
{
    if (!connect.lang.empty())
        route.end("attempted to connect to route port", "Incorrect Port");
    else if (!connect.gateway.empty())
        route.end("Rejecting connection from gateway \"" + connect.gateway + "\" on the Route port", "Wrong Gateway");
    else if (mayStay(route, connect.cluster, connect.isDynamic, true))
        route.setLoggedIn(connect.hasHeaders);
}

/// All nodes of a cluster have its name. A made-up name gives way to a given one, to one that is greater, and to one
/// that is still there after it was refused: a nats-server that took over a given name goes on to call it made up.
bool ClusterMembership::mayStay(RouteSession &route, std::string_view cluster, bool isDynamic, bool isTold)
{
    if (cluster == m_self.cluster)
        return true;
    const bool isKept = !isTold && cluster == m_refusedName;
    if (m_self.isDynamic && (!isDynamic || m_self.cluster < cluster || isKept)) {
        takeName(route, cluster, isDynamic);
        return true;
    }
    const auto words =
        "Rejecting connection, cluster name \"" + std::string(cluster) + "\" does not match \"" + m_self.cluster + "\"";
    m_context.log.error("rid:" + std::to_string(route.id()) + " - " + words);
    if (!isTold)
        m_refusedName = cluster;
    route.end(isTold ? words : std::string(), "Cluster Name Conflict");
    return false;
}

void ClusterMembership::takeName(RouteSession &from, std::string_view cluster, bool isDynamic)
{
    m_self.cluster = cluster;
    m_self.isDynamic = isDynamic;
    m_identity.cluster = m_self.cluster;
    m_context.log.inform("Cluster name updated to " + m_self.cluster);
    const auto routes = m_routes;
    for (auto *route : routes) { // they greet again with the new name
        if (route != &from)
            route->end({}, "Cluster Name Conflict");
    }
}

void ClusterMembership::infoReceived(RouteSession &route, std::string_view json)
{
    auto info = RouteInfo::parse(json);
    if (!info) {
        route.end({}, "Parse Error");
        return;
    }
    if (info->serverId == m_self.serverId) {
        if (route.target())
            m_targets.answered(route.target()->id, info->serverId, true);
        route.end({}, "Duplicate Route");
        return;
    }
    if (!info->cluster.empty() && !mayStay(route, info->cluster, info->isDynamic, false))
        return;
    if (route.info())
        laterInfo(route, *info);
    else
        firstInfo(route, std::move(*info), json);
}

void ClusterMembership::firstInfo(RouteSession &route, RouteInfo info, std::string_view json)
{
    if (!route.target() && info.serverName == m_self.serverName) {
        m_context.log.error("Remote server has a duplicate name: \"" + info.serverName + "\"");
        route.end({}, "Duplicate Server Name");
        return;
    }
    if (route.target())
        m_targets.answered(route.target()->id, info.serverId, false);
    if (isMember(info.serverId)) { // both sides dialed: the first connection stays
        m_context.log.debug(route.id(), "Detected duplicate remote route \"" + info.serverId + "\"");
        route.end({}, "Duplicate Route");
        return;
    }
    route.setInfo(std::move(info));
    join(route, json);
}

void ClusterMembership::join(RouteSession &route, std::string_view json)
{
    m_routes.push_back(&route);
    m_context.router.counters().routes.add(1);
    if (route.target())
        m_targets.joined(route.target()->id);
    route.tell(m_interest.lines());
    if (m_routes.size() > 1) {
        const auto &info = *route.info();
        const auto place =
            info.place.empty() ? "nats-route://" + joinHostPort(route.ip(), info.port) + "/" : info.place;
        const auto line = forwardedInfoLine(json, place);
        for (auto *other : m_routes) {
            if (other != &route)
                other->tell(line);
        }
    }
    say(route, "route to", true);
    updateConnectUrls();
}

void ClusterMembership::laterInfo(RouteSession &route, const RouteInfo &info)
{
    if (info.serverId != idOf(route)) {
        learn(info);
    } else if (info.isLameDuck) {
        route.forgetConnectUrls();
        updateConnectUrls();
    }
}

void ClusterMembership::learn(const RouteInfo &info)
{
    if (isMember(info.serverId) || info.place.empty())
        return;
    auto address = RouteAddress::parse(info.place);
    if (!address) {
        m_context.log.error(address.error().message);
        return;
    }
    if (info.needsLogin)
        takeOwnLogin(address.value());
    m_targets.learn(address.value(), info.serverId);
    m_host.targetsChanged();
}

/// Nodes of a cluster commonly have the same login for each other.
void ClusterMembership::takeOwnLogin(RouteAddress &address) const
{
    address.user = m_context.options.cluster.user;
    address.password = m_context.options.cluster.password;
}

void ClusterMembership::routeEnded(RouteSession &route)
{
    m_context.log.inform(route.ip() + " - rid:" + std::to_string(route.id()) +
                         " - Route connection closed: " + route.endReason());
    if (route.target())
        m_targets.ended(route.target()->id, RouteTargets::TimePoint::clock::now());
    if (std::erase(m_routes, &route) > 0) {
        m_context.router.counters().routes.subtract(1);
        say(route, "lost the route to", false);
        updateConnectUrls();
    }
    m_host.targetsChanged(); // a node that others dialed may have to be dialed now
}

void ClusterMembership::enterLameDuck()
{
    m_ownUrls.clear();
    m_self.isLameDuck = true;
    const auto line = m_self.line();
    for (auto *route : m_routes)
        route->tell(line);
    m_self.isLameDuck = false; // told once
    m_identity.connectUrls.clear();
    for (const auto *route : m_routes) {
        if (!m_context.options.cluster.noAdvertise)
            std::ranges::copy(route->info()->connectUrls, std::back_inserter(m_identity.connectUrls));
    }
}

/// Clients learn of a change; those of a node that never had neighbours are told nothing.
void ClusterMembership::updateConnectUrls()
{
    if (m_context.options.cluster.noAdvertise)
        return;
    auto urls = m_ownUrls;
    for (const auto *route : m_routes) {
        for (const auto &url : route->info()->connectUrls) {
            if (std::ranges::find(urls, url) == urls.end())
                urls.push_back(url);
        }
    }
    if (urls == m_identity.connectUrls || (m_identity.connectUrls.empty() && urls == m_ownUrls))
        return;
    m_identity.connectUrls = std::move(urls);
    m_host.infoChanged();
}

void ClusterMembership::say(const RouteSession &route, std::string_view words, bool isUp) const
{
    if (m_context.events)
        m_context.events->add(isUp ? BrokerEvent::Kind::RouteUp : BrokerEvent::Kind::RouteDown, m_self.serverName,
                              std::string(words) + " " + route.info()->serverName);
}

} // namespace gnat
