// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/brokeroptions.h"
#include "broker/cluster/brokercluster.h"
#include "broker/rawclient.h"

#include <QTest>

namespace gnat::test {

/// A client of a node that has logged in and been answered.
class ClusterClient : public RawClient
{
public:
    explicit ClusterClient(quint16 port, const QByteArray &commands = {}) : RawClient(port)
    {
        send("CONNECT {\"verbose\":false,\"headers\":true,\"no_responders\":true,\"protocol\":1}\r\n" + commands);
        sync();
    }
    /// As RawClient's, without the node's PINGs, which come when they like.
    QByteArray readUntil(const QByteArray &mark, int waitMs = 5000)
    {
        const QByteArray ping = "PING\r\n";
        auto text = RawClient::readUntil(mark, waitMs);
        while (text == ping)
            text = RawClient::readUntil(mark, waitMs);
        text.replace("\r\n" + ping, "\r\n");
        return text.startsWith(ping) ? text.sliced(ping.size()) : text;
    }
    /// What came until the node has carried out all that was sent, without the PONG.
    QByteArray sync()
    {
        send("PING\r\n");
        auto text = readUntil("PONG\r\n");
        text.chop(6);
        return text;
    }
    QByteArray said(const QByteArray &commands)
    {
        send(commands);
        return sync();
    }
};

inline BrokerOptions freePorts()
{
    BrokerOptions options;
    options.port = -1;
    return options;
}

/// A node that can have neighbours; routes name the ports of nodes to dial.
inline BrokerOptions memberOptions(const char *name, std::initializer_list<quint16> routes = {})
{
    auto options = freePorts();
    options.serverName = name;
    options.cluster.name = "test";
    options.cluster.port = -1;
    for (const auto port : routes)
        options.cluster.routes.push_back("nats://127.0.0.1:" + std::to_string(port));
    return options;
}

/// True once each running node has a route to each other one.
inline bool isWhole(const BrokerCluster &cluster)
{
    std::size_t running = 0;
    for (std::size_t i = 0; i < cluster.size(); ++i)
        running += cluster.state(i) == BrokerCluster::State::Stopped ? 0 : 1;
    for (std::size_t i = 0; i < cluster.size(); ++i) {
        if (cluster.state(i) != BrokerCluster::State::Stopped && cluster.stats(i).routes != running - 1)
            return false;
    }
    return true;
}

constexpr int deadlineMs = 10'000;

#define GNAT_WAIT_FOR(condition) QTRY_VERIFY2_WITH_TIMEOUT((condition), #condition, ::gnat::test::deadlineMs)

} // namespace gnat::test
