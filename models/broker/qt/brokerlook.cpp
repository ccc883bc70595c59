// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/qt/brokerlook_p.h"

#include "base/text.h"
#include "core/clock.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace gnat {

namespace {

constexpr qsizetype mostSubscriptions = 1000; // of a client, for a person to read

/// Counters of a node that was started anew begin at 0.
double perSecond(std::uint64_t now, std::uint64_t before, double seconds)
{
    return seconds > 0 ? static_cast<double>(now < before ? now : now - before) / seconds : 0;
}

NodeState stateOf(BrokerCluster::State state)
{
    switch (state) {
    case BrokerCluster::State::Running:
        return NodeState::Running;
    case BrokerCluster::State::LameDuck:
        return NodeState::LameDuck;
    case BrokerCluster::State::Paused:
        return NodeState::Paused;
    case BrokerCluster::State::Stopped:
        break;
    }
    return NodeState::Stopped;
}

const PeerSnapshot *find(const std::vector<RouteSnapshot> &peers, std::uint64_t id)
{
    const auto found = std::ranges::find(peers, id, &PeerSnapshot::id);
    return found == peers.end() ? nullptr : &*found;
}

const PeerSnapshot *find(const std::vector<ClientSnapshot> &peers, std::uint64_t id)
{
    // both snapshots are sorted by number
    const auto found = std::ranges::lower_bound(peers, id, {}, &PeerSnapshot::id);
    return found == peers.end() || found->id != id ? nullptr : &*found;
}

/// Rates between two snapshots of the same peer; one that was not there before began with nothing when it connected.
std::pair<double, double> ratesOf(const PeerSnapshot &now, const PeerSnapshot *before, qint64 nowNs, qint64 beforeNs)
{
    const auto from = before ? beforeNs : std::max<qint64>(now.started, beforeNs);
    const auto seconds = static_cast<double>(nowNs - from) / 1e9;
    const auto figures = before ? before->figures : PeerFigures();
    if (!before && (beforeNs == 0 || seconds < 0.1))
        return {0, 0};
    return {perSecond(now.figures.inMessages, figures.inMessages, seconds),
            perSecond(now.figures.outMessages, figures.outMessages, seconds)};
}

ClientView clientView(const ClientSnapshot &client, int node)
{
    ClientView view;
    view.node = node;
    view.id = client.id;
    view.name = toText(client.name);
    view.library = toText(client.lang + (client.version.empty() ? "" : " " + client.version));
    view.address = toText(client.ip) + u':' + QString::number(client.port);
    view.user = toText(client.user);
    view.tls = toText(client.tlsVersion);
    view.subscriptions = client.subscriptions;
    view.inMessages = client.figures.inMessages;
    view.outMessages = client.figures.outMessages;
    view.inBytes = client.figures.inBytes;
    view.outBytes = client.figures.outBytes;
    view.pendingBytes = client.pendingBytes;
    view.roundTripNs = client.roundTrip;
    view.startedNs = client.started;
    return view;
}

void addClients(BrokerView &view, const NodeLook &look, int node)
{
    const auto &page = *look.snapshot->connections;
    const auto beforeNs = look.before ? look.before->server.now : 0;
    for (const auto &client : page.clients) {
        auto one = clientView(client, node);
        const auto *before =
            look.before && look.before->connections ? find(look.before->connections->clients, client.id) : nullptr;
        std::tie(one.inPerSecond, one.outPerSecond) = ratesOf(client, before, look.snapshot->server.now, beforeNs);
        view.clients.append(std::move(one));
    }
    view.clientsTotal += page.total;
}

void addRoutes(BrokerView &view, const NodeLook &look, int node)
{
    const auto beforeNs = look.before ? look.before->server.now : 0;
    for (const auto &route : *look.snapshot->routes) {
        if (!route.isSolicited)
            continue; // the other node shows it
        const auto *before = look.before && look.before->routes ? find(*look.before->routes, route.id) : nullptr;
        RouteView one;
        one.from = node;
        one.to = toText(route.remoteName);
        std::tie(one.inPerSecond, one.outPerSecond) = ratesOf(route, before, look.snapshot->server.now, beforeNs);
        one.pendingBytes = route.pendingBytes;
        one.roundTripNs = route.roundTrip;
        one.subscriptions = route.subscriptions;
        one.startedNs = route.started;
        view.routes.append(std::move(one));
    }
}

} // namespace

void NodeLook::measure(const BrokerStats &now, qint64 nowNs)
{
    const auto seconds = statsAtNs == 0 ? 0.0 : static_cast<double>(nowNs - statsAtNs) / 1e9;
    inPerSecond = perSecond(now.inMessages, stats.inMessages, seconds);
    outPerSecond = perSecond(now.outMessages, stats.outMessages, seconds);
    stats = now;
    statsAtNs = nowNs;
}

void NodeLook::take(BrokerSnapshot &&taken)
{
    isAsked = false;
    before = std::move(snapshot);
    if (before && before->server.id != taken.server.id)
        before.reset();
    snapshot = std::move(taken);
}

void NodeLook::forget()
{
    isAsked = false;
    before.reset();
    snapshot.reset();
    inPerSecond = outPerSecond = 0;
    stats = {};
}

BrokerView makeBrokerView(const BrokerCluster &cluster, const std::vector<NodeLook> &looks)
{
    BrokerView view;
    view.hasNodes = true;
    view.atNs = wallNanoseconds();
    for (std::size_t i = 0; i < looks.size(); ++i) {
        const auto &look = looks[i];
        NodeView node;
        node.name = QString::fromStdString(cluster.name(i));
        node.url = QString::fromStdString(cluster.url(i));
        node.port = cluster.port(i);
        node.state = stateOf(look.state);
        node.sinceNs = look.sinceNs;
        node.wasKilled = look.wasKilled;
        node.clients = look.stats.connections;
        node.subscriptions = look.stats.subscriptions;
        node.routes = look.stats.routes;
        node.inPerSecond = look.inPerSecond;
        node.outPerSecond = look.outPerSecond;
        if (look.snapshot && node.isUp()) {
            node.id = toText(look.snapshot->server.id);
            if (look.snapshot->connections)
                addClients(view, look, static_cast<int>(i));
            if (look.snapshot->routes)
                addRoutes(view, look, static_cast<int>(i));
        }
        view.nodes.append(std::move(node));
    }
    return view;
}

QList<SubscriptionView> makeSubscriptionViews(const BrokerSnapshot &snapshot)
{
    QList<SubscriptionView> views;
    if (!snapshot.connections || snapshot.connections->clients.empty())
        return views;
    for (const auto &one : snapshot.connections->clients.front().subscriptionList)
        views.append({toText(one.subject), toText(one.queue), one.messages});
    std::ranges::stable_sort(views, [](const SubscriptionView &a, const SubscriptionView &b) {
        return std::tie(a.subject, a.queue) < std::tie(b.subject, b.queue);
    });
    views.resize(std::min<qsizetype>(views.size(), mostSubscriptions));
    return views;
}

} // namespace gnat
