// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/monitoring/brokersnapshot.h"

#include <cstddef>
#include <deque>

namespace gnat {

/// The clients that were closed last, for monitoring: so many, and no more of their subscriptions than a bound, the
/// oldest go first. Node's thread.
class ClosedConnections
{
public:
    static constexpr std::size_t maxClients = 10'000;
    static constexpr std::size_t maxSubscriptions = 100'000;

    void add(ClientSnapshot client);
    /// Oldest first.
    const std::deque<ClientSnapshot> &clients() const { return m_clients; }

private:
    void dropSubscriptions();

    std::deque<ClientSnapshot> m_clients;
    std::size_t m_subscriptions = 0;
    std::size_t m_bare = 0; ///< so many of the oldest have lost their subscriptions already
};

/// nats-server's words for the reason that a BrokerPeer gives for its end.
std::string_view closedReason(std::string_view endReason);

} // namespace gnat
