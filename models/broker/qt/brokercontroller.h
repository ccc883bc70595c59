// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/brokernode.h"
#include "broker/demo/demooptions.h"

#include <QObject>
#include <QString>

#include <memory>

namespace gnat {

/// The window's and the terminal program's door to the embedded broker. Owned by the workspace, used on its thread;
/// the node works on a thread of its own.
class BrokerController : public QObject
{
    Q_OBJECT

public:
    explicit BrokerController(QObject *parent = nullptr);
    ~BrokerController() override; ///< stops

    /// Starts a node; the one before is stopped first. On failure nothing runs, failed() is emitted and the error's
    /// sentence names the cause ("Port 4222 on 127.0.0.1 is in use…").
    Result<void> start(const BrokerOptions &options);
    void stop();
    bool isRunning() const;

    /// "nats://127.0.0.1:4222"; empty while not running.
    QString clientUrl() const;
    /// The bound port; 0 while not running.
    quint16 port() const;
    BrokerStats stats() const;

    /// What startDemo() sends; takes effect at once if the demo runs.
    void setDemo(const DemoOptions &options);
    /// Sends demo traffic inside the running node; does nothing if none runs.
    void startDemo();
    void stopDemo();
    bool isDemoRunning() const { return m_demoRuns; }

Q_SIGNALS:
    void started();
    void stopped();
    /// `sentence` is for a person.
    void failed(const QString &sentence);

private:
    std::unique_ptr<BrokerNode> m_node;
    DemoOptions m_demo;
    bool m_demoRuns = false;
};

} // namespace gnat
