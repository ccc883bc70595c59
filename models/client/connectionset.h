// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/connection.h"

#include <QHash>
#include <QObject>

#include <memory>
#include <vector>

namespace gnat {

/// What stays known of a connection that was closed, because its messages stay in the views.
struct ClosedConnection
{
    SourceId id;
    QString name;
    QString server;      ///< displayUrl()
    QString login;       ///< who it was there, without secrets
    qint64 closedNs = 0; ///< wall clock
    ConnectionNumbers numbers;
};

/// What a message came by, also when the subscription is gone.
struct SubscriptionName
{
    QByteArray pattern;
    QByteArray queueGroup; ///< empty: none
};

/// The open connections, in the order in which they were opened. Owns them. GUI thread.
class ConnectionSet : public QObject
{
    Q_OBJECT

public:
    ConnectionSet(Fanout &fanout, DropLedger &ledger, QObject *parent = nullptr);
    ~ConnectionSet() override;

    /// Creates and opens a connection; a name that is taken gets a number behind it. One of the same name, server and
    /// login as a closed one goes on as the same source: their messages stand together.
    Connection *add(ConnectionProfile profile);
    /// Closes and destroys it; its messages stay in the views.
    void remove(SourceId id);

    const std::vector<std::unique_ptr<Connection>> &all() const { return m_connections; }
    Connection *find(SourceId id) const;
    Connection *findByName(const QString &name) const;
    QStringList names() const;
    /// Null if it is open or was never there; valid until add() or remove().
    const ClosedConnection *findClosed(SourceId id) const;
    /// As it is shown: "staging"; "staging (closed)" when it is no longer open, with its server where another has the
    /// name; empty if it was never there.
    QString shownName(SourceId id) const;
    /// The source of this name, open or else closed last; a shown name is fine. None if there was none.
    SourceId sourceNamed(const QString &name) const;
    /// Also of those that are gone; nothing if there was none.
    SubscriptionName subscriptionName(SubscriptionId id) const;

Q_SIGNALS:
    void added(gnat::Connection *connection);
    void aboutToRemove(gnat::Connection *connection);
    void removed(gnat::SourceId id);

private:
    std::unique_ptr<Connection> make(ConnectionProfile profile);
    void noteSubscriptions(const Connection &connection);
    void noteClosed(const Connection &connection);

    Fanout &m_fanout;
    DropLedger &m_ledger;
    std::vector<std::unique_ptr<Connection>> m_connections;
    std::vector<ClosedConnection> m_closed;           ///< oldest first
    QHash<quint32, SubscriptionName> m_subscriptions; ///< ever made, by number
    quint32 m_nextId = 1;
};

} // namespace gnat
