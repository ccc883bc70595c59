// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/qt/brokercontroller.h"

#include "broker/demo/demotraffic.h"

#include <QMetaObject>

#include <utility>

namespace gnat {

BrokerController::BrokerController(QObject *parent) : QObject(parent) {}

BrokerController::~BrokerController()
{
    if (m_cluster)
        m_cluster->events().setListener(nullptr);
    finishStopping();
}

Result<void> BrokerController::start(const BrokerOptions &options, std::size_t nodes)
{
    stop();
    finishStopping(); // its ports are wanted
    auto cluster = std::make_unique<BrokerCluster>(options, nodes);
    auto result = cluster->setFaults(m_faults);
    if (result)
        result = cluster->start();
    if (!result) {
        Q_EMIT failed(QString::fromStdString(result.error().message));
        return result;
    }
    m_cluster = std::move(cluster);
    m_isUp = true;
    listen();
    Q_EMIT started();
    return {};
}

/// Nodes tell on their threads; however much they tell, this thread looks once.
void BrokerController::listen()
{
    m_cluster->events().setListener([this](BrokerEvent::Kind) {
        if (!m_isTold.exchange(true))
            QMetaObject::invokeMethod(this, &BrokerController::hear, Qt::QueuedConnection);
    });
}

void BrokerController::hear()
{
    m_isTold = false;
    if (!m_cluster)
        return;
    placeDemo();
    const bool isRunning = m_cluster->isRunning();
    const bool wasUp = std::exchange(m_isUp, isRunning);
    Q_EMIT eventsAdded();
    if (wasUp && !isRunning)
        Q_EMIT stopped();
    else if (!wasUp && isRunning)
        Q_EMIT started();
}

void BrokerController::finishStopping()
{
    if (m_stopping.joinable())
        m_stopping.join();
}

void BrokerController::stop()
{
    if (!m_cluster)
        return;
    m_cluster->events().setListener(nullptr);
    finishStopping();
    m_stopping = std::thread([ending = std::move(m_cluster)]() mutable { ending.reset(); });
    m_demoRuns = false;
    if (std::exchange(m_isUp, false))
        Q_EMIT stopped();
}

Result<void> BrokerController::startNode(std::size_t node)
{
    if (!m_cluster || node >= m_cluster->size())
        return Error{ErrorKind::InvalidInput, "There is no such server any more."};
    return m_cluster->start(node);
}

Result<void> BrokerController::addNode()
{
    if (!m_cluster)
        return Error{ErrorKind::InvalidInput, "The broker does not run. Start it first."};
    return m_cluster->add();
}

bool BrokerController::isRunning() const
{
    return m_cluster && m_cluster->isRunning();
}

QString BrokerController::clientUrl() const
{
    return isRunning() ? QString::fromStdString(m_cluster->url(0)) : QString();
}

QStringList BrokerController::clientUrls() const
{
    QStringList urls;
    if (isRunning()) {
        for (const auto &url : m_cluster->urls())
            urls.append(QString::fromStdString(url));
    }
    return urls;
}

quint16 BrokerController::port() const
{
    return isRunning() ? m_cluster->port(0) : quint16(0);
}

BrokerStats BrokerController::stats() const
{
    return m_cluster ? m_cluster->stats() : BrokerStats();
}

Result<void> BrokerController::setFaults(const FaultPlan &plan)
{
    if (auto checked = m_cluster ? m_cluster->setFaults(plan) : plan.check(); !checked)
        return checked;
    m_faults = plan;
    return {};
}

std::vector<FaultFigures> BrokerController::faultFigures() const
{
    if (m_cluster)
        return m_cluster->faultFigures();
    std::vector<FaultFigures> figures;
    for (const auto &rule : m_faults.rules)
        figures.push_back({rule, 0, 0, 0});
    return figures;
}

void BrokerController::setDemo(const DemoOptions &options)
{
    m_demo = options;
    m_dial->turn(options);
}

void BrokerController::startDemo()
{
    if (!isRunning() || m_demoRuns)
        return;
    m_demoRuns = true;
    m_demoNode = m_cluster->size();
    placeDemo();
}

/// The demo lives in one node; it ends with it, so that another one has to take it in.
void BrokerController::placeDemo()
{
    const auto isRunning = [this](std::size_t node) {
        return node < m_cluster->size() && m_cluster->state(node) != BrokerCluster::State::Stopped;
    };
    if (!m_demoRuns || (isRunning(m_demoNode) && m_cluster->runs(m_demoNode) == m_demoRun))
        return;
    for (std::size_t node = 0; node < m_cluster->size(); ++node) {
        if (!isRunning(node))
            continue;
        m_demoNode = node;
        m_demoRun = m_cluster->runs(node);
        m_cluster->node(node).setGuest(makeDemoTraffic(m_demo, m_dial));
        return;
    }
    m_demoNode = m_cluster->size(); // none: with the next that starts
}

void BrokerController::stopDemo()
{
    if (!std::exchange(m_demoRuns, false) || m_demoNode >= m_cluster->size())
        return;
    m_cluster->node(m_demoNode).setGuest(nullptr);
}

} // namespace gnat
