// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QElapsedTimer>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTcpSocket>

namespace gnat::test {

/// An answer of a monitoring port.
struct HttpReply
{
    int status = 0; ///< 0: none came
    QByteArray head;
    QByteArray body;

    QJsonObject object() const { return QJsonDocument::fromJson(body).object(); }
};

/// Sends `request` as it is and reads one answer. Needs no event loop.
inline HttpReply httpSend(QTcpSocket &socket, const QByteArray &request, int deadlineMs = 10'000)
{
    QElapsedTimer timer;
    timer.start();
    socket.write(request);
    QByteArray received;
    qsizetype end = -1;
    qsizetype size = -1;
    while (timer.elapsed() < deadlineMs) {
        end = received.indexOf("\r\n\r\n");
        const auto at = received.indexOf("Content-Length: ");
        if (end >= 0 && at >= 0 && at < end)
            size = received.mid(at + 16, received.indexOf("\r\n", at) - at - 16).toLongLong();
        if (size >= 0 && received.size() >= end + 4 + size)
            break;
        if (socket.bytesAvailable() == 0 && !socket.waitForReadyRead(deadlineMs))
            break;
        received += socket.readAll();
    }
    if (end < 0)
        return {};
    return {received.mid(9, 3).toInt(), received.left(end), received.mid(end + 4)};
}

/// One request and its answer on a connection of its own. HTTP/1.0, so that answers come in one piece.
inline HttpReply httpGet(quint16 port, const QByteArray &target, const QByteArray &headers = {})
{
    QTcpSocket socket;
    socket.connectToHost(QStringLiteral("127.0.0.1"), port);
    if (!socket.waitForConnected(5000))
        return {};
    return httpSend(socket, "GET " + target + " HTTP/1.0\r\nHost: test\r\n" + headers + "\r\n");
}

} // namespace gnat::test
