// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/brokeroptions.h"
#include "broker/faults/faultledger.h"
#include "broker/monitoring/brokersnapshot.h"
#include "core/result.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>

namespace gnat {

class BrokerEvents;
class BrokerGuest;

/// Counters of a running node since its start.
struct BrokerStats
{
    std::uint64_t connections = 0; ///< open now
    std::uint64_t totalConnections = 0;
    std::uint64_t subscriptions = 0; ///< held now
    std::uint64_t inMessages = 0;    ///< published to the broker
    std::uint64_t inBytes = 0;       ///< their headers and payloads
    std::uint64_t outMessages = 0;   ///< delivered to subscribers
    std::uint64_t outBytes = 0;
    std::uint64_t slowConsumers = 0; ///< clients cut off because they did not keep up
    std::uint64_t routes = 0;        ///< other nodes of the cluster, now
};

/// A NATS server inside this program: one node with a thread of its own. Plain C++ without Qt, so that it also serves
/// as a test server. All functions are called by one owner thread, except stats(), which any thread may call.
class BrokerNode
{
public:
    /// `events` is told what happens, may be nullptr and outlives the node.
    explicit BrokerNode(BrokerOptions options, BrokerEvents *events = nullptr);
    ~BrokerNode(); ///< stops
    BrokerNode(const BrokerNode &) = delete;
    BrokerNode &operator=(const BrokerNode &) = delete;

    /// Binds, writes the pid file, starts the thread. When it returns, clients can connect.
    /// InvalidInput: the options contradict each other, NotPermitted: they let other machines in without a login;
    /// Unreachable: the address or port cannot be bound (the sentence says why); StorageFailure: log or pid file.
    Result<void> start();
    /// Sends what can be sent at once, closes all connections, ends the thread. Does nothing if not running.
    void stop();
    /// Ends at once as a process that is killed: connections are reset, nothing that waits is sent.
    void kill();
    /// kill() for owners that must not wait, a window say: returns at once, isRunning() tells when it is over.
    void killSoon();
    /// Takes no more clients, tells those it has to go elsewhere, closes them one by one after
    /// BrokerOptions::lameDuckGrace and ends. Returns at once; isRunning() tells when it is over.
    void lameDuck();
    /// Rests as a frozen process: reads, writes, accepts and pings nothing, keeps its sockets. Returns at once.
    void pause();
    void resume();
    bool isRunning() const;
    bool isPaused() const { return m_isPaused; }

    /// The bound port; 0 while not running.
    std::uint16_t port() const;
    /// The bound port for routes; 0 while not running or not in a cluster.
    std::uint16_t clusterPort() const;
    /// The bound port of HTTP monitoring; 0 while not running or without monitoring.
    std::uint16_t monitoringPort() const;
    /// "nats://127.0.0.1:4222"; empty while not running. A node on every interface names the loopback address.
    std::string clientUrl() const;
    const BrokerOptions &options() const { return m_options; }
    BrokerStats stats() const;

    /// What clients, subscriptions, routes and the node itself do right now: `done` is called with it soon, on the
    /// node's thread, and never if the node stops before; this function does not wait. InvalidInput: the query's parts
    /// do not go together, or no node runs.
    Result<void> inspect(InspectQuery query, std::function<void(BrokerSnapshot)> done);

    /// Lets `guest` publish and subscribe inside the node, without a socket, on the node's thread. One at a time: the
    /// guest before it leaves first. nullptr: only leaves. Returns when the change has happened; a paused node makes it
    /// when it goes on.
    void setGuest(std::unique_ptr<BrokerGuest> guest);

    /// The faults from now on, running or not; rules that were there before go on where they are. Does not wait: what
    /// clients send after it returns meets the new rules. InvalidInput: a rule is not valid, and nothing has changed.
    Result<void> setFaults(const FaultPlan &plan);
    const FaultPlan &faults() const { return m_faults.plan(); }
    /// What each rule has done since it came, or since the node started.
    std::vector<FaultFigures> faultFigures() const { return m_faults.figures(); }

private:
    class Runner;

    void end(bool isAbrupt);
    void setRunner(std::unique_ptr<Runner> runner);

    BrokerOptions m_options;
    BrokerEvents *m_events;
    FaultLedger m_faults;
    mutable std::mutex m_runnerMutex; ///< stats() against those that change m_runner
    std::unique_ptr<Runner> m_runner;
    bool m_isPaused = false;
};

} // namespace gnat
