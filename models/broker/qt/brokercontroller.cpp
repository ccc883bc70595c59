// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/qt/brokercontroller.h"

#include "broker/demo/demotraffic.h"

namespace gnat {

BrokerController::BrokerController(QObject *parent) : QObject(parent) {}

BrokerController::~BrokerController() = default; // the node stops in its destructor

Result<void> BrokerController::start(const BrokerOptions &options)
{
    stop();
    auto node = std::make_unique<BrokerNode>(options);
    if (auto result = node->start(); !result) {
        Q_EMIT failed(QString::fromStdString(result.error().message));
        return result;
    }
    m_node = std::move(node);
    Q_EMIT started();
    return {};
}

void BrokerController::stop()
{
    if (!m_node)
        return;
    m_node.reset();
    m_demoRuns = false;
    Q_EMIT stopped();
}

bool BrokerController::isRunning() const
{
    return m_node != nullptr;
}

QString BrokerController::clientUrl() const
{
    return m_node ? QString::fromStdString(m_node->clientUrl()) : QString();
}

quint16 BrokerController::port() const
{
    return m_node ? m_node->port() : 0;
}

BrokerStats BrokerController::stats() const
{
    return m_node ? m_node->stats() : BrokerStats();
}

void BrokerController::setDemo(const DemoOptions &options)
{
    m_demo = options;
    if (m_demoRuns)
        m_node->setGuest(makeDemoTraffic(m_demo));
}

void BrokerController::startDemo()
{
    if (!m_node || m_demoRuns)
        return;
    m_node->setGuest(makeDemoTraffic(m_demo));
    m_demoRuns = true;
}

void BrokerController::stopDemo()
{
    if (!m_demoRuns)
        return;
    m_demoRuns = false;
    m_node->setGuest(nullptr);
}

} // namespace gnat
