// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/monitoring/brokerinspector.h"

#include "broker/brokeroptions.h"
#include "broker/brokerrouter.h"
#include "broker/brokersession.h"
#include "broker/cluster/routesession.h"
#include "broker/monitoring/clientselection.h"
#include "core/clock.h"
#include "core/subject.h"
#include "core/subjectpattern.h"

#include <algorithm>
#include <utility>

namespace gnat {

namespace {

using Detail = ConnectionQuery::Subscriptions;

SubscriptionFigures figuresOf(const BrokerSubscription &subscription, std::uint64_t cid)
{
    return {subscription.subject, subscription.queue, subscription.sid, subscription.delivered, subscription.max, cid};
}

/// Everybody who is no route and not on the way out.
bool isOpenClient(const BrokerPeer &peer)
{
    return !peer.isRoute() && !peer.isEnding();
}

bool isOurAccount(const std::string &account)
{
    return account.empty() || account == "$G";
}

} // namespace

Result<void> SubscriptionQuery::check()
{
    offset = std::max<std::int64_t>(offset, 0);
    limit = limit <= 0 ? 1024 : limit;
    if (!test.empty() && !isLiteralSubject(test))
        return Error{ErrorKind::InvalidInput, "invalid test subject, must be valid publish subject: " + test};
    return {};
}

BrokerInspector::BrokerInspector(const BrokerContext &context, std::function<Peers()> peers,
                                 std::function<void(ServerSnapshot &)> describe)
    : m_context(context), m_peers(std::move(peers)), m_describe(std::move(describe)),
      m_wallOffset(wallNanoseconds() - std::chrono::steady_clock::now().time_since_epoch().count()),
      m_started(wallNanoseconds())
{
}

std::int64_t BrokerInspector::wallTime(BrokerPeer::TimePoint time) const
{
    return time.time_since_epoch().count() + m_wallOffset;
}

BrokerSnapshot BrokerInspector::inspect(const InspectQuery &query)
{
    const auto peers = m_peers();
    BrokerSnapshot snapshot;
    snapshot.server = server(peers, query.process);
    if (query.connections)
        snapshot.connections = clients(peers, *query.connections);
    if (query.subscriptions)
        snapshot.subscriptions = subscriptions(peers, *query.subscriptions);
    if (query.routes)
        snapshot.routes = routes(peers, *query.routes);
    return snapshot;
}

ServerSnapshot BrokerInspector::server(const Peers &peers, bool isUsageWanted)
{
    const auto &counters = m_context.router.counters();
    ServerSnapshot server;
    server.id = m_context.identity.serverId;
    server.name = m_context.identity.serverName;
    server.host = m_context.identity.host;
    server.port = m_context.identity.port;
    server.started = m_started;
    server.now = wallTime(std::chrono::steady_clock::now());
    server.connections = static_cast<std::uint64_t>(
        std::ranges::count_if(peers, [](const BrokerPeer *peer) { return isOpenClient(*peer); }));
    server.totalConnections = counters.totalConnections.value();
    server.routes = static_cast<std::uint64_t>(
        std::ranges::count_if(peers, [](const BrokerPeer *peer) { return peer->isRoute() && !peer->isEnding(); }));
    server.subscriptions = counters.subscriptions.value();
    server.figures = {counters.inMessages.value(), counters.inBytes.value(), counters.outMessages.value(),
                      counters.outBytes.value()};
    server.slowConsumers = counters.slowConsumers.value();
    if (isUsageWanted) {
        server.memory = ProcessUsage::memory();
        server.processor = m_usage.processor();
    }
    m_describe(server);
    return server;
}

ClientsSnapshot BrokerInspector::clients(const Peers &peers, const ConnectionQuery &query) const
{
    ClientsSnapshot page{query, 0, {}};
    if (!isOurAccount(query.account))
        return page;
    std::vector<ClientCandidate> candidates;
    const auto consider = [&](const ClientCandidate &client) {
        ++page.total;
        if (isWanted(client, query))
            candidates.push_back(client);
    };
    if (query.state != ConnectionQuery::State::Closed) {
        for (const auto *peer : peers) {
            if (isOpenClient(*peer))
                consider({static_cast<const BrokerSession *>(peer), nullptr});
        }
    }
    std::vector<ClientSnapshot> closed;
    if (query.state != ConnectionQuery::State::Open)
        closed = m_closed.clients();
    for (const auto &client : closed)
        consider({nullptr, &client});
    sortClients(candidates, query, m_wallOffset, wallTime(std::chrono::steady_clock::now()));
    const auto size = static_cast<std::int64_t>(candidates.size());
    const auto first = std::min(query.offset, size);
    const auto last = first + std::min(query.limit, size - first);
    for (auto i = first; i < last; ++i) {
        const auto &client = candidates[static_cast<std::size_t>(i)];
        page.clients.push_back(client.open ? clientOf(*client.open, query.subscriptions != Detail::None)
                                           : *client.closed);
    }
    return page;
}

SubscriptionsSnapshot BrokerInspector::subscriptions(const Peers &peers, const SubscriptionQuery &query) const
{
    SubscriptionsSnapshot page;
    page.query = query;
    if (!isOurAccount(query.account))
        return page;
    page.index = m_context.router.indexFigures();
    page.index.subscriptions = m_context.router.counters().subscriptions.value();
    if (!query.isListed)
        return page;
    std::int64_t skip = query.offset;
    for (const auto *peer : peers) {
        if (!isOpenClient(*peer) || static_cast<std::int64_t>(page.list.size()) >= query.limit)
            continue;
        peer->eachSubscription([&](const BrokerSubscription &subscription) {
            if (!query.test.empty() && !subjectMatches(subscription.subject, query.test))
                return;
            if (skip-- <= 0 && static_cast<std::int64_t>(page.list.size()) < query.limit)
                page.list.push_back(figuresOf(subscription, peer->id()));
        });
    }
    return page;
}

std::vector<RouteSnapshot> BrokerInspector::routes(const Peers &peers, Detail detail) const
{
    std::vector<RouteSnapshot> list;
    for (const auto *peer : peers) {
        if (peer->isRoute() && !peer->isEnding())
            list.push_back(routeOf(static_cast<const RouteSession &>(*peer), detail != Detail::None));
    }
    return list;
}

ClientSnapshot BrokerInspector::clientOf(const BrokerSession &session, bool hasSubscriptions) const
{
    const auto &told = session.client();
    ClientSnapshot client;
    fill(client, session, hasSubscriptions);
    client.name = told.name;
    client.lang = told.lang;
    client.version = told.version;
    client.login = loginOf(session);
    if (const auto *tls = session.tlsPeer()) {
        client.tlsVersion = tls->version;
        client.tlsCipher = tls->cipher;
    }
    client.user = client.login.empty() && !told.token.empty() ? "[REDACTED]" : client.login; // a token is a secret
    return client;
}

RouteSnapshot BrokerInspector::routeOf(const RouteSession &session, bool hasSubscriptions) const
{
    RouteSnapshot route;
    fill(route, session, hasSubscriptions);
    if (session.info()) {
        route.remoteId = session.info()->serverId;
        route.remoteName = session.info()->serverName;
    }
    route.isSolicited = session.target().has_value();
    route.isConfigured = session.target() && session.target()->isExplicit;
    return route;
}

void BrokerInspector::fill(PeerSnapshot &snapshot, const BrokerPeer &peer, bool hasSubscriptions) const
{
    snapshot.id = peer.id();
    snapshot.ip = peer.ip();
    snapshot.port = peer.port();
    snapshot.started = wallTime(peer.started());
    snapshot.lastActivity = wallTime(peer.lastActivity());
    snapshot.roundTrip = peer.roundTrip().count();
    snapshot.pendingBytes = peer.output().size();
    snapshot.figures = peer.figures();
    snapshot.subscriptions = static_cast<std::uint32_t>(peer.subscriptionCount());
    if (!hasSubscriptions)
        return;
    snapshot.subscriptionList.reserve(peer.subscriptionCount());
    peer.eachSubscription([&](const BrokerSubscription &subscription) {
        snapshot.subscriptionList.push_back(figuresOf(subscription, peer.id()));
    });
}

void BrokerInspector::leaving(const BrokerPeer &peer)
{
    if (peer.isRoute())
        return;
    auto client = clientOf(static_cast<const BrokerSession &>(peer),
                           peer.subscriptionCount() <= ClosedConnections::maxSubscriptions);
    client.stopped = wallTime(std::chrono::steady_clock::now());
    client.reason = closedReason(peer.endReason());
    m_closed.add(client);
}

} // namespace gnat
