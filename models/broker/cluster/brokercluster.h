// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/brokerevents.h"
#include "broker/brokernode.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace gnat {

/// Several nodes in this program that are one cluster, with routes among them over TCP as between processes; each can
/// be stopped, killed, paused and started again, so that clients' failover can be watched. One node alone is a plain
/// broker. Plain C++ without Qt. All functions are called by one owner thread.
///
///     BrokerOptions options;  options.port = -1;
///     BrokerCluster cluster(options, 3);
///     auto started = cluster.start();
class BrokerCluster
{
public:
    enum class State { Running, LameDuck, Paused, Stopped };

    /// The nodes take `options`, with ports p, p+1, p+2 for clients (free ones for -1), likewise for monitoring, free
    /// ones for routes unless `options` names one; names n1, n2, n3, or with a server name "name-1" and so on.
    explicit BrokerCluster(BrokerOptions options, std::size_t nodes = 1);
    ~BrokerCluster(); ///< stops
    BrokerCluster(const BrokerCluster &) = delete;
    BrokerCluster &operator=(const BrokerCluster &) = delete;

    /// Starts all nodes; when one fails, none runs and the error is that node's.
    Result<void> start();
    void stop();
    /// One node more, which is started. A cluster that was started as one node alone cannot grow: InvalidInput.
    Result<void> add();

    std::size_t size() const { return m_nodes.size(); }
    /// Starts one that is stopped, on the ports it had.
    Result<void> start(std::size_t index);
    void stop(std::size_t index);
    /// See BrokerNode; no words to clients.
    void kill(std::size_t index);
    void killSoon(std::size_t index);
    void lameDuck(std::size_t index);
    void pause(std::size_t index);
    void resume(std::size_t index);

    State state(std::size_t index) const;
    bool isRunning() const; ///< at least one node
    /// How often it was started: another number means that whatever lived in the node went with it.
    unsigned runs(std::size_t index) const { return m_nodes[index].runs; }
    std::string name(std::size_t index) const;
    std::string url(std::size_t index) const;    ///< also while it is stopped, once it has run
    std::uint16_t port(std::size_t index) const; ///< likewise; 0: it has never run
    std::vector<std::string> urls() const;       ///< of all nodes
    BrokerStats stats(std::size_t index) const;
    BrokerStats stats() const; ///< the sum; messages count once for each node they pass
    BrokerNode &node(std::size_t index) { return *m_nodes[index].node; }
    BrokerEvents &events() { return m_events; }

    /// The faults of every node from now on, see BrokerNode::setFaults(); a node that is started later has them, too.
    Result<void> setFaults(const FaultPlan &plan);
    const FaultPlan &faults() const { return m_faults; }
    /// What each rule has done, over all nodes since each was last started.
    std::vector<FaultFigures> faultFigures() const;

private:
    struct Member
    {
        std::unique_ptr<BrokerNode> node;
        BrokerOptions options;
        std::string url;
        std::uint16_t port = 0;
        std::uint16_t clusterPort = 0;
        std::uint16_t monitoringPort = 0;
        unsigned runs = 0;
        bool isLameDuck = false;
    };

    void addMember();
    BrokerOptions optionsOf(std::size_t index) const;

    BrokerOptions m_options;
    bool m_isAlone;
    BrokerEvents m_events;
    FaultPlan m_faults;
    std::vector<Member> m_nodes;
};

} // namespace gnat
