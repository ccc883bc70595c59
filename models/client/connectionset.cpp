// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/connectionset.h"

#include <algorithm>

namespace gnat {

ConnectionSet::ConnectionSet(Fanout &fanout, DropLedger &ledger, QObject *parent)
    : QObject(parent), m_fanout(fanout), m_ledger(ledger)
{
}

ConnectionSet::~ConnectionSet() = default;

Connection *ConnectionSet::add(ConnectionProfile profile)
{
    const auto wanted = profile.name.isEmpty() ? displayUrl(profile) : profile.name;
    profile.name = wanted;
    for (int number = 2; findByName(profile.name); ++number)
        profile.name = QStringLiteral("%1 %2").arg(wanted).arg(number);
    m_connections.push_back(std::make_unique<Connection>(SourceId(m_nextId++), std::move(profile), m_fanout, m_ledger));
    auto *connection = m_connections.back().get();
    Q_EMIT added(connection);
    connection->open();
    return connection;
}

void ConnectionSet::remove(SourceId id)
{
    auto *connection = find(id);
    if (!connection)
        return;
    Q_EMIT aboutToRemove(connection);
    std::erase_if(m_connections, [id](const auto &candidate) { return candidate->id() == id; });
    Q_EMIT removed(id);
}

Connection *ConnectionSet::find(SourceId id) const
{
    const auto found = std::ranges::find_if(m_connections, [id](const auto &c) { return c->id() == id; });
    return found == m_connections.end() ? nullptr : found->get();
}

QStringList ConnectionSet::names() const
{
    QStringList names;
    for (const auto &connection : m_connections)
        names << connection->profile().name;
    return names;
}

Connection *ConnectionSet::findByName(const QString &name) const
{
    const auto found = std::ranges::find_if(m_connections, [&](const auto &c) { return c->profile().name == name; });
    return found == m_connections.end() ? nullptr : found->get();
}

} // namespace gnat
