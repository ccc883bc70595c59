// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/support/rawpublisher.h"

#include <QTcpSocket>

#include <algorithm>
#include <chrono>
#include <thread>

namespace gnat::bench {

namespace {

constexpr int devices = 1000;
constexpr int blockMessages = 500;

void appendFrames(QByteArray &block, const RawLoad &load, const QByteArray &payload, int first, int count)
{
    const auto size = QByteArray::number(load.payloadBytes);
    for (int i = first; i < first + count; ++i) {
        const int subject = i % load.subjects;
        block += "PUB plant.line";
        block += QByteArray::number(subject / devices);
        block += ".device";
        block += QByteArray::number(subject % devices);
        block += ".data ";
        block += size;
        block += "\r\n";
        block += payload;
        block += "\r\n";
    }
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

bool waitForPong(QTcpSocket &socket)
{
    QByteArray answer;
    while (!answer.contains("PONG")) {
        if (!socket.waitForReadyRead(30'000))
            return false;
        answer += socket.readAll();
    }
    return true;
}

} // namespace

int publishRaw(const RawLoad &load)
{
    QTcpSocket socket;
    socket.connectToHost(QStringLiteral("127.0.0.1"), load.port);
    if (!socket.waitForConnected(5000) || !writeAll(socket, "CONNECT {\"verbose\":false}\r\n"))
        return 1;
    const QByteArray payload(load.payloadBytes, 'x');
    QByteArray block;
    const auto start = std::chrono::steady_clock::now();
    for (int sent = 0; sent < load.messages; sent += blockMessages) {
        if (load.perSecond > 0)
            std::this_thread::sleep_until(start + std::chrono::nanoseconds(1'000'000'000LL * sent / load.perSecond));
        block.resize(0);
        appendFrames(block, load, payload, sent, std::min(blockMessages, load.messages - sent));
        if (!writeAll(socket, block))
            return 1;
    }
    return writeAll(socket, "PING\r\n") && waitForPong(socket) ? 0 : 1;
}

} // namespace gnat::bench
