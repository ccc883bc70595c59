// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QTcpSocket>

namespace gnat::test {

/// A NATS client of the soak as a blocking socket, for the one thread that makes it. Nothing it does fails the test by
/// itself: what came and whether the other side is still there can be asked.
class SoakSocket
{
public:
    explicit SoakSocket(quint16 port);

    bool isOpen() const { return m_socket.state() == QAbstractSocket::ConnectedState; }
    /// False if it could not be sent within the deadline.
    bool send(const QByteArray &bytes, int deadlineMs = 30'000);
    /// More of what the server says, behind what there is; false if nothing came.
    bool receive(QByteArray &into, int deadlineMs);
    /// PING and everything up to the PONG; false if it does not come.
    bool sync(int deadlineMs = 30'000);
    /// Gone without a word: unread bytes make it a reset.
    void vanish() { m_socket.abort(); }
    /// Takes nothing any more.
    void stall();
    /// Until the other side has closed, or something came, or the time has passed.
    void waitForChange(int ms) { m_socket.waitForReadyRead(ms); }

private:
    QTcpSocket m_socket;
};

} // namespace gnat::test
