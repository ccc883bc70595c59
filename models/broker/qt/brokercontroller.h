// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/cluster/brokercluster.h"
#include "broker/demo/demodial.h"
#include "broker/demo/demooptions.h"

#include <QObject>
#include <QString>
#include <QStringList>

#include <atomic>
#include <cstddef>
#include <memory>
#include <thread>
#include <vector>

namespace gnat {

/// The window's and the terminal program's door to the embedded broker. Owned by the workspace, used on its thread;
/// each node works on a thread of its own.
class BrokerController : public QObject
{
    Q_OBJECT

public:
    explicit BrokerController(QObject *parent = nullptr);
    ~BrokerController() override; ///< stops

    /// Starts one node, or several that are a cluster; what ran before is stopped first. On failure nothing runs,
    /// failed() is emitted and the error's sentence names the cause ("Port 4222 on 127.0.0.1 is in use…").
    Result<void> start(const BrokerOptions &options, std::size_t nodes = 1);
    /// Returns at once; the nodes end on a thread of their own, and a start() that follows waits for them.
    void stop();
    /// At least one node runs.
    bool isRunning() const;

    /// The nodes, to be stopped, paused and so on one by one; nullptr before start() and after stop().
    BrokerCluster *cluster() { return m_cluster.get(); }
    /// Starts one that is stopped, on the port it had.
    Result<void> startNode(std::size_t node);
    /// One node more, which is started; see BrokerCluster::add().
    Result<void> addNode();
    /// Of the first node, "nats://127.0.0.1:4222"; empty while none runs.
    QString clientUrl() const;
    /// Of all nodes.
    QStringList clientUrls() const;
    /// The bound port of the first node; 0 while none runs.
    quint16 port() const;
    /// Of all nodes.
    BrokerStats stats() const;

    /// The faults of all nodes from now on, also of those that are started later; does not wait. InvalidInput: a rule
    /// is not valid, and nothing has changed.
    Result<void> setFaults(const FaultPlan &plan);
    const FaultPlan &faults() const { return m_faults; }
    /// What each rule of faults() has done, over all nodes since each was last started.
    std::vector<FaultFigures> faultFigures() const;

    /// What startDemo() sends. A demo that runs changes its rates within a quarter of a second; another seed is for the
    /// next one.
    void setDemo(const DemoOptions &options);
    const DemoOptions &demo() const { return m_demo; }
    /// Sends demo traffic inside one of the nodes, and when that stops in another; does nothing if none runs.
    void startDemo();
    void stopDemo();
    bool isDemoRunning() const { return m_demoRuns; }

Q_SIGNALS:
    void started();
    /// By stop(), or because the last node has ended.
    void stopped();
    /// Something happened to nodes, routes or clients, see BrokerCluster::events(); several events may share one
    /// signal.
    void eventsAdded();
    /// `sentence` is for a person.
    void failed(const QString &sentence);

private:
    void finishStopping();
    void listen();
    void hear();
    void placeDemo();

    std::unique_ptr<BrokerCluster> m_cluster;
    std::thread m_stopping; ///< of the cluster before: thousands of clients take a while to close
    FaultPlan m_faults;
    DemoOptions m_demo;
    std::shared_ptr<DemoDial> m_dial = std::make_shared<DemoDial>();
    std::size_t m_demoNode = 0;
    unsigned m_demoRun = 0; ///< of that node
    bool m_demoRuns = false;
    bool m_isUp = false;                ///< started() was said, stopped() not yet
    std::atomic<bool> m_isTold = false; ///< hear() is on its way
};

} // namespace gnat
