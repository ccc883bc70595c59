// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QTcpSocket>
#include <QTimer>

namespace gnat::test {

/// A client that is nothing but a socket and publishes so many messages every 20 ms, as long as the event loop runs.
class SteadyPublisher
{
public:
    static constexpr quint64 payloadBytes = 8;

    SteadyPublisher(quint16 port, const QByteArray &name, const QByteArray &subject, int messagesATurn)
    {
        m_socket.connectToHost(QStringLiteral("127.0.0.1"), port);
        m_socket.waitForConnected(5'000);
        m_socket.write("CONNECT {\"verbose\":false,\"name\":\"" + name +
                       "\",\"lang\":\"go\",\"version\":\"1.28\"}\r\n");
        QObject::connect(&m_socket, &QTcpSocket::readyRead, &m_socket, [this] {
            if (m_socket.readAll().contains("PING\r\n"))
                m_socket.write("PONG\r\n");
        });
        QObject::connect(&m_turns, &QTimer::timeout, &m_socket, [this, subject, messagesATurn] {
            m_socket.write(QByteArray("PUB " + subject + " 8\r\n12345678\r\n").repeated(messagesATurn));
            m_sent += static_cast<quint64>(messagesATurn);
        });
        m_turns.start(20);
    }

    void stop() { m_turns.stop(); }
    quint64 sent() const { return m_sent; }

private:
    QTcpSocket m_socket;
    QTimer m_turns;
    quint64 m_sent = 0;
};

} // namespace gnat::test
