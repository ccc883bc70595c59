// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "rawpublisher.h"

#include <QTcpSocket>

namespace gnat::bench {

namespace {

/// One PUB for each subject, repeated until the block is worth a system call.
QByteArray frames(int first, int count, int payloadBytes, int subjects)
{
    const QByteArray payload(payloadBytes, 'x');
    QByteArray block;
    for (int i = first; i < first + count; ++i) {
        block += "PUB plant." + QByteArray::number(i % subjects) + ".data " + QByteArray::number(payloadBytes) + "\r\n";
        block += payload + "\r\n";
    }
    return block;
}

bool writeAll(QTcpSocket &socket, const QByteArray &bytes)
{
    socket.write(bytes);
    while (socket.bytesToWrite() > 0) {
        if (!socket.waitForBytesWritten(30'000))
            return false;
    }
    return true;
}

} // namespace

int publishRaw(quint16 port, int messages, int payloadBytes, int subjects)
{
    QTcpSocket socket;
    socket.connectToHost(QStringLiteral("127.0.0.1"), port);
    if (!socket.waitForConnected(5000) || !writeAll(socket, "CONNECT {\"verbose\":false}\r\n"))
        return 1;
    const int group = subjects * 2;
    const auto block = frames(0, group, payloadBytes, subjects);
    int sent = 0;
    for (; sent + group <= messages; sent += group) {
        if (!writeAll(socket, block))
            return 1;
    }
    if (!writeAll(socket, frames(0, messages - sent, payloadBytes, subjects) + "PING\r\n"))
        return 1;
    QByteArray answer;
    while (!answer.contains("PONG")) {
        if (!socket.waitForReadyRead(30'000))
            return 1;
        answer += socket.readAll();
    }
    return 0;
}

} // namespace gnat::bench
