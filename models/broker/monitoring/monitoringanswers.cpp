// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/monitoring/monitoringanswers.h"

#include "broker/brokeroptions.h"
#include "broker/clientoptions.h"
#include "broker/monitoring/gotext.h"

#include <algorithm>
#include <chrono>
#include <thread>

namespace gnat {

namespace {

double seconds(std::chrono::milliseconds time)
{
    return std::chrono::duration<double>(time).count();
}

std::int64_t nanoseconds(std::chrono::milliseconds time)
{
    return std::chrono::nanoseconds(time).count();
}

void writeIdentity(JsonText &json, const ServerSnapshot &server)
{
    json.field("server_id", server.id);
    json.field("now", utcText(server.now));
}

void writeTraffic(JsonText &json, const char *key, std::uint64_t messages, std::uint64_t bytes)
{
    json.key(key).beginObject();
    json.field("msgs", messages);
    json.field("bytes", bytes);
    json.endObject();
}

void writeServerOptions(JsonText &json, const BrokerOptions &options)
{
    json.field("max_connections", options.maxConnections);
    json.someField("max_subscriptions", options.maxSubscriptions);
    json.field("ping_interval", nanoseconds(options.pingInterval));
    json.field("ping_max", options.maxPingsOut);
}

void writeHttpOptions(JsonText &json, const ServerSnapshot &server, const BrokerOptions &options)
{
    const auto &monitoring = options.monitoring;
    json.field("http_host", monitoring.host.empty() ? options.host : monitoring.host);
    json.field("http_port", server.monitoringPort);
    json.field("http_base_path", monitoring.basePath);
    json.field("https_port", 0);
}

void writeCluster(JsonText &json, const ServerSnapshot &server, const ClusterOptions &cluster)
{
    json.key("cluster").beginObject();
    if (cluster.isOn()) {
        json.someField("name", server.cluster);
        json.field("addr", cluster.host);
        json.field("cluster_port", server.clusterPort);
        json.field("auth_timeout", seconds(cluster.authTimeout));
        if (!cluster.routes.empty()) {
            json.key("urls").beginArray();
            for (const auto &route : cluster.routes) // without a login
                json.value(std::string_view(route).substr(route.find_last_of("@/") + 1));
            json.endArray();
        }
        json.field("tls_timeout", seconds(cluster.tls.timeout));
        json.someField("tls_required", cluster.tls.isOn());
        json.someField("tls_verify", cluster.tls.isOn());
    }
    json.endObject();
}

void writeRuntime(JsonText &json, const ServerSnapshot &server)
{
    const auto cores = std::max(1U, std::thread::hardware_concurrency());
    json.field("start", utcText(server.started));
    json.field("now", utcText(server.now));
    json.field("uptime", uptimeText(server.now - server.started));
    json.field("mem", server.memory);
    json.field("cores", cores);
    json.field("gomaxprocs", cores);
    json.field("cpu", server.processor);
    json.field("connections", server.connections);
    json.field("total_connections", server.totalConnections);
    json.field("routes", server.routes);
    json.field("remotes", server.remotes);
    json.field("leafnodes", 0);
    json.field("in_msgs", server.figures.inMessages);
    json.field("out_msgs", server.figures.outMessages);
    json.field("in_bytes", server.figures.inBytes);
    json.field("out_bytes", server.figures.outBytes);
    json.field("slow_consumers", server.slowConsumers);
    json.field("subscriptions", server.subscriptions);
    json.key("http_req_stats").beginObject();
    for (const auto &[path, count] : server.requests)
        json.field(path, count);
    json.endObject();
    json.field("config_load_time", utcText(server.started));
    json.field("system_account", "$SYS");
}

} // namespace

void writeVarz(JsonText &json, const BrokerSnapshot &snapshot, const BrokerOptions &options)
{
    const auto &server = snapshot.server;
    json.beginObject();
    json.field("server_id", server.id);
    json.field("server_name", server.name);
    json.field("version", BrokerIdentity::version);
    json.field("proto", 1);
    json.field("go", "gnatcatcher " GNAT_VERSION); // there is no Go in it, but readers expect the field
    json.field("host", server.host);
    json.field("port", server.port);
    json.someField("auth_required", options.needsLogin());
    json.someField("tls_required", options.tls.isOn() && !options.allowsPlain);
    json.someField("tls_verify", options.tls.isOn() && (options.tls.verify || options.tls.mapsUsers));
    if (!server.connectUrls.empty()) {
        json.key("connect_urls").beginArray();
        for (const auto &url : server.connectUrls)
            json.value(url);
        json.endArray();
    }
    writeServerOptions(json, options);
    writeHttpOptions(json, server, options);
    json.field("auth_timeout", seconds(options.authTimeout));
    json.field("max_control_line", options.maxControlLine);
    json.field("max_payload", options.maxPayload);
    json.field("max_pending", options.maxPending);
    writeCluster(json, server, options.cluster);
    for (const auto *absent : {"gateway", "leaf", "mqtt", "websocket", "jetstream"})
        json.object(absent);
    json.field("tls_timeout", seconds(options.tls.timeout));
    json.field("write_deadline", nanoseconds(options.writeDeadline));
    writeRuntime(json, server);
    json.endObject();
}

void writeStatsz(JsonText &json, const BrokerSnapshot &snapshot)
{
    const auto &server = snapshot.server;
    json.beginObject();
    json.field("start", utcText(server.started));
    json.field("mem", server.memory);
    json.field("cores", std::max(1U, std::thread::hardware_concurrency()));
    json.field("cpu", server.processor);
    json.field("connections", server.connections);
    json.field("total_connections", server.totalConnections);
    json.field("active_accounts", server.connections > 0 ? 1 : 0);
    json.field("subscriptions", server.subscriptions);
    writeTraffic(json, "sent", server.figures.outMessages, server.figures.outBytes);
    writeTraffic(json, "received", server.figures.inMessages, server.figures.inBytes);
    json.field("slow_consumers", server.slowConsumers);
    if (snapshot.routes && !snapshot.routes->empty()) {
        json.key("routes").beginArray();
        for (const auto &route : *snapshot.routes) {
            json.beginObject();
            json.field("rid", route.id);
            json.someField("name", route.remoteName);
            writeTraffic(json, "sent", route.figures.outMessages, route.figures.outBytes);
            writeTraffic(json, "received", route.figures.inMessages, route.figures.inBytes);
            json.field("pending", route.pendingBytes);
            json.endObject();
        }
        json.endArray();
    }
    json.field("active_servers", server.remotes + 1);
    json.endObject();
}

void writeHealthz(JsonText &json)
{
    json.beginObject();
    json.field("status", "ok");
    json.endObject();
}

void writeJsz(JsonText &json, const BrokerSnapshot &snapshot)
{
    json.beginObject();
    writeIdentity(json, snapshot.server);
    json.field("disabled", true);
    json.key("config").beginObject();
    json.field("max_memory", 0);
    json.field("max_storage", 0);
    json.endObject();
    for (const auto *figure : {"memory", "storage", "reserved_memory", "reserved_storage", "accounts", "ha_assets"})
        json.field(figure, 0);
    json.key("api").beginObject();
    json.field("total", 0);
    json.field("errors", 0);
    json.endObject();
    for (const auto *figure : {"streams", "consumers", "messages", "bytes"})
        json.field(figure, 0);
    json.endObject();
}

void writeGatewayz(JsonText &json, const BrokerSnapshot &snapshot)
{
    json.beginObject();
    writeIdentity(json, snapshot.server);
    json.object("outbound_gateways");
    json.object("inbound_gateways");
    json.endObject();
}

void writeLeafz(JsonText &json, const BrokerSnapshot &snapshot)
{
    json.beginObject();
    writeIdentity(json, snapshot.server);
    json.field("leafnodes", 0);
    json.nullField("leafs");
    json.endObject();
}

} // namespace gnat
