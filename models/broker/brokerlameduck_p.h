// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/brokerconnection_p.h"

#include <asio/io_context.hpp>
#include <asio/steady_timer.hpp>

#include <chrono>
#include <functional>
#include <memory>
#include <random>
#include <vector>

namespace gnat {

/// The end of a node that nobody shall notice: after a grace period it closes clients one by one, with pauses that
/// spread them over a duration, so that they do not all rush to the other nodes at once. As nats-server's
/// lameDuckMode(). Node's thread.
class BrokerLameDuck
{
public:
    using Connections = std::vector<std::weak_ptr<BrokerConnection>>;

    /// `done` is called once all are closed.
    BrokerLameDuck(asio::io_context &io, Connections clients, std::function<void()> done);

    /// Begins; `duration` counts from here and holds `grace`.
    void start(std::chrono::milliseconds grace, std::chrono::milliseconds duration);

private:
    void wait(std::chrono::nanoseconds time);
    void closeNext();

    asio::steady_timer m_timer;
    Connections m_clients; ///< the last one goes first
    std::function<void()> m_done;
    std::chrono::nanoseconds m_pause{0}; ///< the longest between two clients
    std::minstd_rand m_random;
};

} // namespace gnat
