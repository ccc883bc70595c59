// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/brokernode.h"
#include "broker/rawclient.h"

#include <QByteArray>
#include <QByteArrayList>

#include <memory>
#include <string>
#include <vector>

namespace gnat::test {

inline const QByteArray hello = "CONNECT {\"verbose\":false,\"pedantic\":false,\"headers\":true,\"no_responders\":true,"
                                "\"name\":\"app\"}\r\n";

inline BrokerOptions freePort()
{
    BrokerOptions options;
    options.port = -1;
    return options;
}

inline FaultPlan plan(const std::vector<std::string> &texts, std::uint64_t seed = 7)
{
    return FaultPlan::parse(texts, seed).value();
}

/// "PUB a 2\r\n00\r\n" and so on.
inline QByteArray numbered(const QByteArray &subject, int from, int count)
{
    QByteArray bytes;
    for (int i = from; i < from + count; ++i)
        bytes += "PUB " + subject + " 2\r\n" + QByteArray::number(i).rightJustified(2, '0') + "\r\n";
    return bytes;
}

/// The payloads of MSG frames with two bytes each: "00 01 02".
inline QByteArray payloads(const QByteArray &frames)
{
    QByteArrayList found;
    const auto lines = frames.split('\n');
    for (qsizetype i = 0; i + 1 < lines.size(); ++i) {
        if (lines[i].startsWith("MSG ") || lines[i].startsWith("HMSG "))
            found.append(lines[i + 1].trimmed());
    }
    return found.join(' ');
}

/// A node with faults, and one client on each side.
class Pair
{
public:
    explicit Pair(const std::vector<std::string> &faults, const QByteArray &subject = ">")
        : node(makeNode(faults)), publisher(node->port()), subscriber(node->port())
    {
        subscriber.send(hello + "SUB " + subject + " 1\r\nPING\r\n");
        subscriber.readUntil("PONG\r\n");
        publisher.send(hello + "PING\r\n");
        publisher.readUntil("PONG\r\n");
    }
    FaultFigures figures(std::size_t i = 0) const { return node->faultFigures()[i]; }

    std::unique_ptr<BrokerNode> node;
    RawClient publisher;
    RawClient subscriber;

private:
    static std::unique_ptr<BrokerNode> makeNode(const std::vector<std::string> &faults)
    {
        auto node = std::make_unique<BrokerNode>(freePort());
        if (!node->setFaults(plan(faults)) || !node->start())
            qFatal("The node does not start.");
        return node;
    }
};

} // namespace gnat::test
