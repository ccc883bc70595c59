// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/brokerconnection_p.h"

#include <asio/io_context.hpp>
#include <asio/steady_timer.hpp>

#include <memory>
#include <vector>

namespace gnat {

/// Publishers that wait for a receiver, until it has caught up or their time is over. Owned by the server, node's
/// thread.
class WaitingPublishers
{
public:
    using Publisher = std::shared_ptr<BrokerConnection>;

    explicit WaitingPublishers(asio::io_context &io) : m_timer(io) {}

    void add(Publisher publisher);
    /// Who waits for this receiver is free.
    void caughtUp(const BrokerReceiver &receiver);
    /// Lets those go on that are free by now.
    void resumeFree();
    void clear();

private:
    using TimePoint = BrokerPeer::TimePoint;

    template <typename Predicate>
    void setFree(Predicate isFree);
    void wakeBy(TimePoint time);
    void timeIsOver();

    asio::steady_timer m_timer;
    TimePoint m_armed = TimePoint::max();
    std::vector<Publisher> m_waiting;
    std::vector<Publisher> m_free;
};

} // namespace gnat
