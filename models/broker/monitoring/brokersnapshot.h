// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/brokerpeer.h"
#include "broker/subscriptionindex.h"
#include "core/result.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace gnat {

/// Which clients somebody wants to see, in nats-server's terms (/connz).
struct ConnectionQuery
{
    enum class State { Open, Closed, Any };
    enum class Subscriptions { None, Subjects, Detail };

    std::string sort;      ///< "cid", "start", "subs", "pending", "msgs_to", … ; empty: "cid"
    bool hasLogin = false; ///< with the names of users ("auth")
    Subscriptions subscriptions = Subscriptions::None;
    std::int64_t offset = 0;   ///< clients left out at the beginning
    std::int64_t limit = 1024; ///< clients at most
    std::uint64_t cid = 0;     ///< only this one; 0: all
    State state = State::Open;
    std::string user;          ///< only this user's; empty: all
    std::string account;       ///< "$G" has all clients, other accounts none; empty: all
    std::string filterSubject; ///< only clients with a subscription that has a subject in common with this pattern

    /// Brings offset and limit into their ranges. An error is nats-server's sentence about what does not go together.
    Result<void> check();
};

/// Which subscriptions somebody wants to see (/subsz).
struct SubscriptionQuery
{
    bool isListed = false; ///< each subscription, not only figures
    std::int64_t offset = 0;
    std::int64_t limit = 1024;
    std::string account; ///< as ConnectionQuery::account
    std::string test;    ///< only those that get messages on this subject; empty: all

    Result<void> check();
};

/// Which parts of a snapshot are wanted. What a part costs is only paid by those who ask.
struct InspectQuery
{
    std::optional<ConnectionQuery> connections;
    std::optional<SubscriptionQuery> subscriptions;
    /// Routes to other nodes, with or without their subscriptions.
    std::optional<ConnectionQuery::Subscriptions> routes;
    bool process = false; ///< memory and processor time of this program
};

/// Times below are nanoseconds since 1970 UTC.

struct SubscriptionFigures
{
    std::string subject;
    std::string queue; ///< empty: none
    std::string sid;
    std::uint64_t messages = 0; ///< delivered
    std::uint64_t max = 0;      ///< ends after so many; 0: never
    std::uint64_t cid = 0;
};

/// What clients and routes have in common.
struct PeerSnapshot
{
    std::uint64_t id = 0;
    std::string ip;
    std::uint16_t port = 0;
    std::int64_t started = 0;
    std::int64_t lastActivity = 0;
    std::int64_t roundTrip = 0;     ///< nanoseconds; 0: not measured yet
    std::uint64_t pendingBytes = 0; ///< not sent yet
    PeerFigures figures;
    std::uint32_t subscriptions = 0;
    std::vector<SubscriptionFigures> subscriptionList; ///< if asked for
};

struct ClientSnapshot : PeerSnapshot
{
    std::optional<std::int64_t> stopped; ///< of a closed one
    std::string reason;                  ///< why it was closed, as nats-server says it
    std::string name;
    std::string lang;
    std::string version;
    std::string tlsVersion; ///< "1.3"; empty: without TLS
    std::string tlsCipher;
    std::string user;  ///< user or NKey it logged in with; a token is not told
    std::string login; ///< the user in CONNECT
};

/// The page of clients that a ConnectionQuery asked for.
struct ClientsSnapshot
{
    ConnectionQuery query;
    std::size_t total = 0; ///< before filters and paging, except for the account
    std::vector<ClientSnapshot> clients;
};

struct RouteSnapshot : PeerSnapshot
{
    std::string remoteId;
    std::string remoteName;
    bool isSolicited = false;  ///< this node opened it
    bool isConfigured = false; ///< named in the options, not learnt
};

struct SubscriptionsSnapshot
{
    SubscriptionQuery query;
    SubscriptionIndex::Figures index;
    std::vector<SubscriptionFigures> list;
};

struct ServerSnapshot
{
    std::string id;
    std::string name;
    std::string host;
    std::uint16_t port = 0;
    std::string cluster; ///< empty: none
    std::uint16_t clusterPort = 0;
    std::uint16_t monitoringPort = 0;
    std::vector<std::string> connectUrls;
    std::int64_t started = 0;
    std::int64_t now = 0;
    std::uint64_t connections = 0; ///< of clients
    std::uint64_t totalConnections = 0;
    std::uint64_t routes = 0;
    std::uint64_t remotes = 0; ///< other nodes
    std::uint64_t subscriptions = 0;
    PeerFigures figures; ///< `in` is what came, `out` what was delivered
    std::uint64_t slowConsumers = 0;
    std::uint64_t memory = 0; ///< bytes in RAM, of the whole program; if asked for
    double processor = 0;     ///< percent of one core since the last time somebody asked
    std::vector<std::pair<std::string, std::uint64_t>> requests; ///< for monitoring by HTTP: path and how often
};

/// A node at one moment, as values: what the monitoring port, $SYS requests and the window show.
struct BrokerSnapshot
{
    ServerSnapshot server;
    std::optional<ClientsSnapshot> connections;
    std::optional<SubscriptionsSnapshot> subscriptions;
    std::optional<std::vector<RouteSnapshot>> routes;
};

} // namespace gnat
