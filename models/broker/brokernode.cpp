// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/brokernode.h"

#include "broker/brokerserver_p.h"
#include "broker/config/brokercheck.h"

#include <atomic>
#include <cerrno>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <future>
#include <thread>
#include <unistd.h>
#include <utility>

namespace gnat {

/// A running node: the server and its thread.
class BrokerNode::Runner
{
public:
    explicit Runner(const BrokerOptions &options) : server(options) {}
    ~Runner() { end(false); }
    Runner(const Runner &) = delete;
    Runner &operator=(const Runner &) = delete;

    void begin()
    {
        thread = std::thread([this] {
            server.run();
            hasEnded = true;
            server.reportEnd(); // who hears it finds that the node has ended
        });
    }
    void end(bool isAbrupt)
    {
        if (!thread.joinable())
            return;
        server.stop(isAbrupt);
        thread.join();
    }

    BrokerServer server;
    std::thread thread;
    std::atomic<bool> hasEnded = false;
};

namespace {

Result<void> writePidFile(const std::string &path)
{
    std::ofstream file(path);
    file << getpid() << '\n';
    file.close();
    if (!file)
        return Error{ErrorKind::StorageFailure, "The pid file " + path + " cannot be written."};
    return {};
}

} // namespace

BrokerNode::BrokerNode(BrokerOptions options, BrokerEvents *events) : m_options(std::move(options)), m_events(events)
{
    for (auto *host : {&m_options.host, &m_options.cluster.host}) {
        if (host->empty())
            *host = "0.0.0.0";
    }
}

BrokerNode::~BrokerNode()
{
    stop();
}

Result<void> BrokerNode::start()
{
    if (isRunning())
        return {};
    stop(); // what a lame duck has left
    if (auto checked = checkBrokerOptions(m_options); !checked)
        return checked;
    if (auto checked = checkExposure(m_options); !checked)
        return checked;
    auto runner = std::make_unique<Runner>(m_options);
    runner->server.setEvents(m_events);
    if (auto bound = runner->server.bind(); !bound)
        return bound;
    if (!m_options.pidFile.empty()) {
        if (auto written = writePidFile(m_options.pidFile); !written)
            return written;
    }
    m_faults.restart();
    runner->server.setFaults(m_faults.slots());
    runner->begin();
    setRunner(std::move(runner));
    return {};
}

void BrokerNode::setRunner(std::unique_ptr<Runner> runner)
{
    const std::scoped_lock lock(m_runnerMutex);
    m_runner.swap(runner); // what was there goes when the lock is free again
}

void BrokerNode::stop()
{
    end(false);
}

void BrokerNode::kill()
{
    end(true);
}

void BrokerNode::end(bool isAbrupt)
{
    if (!m_runner)
        return;
    m_runner->end(isAbrupt);
    setRunner(nullptr);
    m_isPaused = false;
    if (!m_options.pidFile.empty())
        std::remove(m_options.pidFile.c_str());
}

void BrokerNode::killSoon()
{
    if (!m_runner)
        return;
    m_isPaused = false;
    m_runner->server.stop(true);
}

void BrokerNode::lameDuck()
{
    if (m_runner)
        m_runner->server.post([&server = m_runner->server] { server.enterLameDuck(); });
}

void BrokerNode::pause()
{
    if (!isRunning())
        return;
    m_isPaused = true;
    m_runner->server.pause();
}

void BrokerNode::resume()
{
    m_isPaused = false;
    if (m_runner)
        m_runner->server.resume();
}

bool BrokerNode::isRunning() const
{
    return m_runner && !m_runner->hasEnded;
}

std::uint16_t BrokerNode::port() const
{
    return isRunning() ? m_runner->server.port() : 0;
}

std::uint16_t BrokerNode::clusterPort() const
{
    return isRunning() ? m_runner->server.clusterPort() : 0;
}

std::uint16_t BrokerNode::monitoringPort() const
{
    return m_runner ? m_runner->server.monitoringPort() : 0;
}

std::string BrokerNode::clientUrl() const
{
    if (!isRunning())
        return {};
    auto host = m_options.host;
    if (host == "0.0.0.0")
        host = "127.0.0.1";
    else if (host == "::")
        host = "::1";
    if (host.find(':') != std::string::npos)
        host = "[" + host + "]";
    return "nats://" + host + ":" + std::to_string(port());
}

BrokerStats BrokerNode::stats() const
{
    BrokerStats stats;
    const std::scoped_lock lock(m_runnerMutex);
    if (!m_runner)
        return stats;
    const auto &counters = m_runner->server.counters();
    stats.connections = counters.connections.value();
    stats.totalConnections = counters.totalConnections.value();
    stats.subscriptions = counters.subscriptions.value();
    stats.inMessages = counters.inMessages.value();
    stats.inBytes = counters.inBytes.value();
    stats.outMessages = counters.outMessages.value();
    stats.outBytes = counters.outBytes.value();
    stats.slowConsumers = counters.slowConsumers.value();
    stats.routes = counters.routes.value();
    return stats;
}

Result<void> BrokerNode::inspect(InspectQuery query, std::function<void(BrokerSnapshot)> done)
{
    if (!m_runner)
        return Error{ErrorKind::InvalidInput, "The broker does not run."};
    if (query.connections) {
        if (auto checked = query.connections->check(); !checked)
            return checked;
    }
    if (query.subscriptions) {
        if (auto checked = query.subscriptions->check(); !checked)
            return checked;
    }
    m_runner->server.inspect(std::move(query), std::move(done));
    return {};
}

void BrokerNode::setGuest(std::unique_ptr<BrokerGuest> guest)
{
    if (!isRunning())
        return;
    // std::function wants something that can be copied
    const auto shared = std::make_shared<std::unique_ptr<BrokerGuest>>(std::move(guest));
    const auto done = std::make_shared<std::promise<void>>();
    auto change = done->get_future();
    m_runner->server.post([&server = m_runner->server, shared, done] {
        server.setGuest(std::move(*shared));
        done->set_value();
    });
    // a lame duck may end meanwhile
    while (!m_isPaused && isRunning() && change.wait_for(std::chrono::milliseconds(20)) != std::future_status::ready) {
    }
}

Result<void> BrokerNode::setFaults(const FaultPlan &plan)
{
    if (auto checked = plan.check(); !checked)
        return checked;
    m_faults.enter(plan);
    if (m_runner)
        m_runner->server.post([&server = m_runner->server, slots = m_faults.slots()] { server.setFaults(slots); });
    return {};
}

} // namespace gnat
