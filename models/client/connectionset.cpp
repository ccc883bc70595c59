// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/connectionset.h"

#include "base/words.h"
#include "core/clock.h"

#include <algorithm>

namespace gnat {

namespace {

/// Another user of the same server sees other things.
QString loginOf(const ConnectionProfile &profile)
{
    return QStringList{QString::number(int(profile.login)), profile.user, profile.credentialsFile, profile.nkeyFile}
        .join(u'\n');
}

} // namespace

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
    m_connections.push_back(make(std::move(profile)));
    auto *connection = m_connections.back().get();
    connect(connection, &Connection::subscriptionsChanged, this,
            [this, connection] { noteSubscriptions(*connection); });
    Q_EMIT added(connection);
    connection->open();
    return connection;
}

std::unique_ptr<Connection> ConnectionSet::make(ConnectionProfile profile)
{
    const auto before = std::ranges::find_if(m_closed, [&](const ClosedConnection &closed) {
        return closed.name == profile.name && closed.server == displayUrl(profile) && closed.login == loginOf(profile);
    });
    const bool isNew = before == m_closed.end();
    auto connection =
        std::make_unique<Connection>(isNew ? SourceId(m_nextId++) : before->id, std::move(profile), m_fanout, m_ledger);
    if (!isNew) {
        connection->goOnFrom(before->numbers);
        m_closed.erase(before);
    }
    return connection;
}

void ConnectionSet::noteSubscriptions(const Connection &connection)
{
    const auto subscriptions = connection.subscriptions();
    for (const auto &subscription : subscriptions)
        m_subscriptions.insert(subscription.id.number(), {subscription.pattern, subscription.queueGroup});
}

void ConnectionSet::noteClosed(const Connection &connection)
{
    const auto &profile = connection.profile();
    m_closed.push_back({connection.id(), profile.name, displayUrl(profile), loginOf(profile), wallNanoseconds(),
                        connection.numbers()});
}

void ConnectionSet::remove(SourceId id)
{
    auto *connection = find(id);
    if (!connection)
        return;
    Q_EMIT aboutToRemove(connection);
    noteClosed(*connection);
    connection->close(); // who counts what is missed hears that the user ended it
    std::erase_if(m_connections, [id](const auto &candidate) { return candidate->id() == id; });
    Q_EMIT removed(id);
}

Connection *ConnectionSet::find(SourceId id) const
{
    const auto found = std::ranges::find_if(m_connections, [id](const auto &c) { return c->id() == id; });
    return found == m_connections.end() ? nullptr : found->get();
}

const ClosedConnection *ConnectionSet::findClosed(SourceId id) const
{
    const auto found = std::ranges::find(m_closed, id, &ClosedConnection::id);
    return found == m_closed.end() ? nullptr : &*found;
}

QString ConnectionSet::shownName(SourceId id) const
{
    if (const auto *connection = find(id))
        return connection->profile().name;
    const auto *closed = findClosed(id);
    if (!closed)
        return {};
    const bool isAlone =
        !findByName(closed->name) && std::ranges::count(m_closed, closed->name, &ClosedConnection::name) == 1;
    return isAlone ? Words::tr("%1 (closed)").arg(closed->name)
                   : Words::tr("%1 (closed, %2)").arg(closed->name, closed->server);
}

SourceId ConnectionSet::sourceNamed(const QString &name) const
{
    if (const auto *connection = findByName(name))
        return connection->id();
    const auto found = std::find_if(m_closed.rbegin(), m_closed.rend(), [&](const ClosedConnection &closed) {
        return closed.name == name || shownName(closed.id) == name;
    });
    return found == m_closed.rend() ? SourceId() : found->id;
}

SubscriptionName ConnectionSet::subscriptionName(SubscriptionId id) const
{
    return m_subscriptions.value(id.number());
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
