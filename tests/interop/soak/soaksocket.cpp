// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "soaksocket.h"

#include <QDeadlineTimer>

namespace gnat::test {

SoakSocket::SoakSocket(quint16 port)
{
    m_socket.connectToHost(QStringLiteral("127.0.0.1"), port);
    m_socket.waitForConnected(10'000);
}

bool SoakSocket::send(const QByteArray &bytes, int deadlineMs)
{
    const QDeadlineTimer deadline(deadlineMs);
    m_socket.write(bytes);
    while (m_socket.bytesToWrite() > 0 && isOpen() && !deadline.hasExpired())
        m_socket.waitForBytesWritten(int(deadline.remainingTime()));
    return m_socket.bytesToWrite() == 0;
}

void SoakSocket::stall()
{
    m_socket.setSocketOption(QAbstractSocket::ReceiveBufferSizeSocketOption, 4096);
    m_socket.setReadBufferSize(1);
}

bool SoakSocket::receive(QByteArray &into, int deadlineMs)
{
    if (m_socket.bytesAvailable() == 0)
        m_socket.waitForReadyRead(deadlineMs);
    const auto bytes = m_socket.readAll();
    into += bytes;
    return !bytes.isEmpty();
}

bool SoakSocket::sync(int deadlineMs)
{
    const QDeadlineTimer deadline(deadlineMs);
    QByteArray said;
    if (!send("PING\r\n"))
        return false;
    while (!said.endsWith("PONG\r\n") && !deadline.hasExpired() && isOpen())
        receive(said, int(deadline.remainingTime()));
    return said.endsWith("PONG\r\n");
}

} // namespace gnat::test
