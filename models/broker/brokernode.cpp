// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/brokernode.h"

#include "broker/brokerserver_p.h"

#include <cerrno>
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
    ~Runner()
    {
        if (!thread.joinable())
            return;
        server.post([this] { server.stop(); });
        thread.join();
    }
    Runner(const Runner &) = delete;
    Runner &operator=(const Runner &) = delete;

    BrokerServer server;
    std::thread thread;
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

BrokerNode::BrokerNode(BrokerOptions options) : m_options(std::move(options)) {}

BrokerNode::~BrokerNode()
{
    stop();
}

Result<void> BrokerNode::start()
{
    if (m_runner)
        return {};
    auto runner = std::make_unique<Runner>(m_options);
    if (auto bound = runner->server.bind(); !bound)
        return bound;
    if (!m_options.pidFile.empty()) {
        if (auto written = writePidFile(m_options.pidFile); !written)
            return written;
    }
    runner->thread = std::thread([&server = runner->server] { server.run(); });
    m_runner = std::move(runner);
    return {};
}

void BrokerNode::stop()
{
    if (!m_runner)
        return;
    m_runner.reset();
    if (!m_options.pidFile.empty())
        std::remove(m_options.pidFile.c_str());
}

bool BrokerNode::isRunning() const
{
    return m_runner != nullptr;
}

std::uint16_t BrokerNode::port() const
{
    return m_runner ? m_runner->server.port() : 0;
}

std::string BrokerNode::clientUrl() const
{
    if (!m_runner)
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
    if (!m_runner)
        return;
    // std::function wants something that can be copied
    const auto shared = std::make_shared<std::unique_ptr<BrokerGuest>>(std::move(guest));
    std::promise<void> done;
    m_runner->server.post([this, shared, &done] {
        m_runner->server.setGuest(std::move(*shared));
        done.set_value();
    });
    done.get_future().wait();
}

} // namespace gnat
