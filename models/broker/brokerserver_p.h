// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/brokerconnection_p.h"
#include "broker/brokerguest.h"
#include "broker/brokerlog.h"
#include "broker/brokerrouter.h"
#include "broker/clientoptions.h"
#include "broker/monitoring/brokerinspector.h"
#include "broker/monitoring/monitoringpages.h"
#include "core/result.h"

#include <asio/executor_work_guard.hpp>
#include <asio/io_context.hpp>
#include <asio/steady_timer.hpp>

#include <cstdint>
#include <memory>
#include <unordered_map>
#include <vector>

namespace gnat {

/// The inside of a BrokerNode: accepts clients and turns the loop. Everything on the node's thread, except bind()
/// before it starts and post().
class BrokerServer
{
public:
    using TimePoint = BrokerPeer::TimePoint;

    explicit BrokerServer(const BrokerOptions &options);
    ~BrokerServer();
    BrokerServer(const BrokerServer &) = delete;
    BrokerServer &operator=(const BrokerServer &) = delete;

    /// Opens the log and listens; port() is known afterwards.
    Result<void> bind();
    std::uint16_t port() const { return m_identity.port; }
    const BrokerCounters &counters() const { return m_router.counters(); }

    /// The loop; returns after stop().
    void run();
    /// Any thread: `work` is done on the node's thread.
    void post(std::function<void()> work);
    /// On the node's thread: the loop ends after this turn.
    void stop() { m_isStopped = true; }
    void setGuest(std::unique_ptr<BrokerGuest> guest);
    /// Any thread: `done` is called with the snapshot on the node's thread; never, if the node stops before.
    void inspect(InspectQuery query, std::function<void(BrokerSnapshot)> done);
    PageCounts &pageCounts() { return m_pageCounts; }

    // --- for connections ---
    BrokerContext &context() { return m_context; }
    /// The connection has output: flush it at the end of this turn.
    void wantsFlush(std::shared_ptr<BrokerConnection> connection);
    /// A publisher that waits for a receiver.
    void wait(std::shared_ptr<BrokerConnection> publisher);
    /// Publishers that wait for this receiver may go on.
    void caughtUp(const BrokerReceiver &receiver);
    /// The connection's peer is about to end its subscriptions.
    void leaving(BrokerConnection &connection);
    void closed(BrokerConnection &connection);

private:
    Result<void> loadTls();
    Result<void> listen(const asio::ip::tcp::endpoint &endpoint);
    void accept();
    void acceptLater();
    void accepted(asio::ip::tcp::socket socket);
    void flushAll();
    void resumeWaiting();
    void tickLater();
    void tick();
    void armGuest(TimePoint time);
    void closeAll();
    BrokerInspector::Peers openPeers() const;

    BrokerOptions m_options;
    BrokerIdentity m_identity;
    BrokerLog m_log;
    BrokerRouter m_router;
    BrokerContext m_context;
    std::shared_ptr<const TlsContext> m_tls; ///< of the clients' port
    PageCounts m_pageCounts;
    BrokerInspector m_inspector;
    asio::io_context m_io;
    asio::executor_work_guard<asio::io_context::executor_type> m_work;
    asio::ip::tcp::acceptor m_acceptor;
    asio::steady_timer m_acceptTimer; ///< after a failed accept
    asio::steady_timer m_ticker;
    asio::steady_timer m_guestTimer;
    std::unique_ptr<BrokerGuestSeat> m_guest;
    std::unordered_map<std::uint64_t, std::shared_ptr<BrokerConnection>> m_connections;
    std::vector<std::shared_ptr<BrokerConnection>> m_toFlush;
    std::vector<std::shared_ptr<BrokerConnection>> m_flushing;
    std::vector<std::shared_ptr<BrokerConnection>> m_waiting;  ///< publishers
    std::vector<std::shared_ptr<BrokerConnection>> m_toResume; ///< publishers whose receiver caught up
    std::uint64_t m_lastId = 0;
    bool m_isStopped = false;
};

} // namespace gnat
