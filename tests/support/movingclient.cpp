// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/movingclient.h"

#include <QHostAddress>

#include <utility>

namespace gnat::test {

MovingClient::MovingClient(QString name, QList<quint16> ports, QList<QByteArray> subjects, int firstPort)
    : m_name(std::move(name)), m_ports(std::move(ports)), m_subjects(std::move(subjects)), m_next(firstPort)
{
    m_retry.setSingleShot(true);
    connect(&m_retry, &QTimer::timeout, this, &MovingClient::connectNext);
    connect(&m_socket, &QTcpSocket::readyRead, this, &MovingClient::read);
    const auto lost = [this] {
        m_isGreeted = false;
        m_retry.start(40);
    };
    connect(&m_socket, &QTcpSocket::disconnected, this, lost);
    connect(&m_socket, &QTcpSocket::errorOccurred, this, lost);
    connect(&m_sender, &QTimer::timeout, this, [this] {
        if (m_isGreeted)
            m_socket.write(m_message);
    });
    connectNext();
}

MovingClient::~MovingClient()
{
    m_socket.disconnect(this); // its end is no reason to connect again
}

void MovingClient::publish(const QByteArray &subject, int perSecond)
{
    m_message = "PUB " + subject + " 2\r\n{}\r\n";
    m_sender.start(1000 / perSecond);
}

void MovingClient::connectNext()
{
    m_socket.abort();
    m_input.clear();
    m_socket.connectToHost(QHostAddress::LocalHost, m_ports.at(m_next++ % m_ports.size()));
}

/// Payloads are never looked at: no line of theirs may begin with a verb of the protocol.
void MovingClient::read()
{
    m_input += m_socket.readAll();
    for (qsizetype end = m_input.indexOf("\r\n"); end >= 0; end = m_input.indexOf("\r\n")) {
        const auto line = m_input.left(end);
        m_input.remove(0, end + 2);
        if (line.startsWith("INFO ") && !m_isGreeted)
            greet();
        else if (line == "PING")
            m_socket.write("PONG\r\n");
    }
}

void MovingClient::greet()
{
    m_isGreeted = true;
    m_socket.write("CONNECT {\"verbose\":false,\"headers\":true,\"protocol\":1,\"lang\":\"c++\",\"version\":\"0.1\","
                   "\"name\":\"" +
                   m_name.toUtf8() + "\"}\r\n");
    for (int sid = 0; sid < m_subjects.size(); ++sid)
        m_socket.write("SUB " + m_subjects.at(sid) + ' ' + QByteArray::number(sid + 1) + "\r\n");
    m_socket.write("PING\r\n");
}

} // namespace gnat::test
