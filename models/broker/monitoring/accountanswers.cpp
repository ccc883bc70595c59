// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/monitoring/gotext.h"
#include "broker/monitoring/monitoringanswers.h"

#include <array>
#include <vector>

namespace gnat {

namespace {

/// The requests that an ordinary user may send, which nats-server has as imports from the system account.
void writeImports(JsonText &json)
{
    struct Import
    {
        const char *subject;
        const char *to;
    };
    static constexpr std::array<Import, 3> imports{{
        {"$SYS.REQ.ACCOUNT.PING.CONNZ", "$SYS.REQ.ACCOUNT.$G.CONNZ"},
        {"$SYS.REQ.SERVER.PING.CONNZ", "$SYS.REQ.ACCOUNT.$G.CONNZ"},
        {"$SYS.REQ.ACCOUNT.PING.STATZ", "$SYS.REQ.ACCOUNT.$G.STATZ"},
    }};
    json.key("imports").beginArray();
    for (const auto &import : imports) {
        json.beginObject();
        json.field("subject", import.subject);
        json.field("account", "$SYS");
        json.field("to", import.to);
        json.field("type", "service");
        for (const auto *flag : {"invalid", "share", "tracking"})
            json.field(flag, false);
        json.endObject();
    }
    json.endArray();
}

void writeCount(JsonText &json, const char *key, std::uint64_t messages, std::uint64_t bytes)
{
    json.key(key).beginObject();
    json.field("msgs", messages);
    json.field("bytes", bytes);
    json.endObject();
}

/// Everything happens in "$G"; "$SYS" has no clients.
void writeStat(JsonText &json, const ServerSnapshot &server, const std::string &account)
{
    const bool isSystem = account == "$SYS";
    const auto figures = isSystem ? PeerFigures{} : server.figures;
    const auto clients = isSystem ? 0 : server.connections;
    json.beginObject();
    json.field("acc", account);
    json.field("conns", clients);
    json.field("leafnodes", 0);
    json.field("total_conns", clients);
    writeCount(json, "sent", figures.outMessages, figures.outBytes);
    writeCount(json, "received", figures.inMessages, figures.inBytes);
    json.field("slow_consumers", isSystem ? 0 : server.slowConsumers);
    json.endObject();
}

void writeStats(JsonText &json, const BrokerSnapshot &snapshot, const std::vector<std::string> &accounts)
{
    json.beginObject();
    json.field("server_id", snapshot.server.id);
    json.field("now", utcText(snapshot.server.now));
    json.key("account_statz").beginArray();
    for (const auto &account : accounts)
        writeStat(json, snapshot.server, account);
    json.endArray();
    json.endObject();
}

} // namespace

void writeAccountInfo(JsonText &json, const BrokerSnapshot &snapshot, const std::string &account)
{
    const bool isSystem = account == "$SYS";
    json.beginObject();
    json.field("account_name", account);
    json.field("update_time", utcText(snapshot.server.started));
    json.someField("is_system", isSystem);
    json.field("expired", false);
    json.field("complete", true);
    json.field("jetstream_enabled", false);
    json.field("leafnode_connections", 0);
    json.field("client_connections", isSystem ? 0 : snapshot.server.connections);
    json.field("subscriptions", isSystem ? 0 : snapshot.server.subscriptions);
    if (!isSystem)
        writeImports(json);
    if (snapshot.subscriptions)
        writeSubscriptionFigures(json.key("sublist_stats"), snapshot);
    json.endObject();
}

void writeAccountStatz(JsonText &json, const BrokerSnapshot &snapshot, bool isUnused)
{
    if (isUnused)
        writeStats(json, snapshot, {"$G", "$SYS"});
    else if (snapshot.server.connections > 0)
        writeStats(json, snapshot, {"$G"});
    else
        writeStats(json, snapshot, {});
}

void writeAccountStatz(JsonText &json, const BrokerSnapshot &snapshot, const std::string &account)
{
    writeStats(json, snapshot, {account});
}

void writeAccountz(JsonText &json, const BrokerSnapshot &snapshot, const std::string &account)
{
    json.beginObject();
    json.field("server_id", snapshot.server.id);
    json.field("now", utcText(snapshot.server.now));
    json.field("system_account", "$SYS");
    if (account.empty()) {
        json.key("accounts").beginArray();
        json.value("$G");
        json.value("$SYS");
        json.endArray();
    } else {
        writeAccountInfo(json.key("account_detail"), snapshot, account);
    }
    json.endObject();
}

} // namespace gnat
