// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/monitoring/closedconnections.h"

#include "broker/monitoring/packedclient_p.h"

#include <algorithm>
#include <array>
#include <utility>

namespace gnat {

ClosedConnections::ClosedConnections() = default;

ClosedConnections::~ClosedConnections() = default;

void ClosedConnections::add(const ClientSnapshot &client)
{
    auto packed = PackedClient::pack(client);
    if (packed.subscriptions.size() > maxSubscriptionBytes)
        std::string().swap(packed.subscriptions);
    m_subscriptionBytes += packed.subscriptions.size();
    m_clients.push_back(std::move(packed));
    if (m_clients.size() > maxClients) {
        m_subscriptionBytes -= m_clients.front().subscriptions.size();
        m_clients.pop_front();
        m_bare -= m_bare > 0 ? 1 : 0;
    }
    dropSubscriptions();
}

void ClosedConnections::dropSubscriptions()
{
    for (; m_subscriptionBytes > maxSubscriptionBytes; ++m_bare) {
        m_subscriptionBytes -= m_clients[m_bare].subscriptions.size();
        std::string().swap(m_clients[m_bare].subscriptions); // with its memory, which clear() would keep
    }
}

std::vector<ClientSnapshot> ClosedConnections::clients() const
{
    std::vector<ClientSnapshot> unpacked;
    unpacked.reserve(m_clients.size());
    for (const auto &client : m_clients)
        unpacked.push_back(client.unpack());
    return unpacked;
}

std::size_t ClosedConnections::memoryBytes() const
{
    std::size_t bytes = m_clients.size() * sizeof(PackedClient) + m_subscriptionBytes;
    for (const auto &client : m_clients)
        bytes += client.client.capacity();
    return bytes;
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
