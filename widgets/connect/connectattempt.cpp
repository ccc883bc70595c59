// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connect/connectattempt.h"

#include <QTimer>

namespace gnat {

ConnectAttempt::ConnectAttempt(ConnectionSet &connections, QObject *parent)
    : QObject(parent), m_connections(connections)
{
    connect(&m_connections, &ConnectionSet::added, this, &ConnectAttempt::take);
    connect(&m_connections, &ConnectionSet::aboutToRemove, this, [this](const Connection *connection) {
        if (connection->id() == m_id)
            m_isRunning = false;
    });
}

void ConnectAttempt::expect()
{
    m_isRunning = true;
    m_id = {};
}

void ConnectAttempt::take(Connection *connection)
{
    if (!m_isRunning || !m_id.isNone())
        return;
    m_id = connection->id();
    connect(connection, &Connection::stateChanged, this, [this, connection] { check(connection); });
    check(connection);
}

void ConnectAttempt::check(const Connection *connection)
{
    if (!m_isRunning || connection->id() != m_id)
        return;
    if (connection->state() == ConnectionState::Connected) {
        m_isRunning = false;
        Q_EMIT succeeded();
    } else if (connection->state() == ConnectionState::Failed) {
        m_isRunning = false;
        const QString reason = connection->lastError();
        // Not from within the connection's own signal.
        QTimer::singleShot(0, this, [this, reason] {
            discard();
            Q_EMIT failed(reason);
        });
    }
}

void ConnectAttempt::cancel()
{
    m_isRunning = false;
    discard();
}

void ConnectAttempt::discard()
{
    const Connection *connection = m_connections.find(m_id);
    if (connection && connection->state() != ConnectionState::Connected)
        m_connections.remove(m_id);
    m_id = {};
}

} // namespace gnat
