// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "interop/rashrelay.h"

#include <QRegularExpression>
#include <QTcpSocket>

namespace gnat::test {

RashRelay::RashRelay(quint16 serverPort) : m_serverPort(serverPort)
{
    connect(&m_listener, &QTcpServer::newConnection, this, &RashRelay::accept);
    m_listener.listen(QHostAddress::LocalHost);
}

void RashRelay::accept()
{
    auto *client = m_listener.nextPendingConnection();
    auto *server = new QTcpSocket(client); // NOLINT(cppcoreguidelines-owning-memory): its parent owns it
    server->connectToHost(QHostAddress::LocalHost, m_serverPort);
    connect(client, &QTcpSocket::readyRead, server, [client, server] { server->write(client->readAll()); });
    connect(server, &QTcpSocket::readyRead, client, [client, server] { promiseMore(server, client); });
    connect(client, &QTcpSocket::disconnected, server, &QTcpSocket::disconnectFromHost);
    connect(server, &QTcpSocket::disconnected, client, &QTcpSocket::disconnectFromHost);
    connect(client, &QTcpSocket::disconnected, client, &QObject::deleteLater);
}

/// Alters the first line, INFO; after that, bytes pass as they come.
void RashRelay::promiseMore(QTcpSocket *server, QTcpSocket *client)
{
    static const QRegularExpression limit(QStringLiteral("\"max_payload\":\\d+"));
    if (client->property("promised").toBool()) {
        client->write(server->readAll());
    } else if (server->canReadLine()) {
        auto info = QString::fromUtf8(server->readLine());
        client->write(info.replace(limit, QStringLiteral("\"max_payload\":1048576")).toUtf8() + server->readAll());
        client->setProperty("promised", true);
    }
}

} // namespace gnat::test
