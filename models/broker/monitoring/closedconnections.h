// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/monitoring/brokersnapshot.h"

#include <cstddef>
#include <deque>
#include <string_view>
#include <vector>

namespace gnat {

struct PackedClient;

/// The clients that were closed last, for monitoring: so many, and of their subscriptions a megabyte, the oldest go
/// first. Node's thread.
class ClosedConnections
{
public:
    static constexpr std::size_t maxClients = 10'000;
    static constexpr std::size_t maxSubscriptionBytes = 1'000'000;
    /// More of one client are not worth reading out: they would not be kept.
    static constexpr std::size_t maxSubscriptions = 50'000;

    ClosedConnections();
    ~ClosedConnections();

    void add(const ClientSnapshot &client);
    /// Oldest first.
    std::vector<ClientSnapshot> clients() const;
    /// Memory for all of them, about.
    std::size_t memoryBytes() const;

private:
    void dropSubscriptions();

    std::deque<PackedClient> m_clients;
    std::size_t m_subscriptionBytes = 0;
    std::size_t m_bare = 0; ///< so many of the oldest have lost their subscriptions already
};

/// nats-server's words for the reason that a BrokerPeer gives for its end.
std::string_view closedReason(std::string_view endReason);

} // namespace gnat
