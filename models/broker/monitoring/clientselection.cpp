// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/monitoring/clientselection.h"

#include "broker/brokersession.h"
#include "core/subjectpattern.h"

#include <algorithm>
#include <array>
#include <functional>

namespace gnat {

namespace {

/// What sorting looks at, the same for open and closed clients; times by the wall clock.
struct Traits
{
    std::uint64_t cid;
    PeerFigures figures;
    std::uint64_t subscriptions;
    std::uint64_t pending;
    std::int64_t started;
    std::int64_t lastActivity;
    std::int64_t ended; ///< or now
};

Traits traitsOf(const ClientCandidate &client, std::int64_t wallOffset, std::int64_t now)
{
    if (const auto *closed = client.closed)
        return {closed->id,      closed->figures,      closed->subscriptions,        closed->pendingBytes,
                closed->started, closed->lastActivity, closed->stopped.value_or(now)};
    const auto &open = *client.open;
    const auto wall = [wallOffset](BrokerPeer::TimePoint time) {
        return time.time_since_epoch().count() + wallOffset;
    };
    return {open.id(),
            open.figures(),
            open.subscriptionCount(),
            open.output().size(),
            wall(open.started()),
            wall(open.lastActivity()),
            now};
}

struct Order
{
    std::string_view name;
    std::int64_t (*key)(const Traits &);
};

/// Ascending by key, as nats-server: most of it is largest first, but clients by number and the youngest first.
constexpr std::array<Order, 13> orders{{
    {"cid",
     [](const Traits &client) {
         return static_cast<std::int64_t>(client.cid);
     }},
    {"start",
     [](const Traits &client) {
         return static_cast<std::int64_t>(client.cid);
     }},
    {"subs",
     [](const Traits &client) {
         return -static_cast<std::int64_t>(client.subscriptions);
     }},
    {"pending",
     [](const Traits &client) {
         return -static_cast<std::int64_t>(client.pending);
     }},
    {"msgs_to",
     [](const Traits &client) {
         return -static_cast<std::int64_t>(client.figures.outMessages);
     }},
    {"msgs_from",
     [](const Traits &client) {
         return -static_cast<std::int64_t>(client.figures.inMessages);
     }},
    {"bytes_to",
     [](const Traits &client) {
         return -static_cast<std::int64_t>(client.figures.outBytes);
     }},
    {"bytes_from",
     [](const Traits &client) {
         return -static_cast<std::int64_t>(client.figures.inBytes);
     }},
    {"last",
     [](const Traits &client) {
         return -client.lastActivity;
     }},
    {"idle",
     [](const Traits &client) {
         return client.started - client.lastActivity;
     }},
    {"uptime",
     [](const Traits &client) {
         return client.ended - client.started;
     }},
    {"stop",
     [](const Traits &client) {
         return -client.ended;
     }},
    {"reason",
     [](const Traits & /*client*/) {
         return std::int64_t{0};
     }},
}};

const Order *orderOf(std::string_view name)
{
    const auto *const found = std::ranges::find(orders, name.empty() ? std::string_view("cid") : name, &Order::name);
    return found == orders.end() ? nullptr : found;
}

bool hasCommonSubject(const BrokerSession &session, std::string_view filter)
{
    bool isFound = false;
    session.eachSubscription([&](const BrokerSubscription &subscription) {
        isFound = isFound || subjectsOverlap(subscription.subject, filter);
    });
    return isFound;
}

} // namespace

Result<void> ConnectionQuery::check()
{
    const auto bad = [](std::string words) {
        return Error{ErrorKind::InvalidInput, std::move(words)};
    };
    if (!orderOf(sort))
        return bad("invalid sorting option: " + sort);
    offset = std::max<std::int64_t>(offset, 0);
    limit = limit <= 0 ? 1024 : limit;
    if ((sort == "stop" || sort == "reason") && state != State::Closed)
        return bad("sort by " + sort + " only valid on closed connections");
    if (cid > 0)
        limit = 1;
    if (filterSubject == ">")
        filterSubject.clear();
    if (!filterSubject.empty() && account.empty())
        return bad("filter by subject only valid with account filtering");
    return {};
}

std::uint64_t ClientCandidate::cid() const
{
    return open ? open->id() : closed->id;
}

const std::string &loginOf(const BrokerSession &session)
{
    return session.userName().empty() ? session.client().user : session.userName();
}

bool isWanted(const ClientCandidate &client, const ConnectionQuery &query)
{
    if (query.cid > 0 && client.cid() != query.cid)
        return false;
    if (!query.user.empty() && query.user != (client.open ? loginOf(*client.open) : client.closed->login))
        return false;
    // closed ones are not filtered by subject, as nats-server does
    return query.filterSubject.empty() || client.closed || hasCommonSubject(*client.open, query.filterSubject);
}

void sortClients(std::vector<ClientCandidate> &clients, const ConnectionQuery &query, std::int64_t wallOffset,
                 std::int64_t now)
{
    const auto *const order = orderOf(query.sort);
    if (!order)
        return;
    for (auto &client : clients)
        client.key = order->key(traitsOf(client, wallOffset, now));
    const bool isByReason = query.sort == "reason";
    std::ranges::sort(clients, [isByReason](const ClientCandidate &left, const ClientCandidate &right) {
        if (isByReason && left.closed->reason != right.closed->reason)
            return left.closed->reason < right.closed->reason;
        return left.key != right.key ? left.key < right.key : left.cid() < right.cid();
    });
}

} // namespace gnat
