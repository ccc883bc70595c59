// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/monitoring/closedconnections.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

namespace gnat {

namespace {

/// With its memory, which clear() and `= {}` would keep.
void releaseList(ClientSnapshot &client)
{
    std::vector<SubscriptionFigures>().swap(client.subscriptionList);
}

} // namespace

void ClosedConnections::add(ClientSnapshot client)
{
    if (client.subscriptionList.size() > maxSubscriptions)
        releaseList(client);
    m_subscriptions += client.subscriptionList.size();
    m_clients.push_back(std::move(client));
    if (m_clients.size() > maxClients) {
        m_subscriptions -= m_clients.front().subscriptionList.size();
        m_clients.pop_front();
        m_bare -= m_bare > 0 ? 1 : 0;
    }
    dropSubscriptions();
}

void ClosedConnections::dropSubscriptions()
{
    for (; m_subscriptions > maxSubscriptions; ++m_bare) {
        m_subscriptions -= m_clients[m_bare].subscriptionList.size();
        releaseList(m_clients[m_bare]);
    }
}

std::string_view closedReason(std::string_view endReason)
{
    using Pair = std::pair<std::string_view, std::string_view>;
    static constexpr std::array<Pair, 10> words{
        Pair{"Authorization Violation", "Authentication Failure"},
        Pair{"Unknown Protocol Operation", "Protocol Violation"},
        Pair{"Parse Error", "Protocol Violation"},
        Pair{"maximum control line exceeded", "Maximum Control Line Exceeded"},
        Pair{"Maximum Payload Violation", "Maximum Message Payload Exceeded"},
        Pair{"invalid client protocol", "Bad Client Protocol Version"},
        Pair{"no responders requires headers support", "No Responders Requires Headers"},
        Pair{"maximum connections exceeded", "Maximum Connections Exceeded"},
        Pair{"TLS Handshake Error", "TLS Handshake Failure"},
        Pair{"", "Client Closed"},
    };
    const auto found = std::ranges::find(words, endReason, &Pair::first);
    return found == words.end() ? endReason : found->second;
}

} // namespace gnat
