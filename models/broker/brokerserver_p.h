// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/auth/brokergate.h"
#include "broker/brokerconnection_p.h"
#include "broker/brokerevents.h"
#include "broker/brokerguest.h"
#include "broker/brokerlameduck_p.h"
#include "broker/brokerlog.h"
#include "broker/brokerrouter.h"
#include "broker/clientoptions.h"
#include "broker/faults/serverfaults_p.h"
#include "broker/monitoring/brokerinspector.h"
#include "broker/monitoring/monitoringserver.h"
#include "broker/monitoring/systemresponder.h"
#include "broker/waitingpublishers_p.h"
#include "core/result.h"

#include <asio/executor_work_guard.hpp>
#include <asio/io_context.hpp>
#include <asio/steady_timer.hpp>

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace gnat {

class ClusterPorts;

/// The inside of a BrokerNode: accepts clients and turns the loop. Everything on the node's thread, except bind()
/// before it starts and what says so.
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
    std::uint16_t port() const { return m_port; }
    /// The port for routes; 0: none.
    std::uint16_t clusterPort() const;
    const std::string &name() const { return m_identity.serverName; }
    /// Whom events are told from now on; before bind(). Not owned.
    void setEvents(BrokerEvents *events) { m_context.events = events; }
    const BrokerCounters &counters() const { return m_router.counters(); }

    /// The loop; returns after stop().
    void run();
    /// After run(): says that it is over.
    void reportEnd();
    /// Any thread: `work` is done on the node's thread.
    void post(std::function<void()> work);
    /// Any thread: the loop ends after the handler under way; `isAbrupt`: connections are reset.
    void stop(bool isAbrupt = false);
    /// Any thread: the node's thread rests until resume() or stop(), as a frozen process.
    void pause();
    void resume();
    /// Any thread: the loop has ended, or soon will.
    bool isStopped() const { return m_isStopped; }
    /// On the node's thread: takes no more clients, sends those away one after the other, then stops.
    void enterLameDuck();
    void setGuest(std::unique_ptr<BrokerGuest> guest);
    /// Any thread: `done` is called with the snapshot on the node's thread; never, if the node stops before.
    void inspect(InspectQuery query, std::function<void(BrokerSnapshot)> done);
    /// The rules for faults from now on; before run(), or on the node's thread.
    void setFaults(const std::vector<FaultSlot> &slots);
    /// 0: none.
    std::uint16_t monitoringPort() const { return m_monitoring ? m_monitoring->port() : 0; }

    // --- for connections ---
    BrokerContext &context() { return m_context; }
    /// The connection has output: flush it at the end of this turn.
    void wantsFlush(std::shared_ptr<BrokerConnection> connection);
    /// A publisher that waits for a receiver.
    void wait(std::shared_ptr<BrokerConnection> publisher) { m_waiting.add(std::move(publisher)); }
    /// Publishers that wait for this receiver may go on.
    void caughtUp(const BrokerReceiver &receiver) { m_waiting.caughtUp(receiver); }
    /// The connection's peer is about to end its subscriptions.
    void leaving(BrokerConnection &connection);
    void closed(BrokerConnection &connection);
    // --- for faults ---
    ServerFaults *faults() { return m_faults.get(); }
    /// nullptr: gone.
    std::shared_ptr<BrokerConnection> connection(std::uint64_t cid) const;
    FaultTarget *faultTarget(std::uint64_t cid) const;
    bool isBehind(const BrokerReceiver &receiver) const;

    // --- for the cluster ---
    std::uint64_t nextId() { return ++m_lastId; }
    /// All clients that can take another INFO get one.
    void tellClients();

private:
    Result<void> nameClientPort();
    void rest();
    void report(BrokerEvent::Kind kind, const std::string &text) const;
    void passwordChecked(std::uint64_t peer, bool isRight);
    Result<void> bindMonitoring();
    void accept();
    void acceptLater();
    void accepted(asio::ip::tcp::socket socket);
    void answerSystem();
    void flushAll();
    void tickLater();
    void tick();
    void armGuest(TimePoint time);
    void closeAll();
    BrokerInspector::Peers openPeers() const;
    void describe(ServerSnapshot &server) const;

    BrokerOptions m_options;
    BrokerIdentity m_identity;
    BrokerLog m_log;
    BrokerRouter m_router;
    BrokerContext m_context;
    PageCounts m_pageCounts;
    BrokerInspector m_inspector;
    SystemResponder m_system;
    asio::io_context m_io;
    asio::executor_work_guard<asio::io_context::executor_type> m_work;
    asio::ip::tcp::acceptor m_acceptor;
    asio::steady_timer m_acceptTimer; ///< after a failed accept
    asio::steady_timer m_ticker;
    asio::steady_timer m_guestTimer;
    std::unique_ptr<BrokerGuestSeat> m_guest;
    BrokerGate m_gate;
    std::unique_ptr<ServerFaults> m_faults; ///< once there were rules
    std::unordered_map<std::uint64_t, std::shared_ptr<BrokerConnection>> m_connections;
    std::vector<std::shared_ptr<BrokerConnection>> m_toFlush;
    std::vector<std::shared_ptr<BrokerConnection>> m_flushing;
    WaitingPublishers m_waiting;
    std::unique_ptr<MonitoringServer> m_monitoring; ///< nullptr: off
    std::uint64_t m_lastId = 0;
    std::uint16_t m_port = 0;
    std::unique_ptr<ClusterPorts> m_cluster; ///< nullptr: alone
    std::unique_ptr<BrokerLameDuck> m_lameDuck;
    std::atomic<bool> m_isStopped = false;
    std::atomic<bool> m_isAbrupt = false;
    std::mutex m_pauseMutex;
    std::condition_variable m_pauseEnds;
    bool m_isPaused = false; ///< by m_pauseMutex
};

} // namespace gnat
