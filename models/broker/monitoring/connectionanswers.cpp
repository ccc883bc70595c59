// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/monitoring/gotext.h"
#include "broker/monitoring/monitoringanswers.h"

#include <string_view>

namespace gnat {

namespace {

using Detail = ConnectionQuery::Subscriptions;

/// `account` is left out when empty.
void writeSubscription(JsonText &json, const SubscriptionFigures &subscription, std::string_view account)
{
    json.beginObject();
    json.someField("account", account);
    json.field("subject", subscription.subject);
    json.someField("qgroup", subscription.queue);
    json.field("sid", subscription.sid);
    json.field("msgs", subscription.messages);
    json.someField("max", subscription.max);
    json.field("cid", subscription.cid);
    json.endObject();
}

void writeSubscriptionList(JsonText &json, const PeerSnapshot &peer, bool isDetailed, std::string_view account)
{
    if (peer.subscriptionList.empty())
        return;
    json.key(isDetailed ? "subscriptions_list_detail" : "subscriptions_list").beginArray();
    for (const auto &subscription : peer.subscriptionList) {
        if (isDetailed)
            writeSubscription(json, subscription, account);
        else
            json.value(subscription.subject);
    }
    json.endArray();
}

void writeTimes(JsonText &json, const PeerSnapshot &peer)
{
    json.field("start", utcText(peer.started));
    json.field("last_activity", utcText(peer.lastActivity));
}

/// The round trip and how long the peer has been here; `now` is its end, if it is closed.
void writeDurations(JsonText &json, const PeerSnapshot &peer, std::int64_t now)
{
    const auto trip = peer.roundTrip;
    json.field("rtt", durationText(trip > 1000 && trip < 1'000'000 ? trip - trip % 1000 : trip));
    json.field("uptime", uptimeText(now - peer.started));
    json.field("idle", uptimeText(now - peer.lastActivity));
}

void writePeerFigures(JsonText &json, const PeerSnapshot &peer)
{
    json.field("in_msgs", peer.figures.inMessages);
    json.field("out_msgs", peer.figures.outMessages);
    json.field("in_bytes", peer.figures.inBytes);
    json.field("out_bytes", peer.figures.outBytes);
    json.field("subscriptions", peer.subscriptions);
}

void writeClient(JsonText &json, const ClientSnapshot &client, const ConnectionQuery &query, std::int64_t now)
{
    json.beginObject();
    json.field("cid", client.id);
    json.field("kind", "Client");
    json.field("type", "nats");
    json.field("ip", client.ip);
    json.field("port", client.port);
    writeTimes(json, client);
    if (client.stopped)
        json.field("stop", utcText(*client.stopped));
    json.someField("reason", client.reason);
    writeDurations(json, client, client.stopped.value_or(now));
    json.field("pending_bytes", client.pendingBytes);
    writePeerFigures(json, client);
    json.someField("name", client.name);
    json.someField("lang", client.lang);
    json.someField("version", client.version);
    json.someField("tls_version", client.tlsVersion);
    json.someField("tls_cipher_suite", client.tlsCipher);
    if (query.hasLogin)
        json.someField("authorized_user", client.stopped ? client.login : client.user);
    if (query.subscriptions != Detail::None) // a closed one has its own all the same
        writeSubscriptionList(json, client, query.subscriptions == Detail::Detail, client.stopped ? "$G" : "");
    json.endObject();
}

void writeRoute(JsonText &json, const RouteSnapshot &route, bool isDetailed, std::int64_t now)
{
    json.beginObject();
    json.field("rid", route.id);
    json.field("remote_id", route.remoteId);
    json.field("did_solicit", route.isSolicited);
    json.field("is_configured", route.isConfigured);
    json.field("ip", route.ip);
    json.field("port", route.port);
    writeTimes(json, route);
    writeDurations(json, route, now);
    json.field("pending_size", route.pendingBytes);
    writePeerFigures(json, route);
    writeSubscriptionList(json, route, isDetailed, "");
    json.endObject();
}

void writeIndexFields(JsonText &json, const SubscriptionIndex::Figures &index)
{
    const auto matches = static_cast<double>(index.matches);
    json.field("num_subscriptions", index.subscriptions);
    json.field("num_cache", index.cached);
    json.field("num_inserts", index.inserts);
    json.field("num_removes", index.removes);
    json.field("num_matches", index.matches);
    json.field("cache_hit_rate", index.matches == 0 ? 0.0 : static_cast<double>(index.cacheHits) / matches);
    json.field("max_fanout", index.maxFanout);
    json.field("avg_fanout", index.averageFanout);
}

} // namespace

void writeConnz(JsonText &json, const BrokerSnapshot &snapshot)
{
    const auto &page = *snapshot.connections;
    const auto &account = page.query.account;
    const bool isKnown = account.empty() || account == "$G" || account == "$SYS";
    json.beginObject();
    json.field("server_id", isKnown ? snapshot.server.id : std::string()); // as nats-server does
    json.field("now", utcText(snapshot.server.now));
    json.field("num_connections", page.clients.size());
    json.field("total", page.total);
    json.field("offset", page.query.offset);
    json.field("limit", page.query.limit);
    if (isKnown) {
        json.key("connections").beginArray();
        for (const auto &client : page.clients)
            writeClient(json, client, page.query, snapshot.server.now);
        json.endArray();
    } else {
        json.nullField("connections");
    }
    json.endObject();
}

void writeRoutez(JsonText &json, const BrokerSnapshot &snapshot, bool isDetailed)
{
    json.beginObject();
    json.field("server_id", snapshot.server.id);
    json.field("now", utcText(snapshot.server.now));
    json.field("num_routes", snapshot.routes->size());
    json.key("routes").beginArray();
    for (const auto &route : *snapshot.routes)
        writeRoute(json, route, isDetailed, snapshot.server.now);
    json.endArray();
    json.endObject();
}

void writeSubscriptionFigures(JsonText &json, const BrokerSnapshot &snapshot)
{
    json.beginObject();
    writeIndexFields(json, snapshot.subscriptions->index);
    json.endObject();
}

void writeSubsz(JsonText &json, const BrokerSnapshot &snapshot)
{
    const auto &page = *snapshot.subscriptions;
    json.beginObject();
    json.field("server_id", snapshot.server.id);
    json.field("now", utcText(snapshot.server.now));
    writeIndexFields(json, page.index);
    json.field("total", page.list.size());
    json.field("offset", page.query.offset);
    json.field("limit", page.query.limit);
    if (!page.list.empty()) {
        json.key("subscriptions_list").beginArray();
        for (const auto &subscription : page.list)
            writeSubscription(json, subscription, "$G");
        json.endArray();
    }
    json.endObject();
}

} // namespace gnat
