// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/cluster/brokercluster.h"

#include "broker/cluster/routeaddress.h"

#include <algorithm>
#include <utility>

namespace gnat {

namespace {

/// Where the other nodes of this process reach a listener on `host`.
std::string nearHost(const std::string &host)
{
    if (host == "0.0.0.0")
        return "127.0.0.1";
    return host == "::" ? "::1" : host;
}

} // namespace

BrokerCluster::BrokerCluster(BrokerOptions options, std::size_t nodes)
    : m_options(std::move(options)), m_isAlone(nodes <= 1)
{
    for (std::size_t i = 0; i < std::max<std::size_t>(nodes, 1); ++i)
        addMember();
}

BrokerCluster::~BrokerCluster()
{
    stop();
}

void BrokerCluster::addMember()
{
    Member member;
    member.options = optionsOf(m_nodes.size());
    member.node = std::make_unique<BrokerNode>(member.options, &m_events);
    m_nodes.push_back(std::move(member));
}

BrokerOptions BrokerCluster::optionsOf(std::size_t index) const
{
    auto options = m_options;
    if (m_isAlone)
        return options;
    const auto shift = [index](int port) {
        return port > 0 ? port + static_cast<int>(index) : -1;
    };
    const auto number = std::to_string(index + 1);
    options.port = shift(options.port);
    options.serverName = options.serverName.empty() ? "n" + number : options.serverName + "-" + number;
    options.cluster.port = shift(options.cluster.port.value_or(-1));
    if (options.cluster.name.empty() && options.cluster.routes.empty())
        options.cluster.name = "gnatcatcher"; // with routes to others, theirs
    if (options.monitoring.isOn())
        options.monitoring.port = shift(*options.monitoring.port);
    if (index > 0)
        options.pidFile.clear(); // one process, one file
    return options;
}

Result<void> BrokerCluster::start()
{
    for (std::size_t i = 0; i < m_nodes.size(); ++i) {
        if (auto started = start(i); !started) {
            stop();
            return started;
        }
    }
    return {};
}

Result<void> BrokerCluster::start(std::size_t index)
{
    auto &member = m_nodes[index];
    if (member.node->isRunning())
        return {};
    auto options = member.options;
    if (member.port != 0)
        options.port = member.port;
    if (member.clusterPort != 0)
        options.cluster.port = member.clusterPort;
    if (member.monitoringPort != 0)
        options.monitoring.port = member.monitoringPort;
    for (const auto &other : m_nodes) {
        if (&other != &member && other.clusterPort != 0)
            options.cluster.routes.push_back("nats://" +
                                             joinHostPort(nearHost(options.cluster.host), other.clusterPort));
    }
    auto node = std::make_unique<BrokerNode>(std::move(options), &m_events);
    if (auto faulty = node->setFaults(m_faults); !faulty)
        return faulty;
    if (auto started = node->start(); !started)
        return started;
    member.node = std::move(node);
    member.port = member.node->port();
    member.clusterPort = member.node->clusterPort();
    member.monitoringPort = member.node->monitoringPort();
    member.url = member.node->clientUrl();
    member.isLameDuck = false;
    ++member.runs;
    return {};
}

Result<void> BrokerCluster::add()
{
    if (m_isAlone)
        return Error{ErrorKind::InvalidInput, "This broker runs as a single node. Start it with at least two nodes."};
    addMember();
    auto started = start(m_nodes.size() - 1);
    if (!started)
        m_nodes.pop_back();
    return started;
}

void BrokerCluster::stop()
{
    for (auto &member : m_nodes)
        member.node->stop();
}

void BrokerCluster::stop(std::size_t index)
{
    m_nodes[index].node->stop();
}

void BrokerCluster::kill(std::size_t index)
{
    m_nodes[index].node->kill();
}

void BrokerCluster::killSoon(std::size_t index)
{
    m_nodes[index].node->killSoon();
}

void BrokerCluster::lameDuck(std::size_t index)
{
    auto &member = m_nodes[index];
    member.isLameDuck = member.node->isRunning();
    member.node->lameDuck();
}

void BrokerCluster::pause(std::size_t index)
{
    m_nodes[index].node->pause();
}

void BrokerCluster::resume(std::size_t index)
{
    m_nodes[index].node->resume();
}

BrokerCluster::State BrokerCluster::state(std::size_t index) const
{
    const auto &member = m_nodes[index];
    if (!member.node->isRunning())
        return State::Stopped;
    if (member.node->isPaused())
        return State::Paused;
    return member.isLameDuck ? State::LameDuck : State::Running;
}

bool BrokerCluster::isRunning() const
{
    return std::ranges::any_of(m_nodes, [](const Member &member) { return member.node->isRunning(); });
}

std::string BrokerCluster::name(std::size_t index) const
{
    return m_nodes[index].options.serverName;
}

std::string BrokerCluster::url(std::size_t index) const
{
    return m_nodes[index].url;
}

std::uint16_t BrokerCluster::port(std::size_t index) const
{
    return m_nodes[index].port;
}

std::vector<std::string> BrokerCluster::urls() const
{
    std::vector<std::string> urls;
    for (const auto &member : m_nodes)
        urls.push_back(member.url);
    return urls;
}

BrokerStats BrokerCluster::stats(std::size_t index) const
{
    return m_nodes[index].node->stats();
}

BrokerStats BrokerCluster::stats() const
{
    BrokerStats sum;
    for (const auto &member : m_nodes) {
        const auto stats = member.node->stats();
        sum.connections += stats.connections;
        sum.totalConnections += stats.totalConnections;
        sum.subscriptions += stats.subscriptions;
        sum.inMessages += stats.inMessages;
        sum.inBytes += stats.inBytes;
        sum.outMessages += stats.outMessages;
        sum.outBytes += stats.outBytes;
        sum.slowConsumers += stats.slowConsumers;
        sum.routes += stats.routes;
    }
    return sum;
}

Result<void> BrokerCluster::setFaults(const FaultPlan &plan)
{
    if (auto checked = plan.check(); !checked)
        return checked;
    m_faults = plan;
    for (auto &member : m_nodes) {
        if (auto set = member.node->setFaults(plan); !set)
            return set;
    }
    return {};
}

std::vector<FaultFigures> BrokerCluster::faultFigures() const
{
    std::vector<FaultFigures> sum;
    for (const auto &rule : m_faults.rules)
        sum.push_back({rule, 0, 0, 0});
    for (const auto &member : m_nodes) {
        const auto figures = member.node->faultFigures();
        for (std::size_t i = 0; i < std::min(sum.size(), figures.size()); ++i) {
            sum[i].matched += figures[i].matched;
            sum[i].applied += figures[i].applied;
            sum[i].hurried += figures[i].hurried;
        }
    }
    return sum;
}

} // namespace gnat
