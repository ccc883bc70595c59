// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/faults/faultdesk.h"

#include <asio/io_context.hpp>
#include <asio/steady_timer.hpp>

#include <memory>
#include <vector>

namespace gnat {

class BrokerConnection;
class BrokerServer;

/// A node's faults among its connections: finds clients for the desk, and wakes it in time. Owned by the server, from
/// its first rule on. Node's thread.
class ServerFaults final : public FaultHost
{
public:
    ServerFaults(BrokerServer &server, asio::io_context &io);

    FaultDesk &desk() { return m_desk; }
    /// Lets the rules decide on clients that have been there.
    void judgePresent(const std::vector<std::shared_ptr<BrokerConnection>> &connections);

    FaultTarget *target(std::uint64_t cid) override;
    const BrokerReceiver *publishForGone(const RoutedMessage &message) override;
    bool isBehind(const BrokerReceiver &receiver) override;
    void wakeAt(FaultEvent::TimePoint time) override;
    void pauseOver(const BrokerReceiver &pause) override;
    void pause(std::uint64_t cid, const BrokerReceiver &behind) override;
    void writeOn(std::uint64_t cid) override;

private:
    BrokerServer &m_server;
    asio::steady_timer m_timer;
    FaultDesk m_desk;
};

} // namespace gnat
