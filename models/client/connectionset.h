// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/connection.h"

#include <QObject>

#include <memory>
#include <vector>

namespace gnat {

/// The open connections, in the order in which they were opened. Owns them. GUI thread.
class ConnectionSet : public QObject
{
    Q_OBJECT

public:
    ConnectionSet(Fanout &fanout, DropLedger &ledger, QObject *parent = nullptr);
    ~ConnectionSet() override;

    /// Creates and opens a connection; a name that is taken gets a number behind it.
    Connection *add(ConnectionProfile profile);
    /// Closes and destroys it; its messages stay in the views.
    void remove(SourceId id);

    const std::vector<std::unique_ptr<Connection>> &all() const { return m_connections; }
    Connection *find(SourceId id) const;
    Connection *findByName(const QString &name) const;
    QStringList names() const;

Q_SIGNALS:
    void added(gnat::Connection *connection);
    void aboutToRemove(gnat::Connection *connection);
    void removed(gnat::SourceId id);

private:
    Fanout &m_fanout;
    DropLedger &m_ledger;
    std::vector<std::unique_ptr<Connection>> m_connections;
    quint32 m_nextId = 1;
};

} // namespace gnat
