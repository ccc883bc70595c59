// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/monitoring/monitoringpages.h"
#include "core/result.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <thread>

namespace gnat {

/// The HTTP port for monitoring: a thread of its own that asks the node for snapshots and writes the answers, so that
/// neither slow readers nor large answers hold up messages. It bounds connections, request sizes and times, and
/// answers 503 while the node does not. Owned by the node, used by the thread that starts and stops that.
class MonitoringServer
{
public:
    /// Asks the node; the answer may come on any thread, or never.
    using Inspect = std::function<void(InspectQuery, std::function<void(BrokerSnapshot)>)>;

    /// `options` and `counts` must outlive it.
    MonitoringServer(const BrokerOptions &options, PageCounts &counts, Inspect inspect);
    ~MonitoringServer(); ///< stops
    MonitoringServer(const MonitoringServer &) = delete;
    MonitoringServer &operator=(const MonitoringServer &) = delete;

    /// Listens. Unreachable: the port or address cannot be bound, the sentence says why.
    Result<void> bind();
    std::uint16_t port() const;
    /// Begins to answer.
    void start();
    /// Cuts all connections and ends the thread; does not wait for the node or for clients.
    void stop();

private:
    class Loop;

    std::shared_ptr<Loop> m_loop;
    std::thread m_thread;
};

} // namespace gnat
