// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/qt/brokerview.h"
#include "items/keyedtablemodel.h"

namespace gnat {

// The tables of a cluster: columns, and rows made of a BrokerView.

enum class ServerColumn { Server, Address, State, Clients, Subscriptions, In, Out, Since };
enum class ClientColumn { Client, Server, Library, Subscriptions, Out, In, Pending, RoundTrip, Since, Note };
enum class RouteColumn { From, To, In, Out, Pending, RoundTrip, Subscriptions, Since };
enum class StoryColumn { Time, Text };
enum class LogColumn { Time, Server, Text };

/// Behind the roles of roles.h.
enum ClusterRole {
    NodeRole = Qt::UserRole + 200, ///< int, index of the node
    NodeStateRole,                 ///< int, NodeState
    ClientRole,                    ///< quint64, its number on the node
    NoteRole,                      ///< int, ClientNote
    StoryRole,                     ///< int, BrokerStory::Kind
    IsProblemRole,                 ///< bool
    SearchRole                     ///< QString, all that a filter looks at
};
enum class ClientNote { None, Ours, Moved, Behind };

KeyedTableModel *makeServerTable(QObject *parent);
QList<TableRow> serverRows(const BrokerView &view);
KeyedTableModel *makeClientTable(QObject *parent);
QList<TableRow> clientRows(const BrokerView &view);
KeyedTableModel *makeRouteTable(QObject *parent);
QList<TableRow> routeRows(const BrokerView &view);
KeyedTableModel *makeSubscriptionTable(QObject *parent);
QList<TableRow> subscriptionRows(const QList<SubscriptionView> &subscriptions);
/// What happened, oldest first.
KeyedTableModel *makeStoryTable(QObject *parent);
QList<TableRow> storyRows(const QList<BrokerStory> &stories);
/// The broker's log, oldest first.
KeyedTableModel *makeLogTable(QObject *parent);
QList<TableRow> logRows(const QList<BrokerLogLine> &lines);

/// A node's state in a word or two: "up", "killed 12 s ago".
QString nodeStateText(const NodeView &node, qint64 nowNs);
/// The client's name, or what stands for it.
QString clientName(const ClientView &client);
/// "n2 was killed from this window", "4 clients lost their connection".
QString storyText(const BrokerStory &story);

} // namespace gnat
