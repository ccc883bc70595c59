// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QMetaType>
#include <QString>

namespace gnat {

// The embedded broker at one moment, as values for windows: what BrokerWatch makes of the nodes' snapshots. Rates are
// per second, measured between two snapshots; times are nanoseconds since 1970.

enum class NodeState { Running, LameDuck, Paused, Stopped };

struct NodeView
{
    QString name;
    QString id;  ///< the server id; empty: not known yet
    QString url; ///< empty: it has never run
    quint16 port = 0;
    NodeState state = NodeState::Stopped;
    qint64 sinceNs = 0;     ///< when it got into this state; 0: not known
    bool wasKilled = false; ///< Stopped without a word to its clients
    quint64 clients = 0;
    quint64 subscriptions = 0;
    quint64 routes = 0;
    double inPerSecond = 0;  ///< messages from clients and other nodes
    double outPerSecond = 0; ///< messages delivered

    bool isUp() const { return state != NodeState::Stopped; }
    friend bool operator==(const NodeView &, const NodeView &) = default;
};

/// A client on a node; "in" is what it sends, "out" what it is sent.
struct ClientView
{
    int node = 0;
    quint64 id = 0;
    QString name;    ///< as told in CONNECT; may be empty
    QString library; ///< "go 1.37.0"; may be empty
    QString address; ///< "127.0.0.1:50312"
    QString user;
    QString tls;         ///< "1.3"; empty: none
    bool isOurs = false; ///< a connection of this window
    quint32 subscriptions = 0;
    quint64 inMessages = 0;
    quint64 outMessages = 0;
    quint64 inBytes = 0;
    quint64 outBytes = 0;
    double inPerSecond = 0;
    double outPerSecond = 0;
    quint64 pendingBytes = 0;
    qint64 roundTripNs = 0; ///< 0: not measured yet
    qint64 startedNs = 0;
    int movedFrom = -1; ///< the node that it was on before that one was lost, for a while; -1: none
};

/// A route as the node sees it that opened it.
struct RouteView
{
    int from = 0;
    QString to; ///< the other node's name
    double inPerSecond = 0;
    double outPerSecond = 0;
    quint64 pendingBytes = 0;
    qint64 roundTripNs = 0;
    quint32 subscriptions = 0; ///< the other node's interest
    qint64 startedNs = 0;
};

struct SubscriptionView
{
    QString subject;
    QString queue;
    quint64 messages = 0;
};

struct BrokerView
{
    bool hasNodes = false; ///< false: no broker was started
    qint64 atNs = 0;
    QList<NodeView> nodes;
    QList<ClientView> clients;
    quint64 clientsTotal = 0; ///< `clients` holds the first thousand of each node
    QList<RouteView> routes;

    int nodesUp() const
    {
        int up = 0;
        for (const auto &node : nodes)
            up += node.isUp() ? 1 : 0;
        return up;
    }
};

/// A line of the broker's log.
struct BrokerLogLine
{
    quint64 number = 0;
    qint64 atNs = 0;
    QString node;
    QString text; ///< plain English, as the broker says it
    bool isProblem = false;
};

/// Something worth telling about a failover, and nothing but what was observed.
struct BrokerStory
{
    enum class Kind { Up, Killed, Stopped, LameDuck, Paused, Resumed, ClientsLost, ClientBack };

    quint64 number = 0;
    qint64 atNs = 0;
    Kind kind = Kind::Up;
    QString node;            ///< ClientBack: where it is now
    QString client;          ///< ClientBack
    quint64 clients = 0;     ///< ClientsLost
    qint64 afterNs = 0;      ///< ClientBack: since it was lost; 0: not known
    bool isFromHere = false; ///< Killed, Stopped: by this window
};

} // namespace gnat
