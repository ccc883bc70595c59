// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/farrelay.h"

#include "support/delayedpipe.h"

#include <QTcpServer>
#include <QTcpSocket>

#include <memory>

namespace gnat::test {

class FarRelay::Listener : public QObject
{
public:
    Listener(quint16 serverPort, int oneWayMs) : m_serverPort(serverPort), m_oneWayMs(oneWayMs)
    {
        connect(&m_server, &QTcpServer::newConnection, this, &Listener::accept);
        m_server.listen(QHostAddress::LocalHost);
    }
    quint16 port() const { return m_server.serverPort(); }
    void holdAnswers()
    {
        m_isHolding = true;
        for (auto *pipe : findChildren<DelayedPipe *>(QStringLiteral("answers")))
            pipe->hold();
    }
    void breakAll()
    {
        for (auto *socket : findChildren<QTcpSocket *>())
            socket->abort();
    }

private:
    void accept()
    {
        auto *client = m_server.nextPendingConnection();
        client->setParent(this);
        client->setSocketOption(QAbstractSocket::LowDelayOption, 1);
        auto *server = new QTcpSocket(client); // NOLINT(cppcoreguidelines-owning-memory): its parent owns it
        server->connectToHost(QHostAddress::LocalHost, m_serverPort);
        server->setSocketOption(QAbstractSocket::LowDelayOption, 1);
        new DelayedPipe(client, server, m_oneWayMs); // NOLINT(cppcoreguidelines-owning-memory): the same
        auto *answers = new DelayedPipe(server, client, m_oneWayMs); // NOLINT(cppcoreguidelines-owning-memory)
        answers->setObjectName(QStringLiteral("answers"));
        if (m_isHolding)
            answers->hold();
        connect(client, &QTcpSocket::disconnected, client, &QObject::deleteLater);
        connect(server, &QTcpSocket::disconnected, client, &QTcpSocket::abort);
    }

    QTcpServer m_server{this};
    const quint16 m_serverPort;
    const int m_oneWayMs;
    bool m_isHolding = false;
};

FarRelay::FarRelay(quint16 serverPort, int oneWayMs) : m_listener(std::make_unique<Listener>(serverPort, oneWayMs))
{
    m_port = m_listener->port();
    m_listener->moveToThread(&m_thread);
    m_thread.start(QThread::TimeCriticalPriority);
}

FarRelay::~FarRelay()
{
    m_listener.release()->deleteLater(); // on its thread, which ends when it is gone
    m_thread.quit();
    m_thread.wait();
}

void FarRelay::holdAnswers()
{
    QMetaObject::invokeMethod(
        m_listener.get(), [this] { m_listener->holdAnswers(); }, Qt::BlockingQueuedConnection);
}

void FarRelay::breakAll()
{
    QMetaObject::invokeMethod(
        m_listener.get(), [this] { m_listener->breakAll(); }, Qt::BlockingQueuedConnection);
}

} // namespace gnat::test
