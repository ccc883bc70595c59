// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "soakclients.h"

#include "soaksocket.h"

#include <QDeadlineTimer>

#include <array>
#include <chrono>
#include <random>
#include <thread>

namespace gnat::test {

namespace {

const QByteArray hello = "CONNECT {\"verbose\":false,\"pedantic\":false,\"headers\":true,\"protocol\":1}\r\n";

/// Takes the whole "MSG soak.<publisher> 1 <size>\r\n<number> xxx…\r\n" from the front of what came; answers PINGs.
void takeNumbers(QByteArray &received, SoakSocket &socket, SoakLedger &ledger)
{
    qsizetype at = 0;
    while (true) {
        const auto lineEnd = received.indexOf("\r\n", at);
        if (lineEnd < 0)
            break;
        const auto line = received.mid(at, lineEnd - at);
        if (!line.startsWith("MSG ")) {
            if (line == "PING")
                socket.send("PONG\r\n");
            at = lineEnd + 2;
            continue;
        }
        const auto words = line.split(' ');
        const auto size = words.at(3).toInt();
        if (received.size() < lineEnd + 2 + size + 2)
            break;
        ledger.arrived(words.at(1).mid(5).toUInt(),
                       received.mid(lineEnd + 2, received.indexOf(' ', lineEnd) - lineEnd - 2).toULongLong());
        at = lineEnd + 2 + size + 2;
    }
    received.remove(0, at);
}

// --- What no client should do ---

void vanishAfterHello(SoakSocket &socket, std::minstd_rand &)
{
    socket.send(hello + "SUB soak.> 1\r\nSUB noise.* 2\r\n");
}

/// Takes nothing of its own flood, until the server has enough of it.
void stallUntilCut(SoakSocket &socket, std::minstd_rand &)
{
    socket.stall();
    socket.send(hello + "SUB flood 1\r\n");
    const QByteArray flood = "PUB flood 60000\r\n" + QByteArray(60'000, 'x') + "\r\n";
    const QDeadlineTimer deadline(5000);
    while (socket.isOpen() && !deadline.hasExpired())
        socket.send(flood, 100);
}

/// Takes nothing of what the others take: their publishers wait for it until it is cut.
void stallOnNumbers(SoakSocket &socket, std::minstd_rand &)
{
    socket.stall();
    socket.send(hello + "SUB soak.* 1\r\n");
    const QDeadlineTimer deadline(5000);
    while (socket.isOpen() && !deadline.hasExpired()) {
        socket.send("PING\r\n", 100);
        socket.waitForChange(100);
    }
}

void sayGarbage(SoakSocket &socket, std::minstd_rand &random)
{
    QByteArray bytes(1 + qsizetype(random() % 5000), '\0');
    for (auto &byte : bytes)
        byte = char(random());
    socket.send(random() % 2 ? hello + bytes : bytes);
    socket.receive(bytes, 100);
}

void stopHalfWay(SoakSocket &socket, std::minstd_rand &random)
{
    socket.send(hello + "PUB noise.a 1000\r\n" + QByteArray(qsizetype(random() % 1000), 'y'));
}

void sendTooMuch(SoakSocket &socket, std::minstd_rand &)
{
    QByteArray answer;
    socket.send(hello + "PUB noise.b 99999999\r\n");
    socket.receive(answer, 500);
}

void subscribeALot(SoakSocket &socket, std::minstd_rand &random)
{
    auto all = hello;
    for (unsigned i = 0; i < 500 + random() % 500; ++i)
        all += "SUB noise." + QByteArray::number(random() % 10'000) + ".* " + QByteArray::number(i) + "\r\n";
    socket.send(all);
    socket.sync(5000);
}

void joinAndLeaveGroup(SoakSocket &socket, std::minstd_rand &)
{
    QByteArray came;
    socket.send(hello + "SUB noise.> workers 1\r\nUNSUB 1 3\r\nSUB noise.> workers 2\r\nPUB noise.a 1\r\nx\r\n");
    socket.receive(came, 200);
}

void sayNothing(SoakSocket &socket, std::minstd_rand &)
{
    QByteArray came;
    socket.receive(came, 100);
}

} // namespace

bool publishNumbers(quint16 port, std::size_t number, int perSecond, const std::atomic<bool> &isOver,
                    std::atomic<std::uint64_t> &sent)
{
    SoakSocket socket(port);
    socket.send(hello);
    const auto subject = "PUB soak." + QByteArray::number(qulonglong(number)) + " ";
    const QByteArray padding = " " + QByteArray(1000, 'x');
    constexpr int turnsPerSecond = 50;
    auto next = std::chrono::steady_clock::now();
    while (!isOver && socket.isOpen()) {
        QByteArray block;
        for (int i = 0; i < perSecond / turnsPerSecond; ++i) {
            const auto text = QByteArray::number(qulonglong(sent++)) + padding;
            block += subject + QByteArray::number(text.size()) + "\r\n" + text + "\r\n";
        }
        if (!socket.send(block))
            return false;
        next += std::chrono::milliseconds(1000 / turnsPerSecond);
        std::this_thread::sleep_until(next); // the load's pace
    }
    return socket.sync();
}

bool collectNumbers(quint16 port, const QByteArray &queue, SoakLedger &ledger, const std::atomic<bool> &isOver)
{
    SoakSocket socket(port);
    socket.send(hello + "SUB soak.* " + queue + " 1\r\nPING\r\n");
    QByteArray received;
    while (!isOver && socket.isOpen()) {
        socket.receive(received, 100);
        takeNumbers(received, socket, ledger);
    }
    return socket.isOpen();
}

void comeAndGo(quint16 port, int clients)
{
    for (int i = 0; i < clients; ++i) {
        SoakSocket socket(port);
        socket.send(hello + "SUB noise.> 1\r\n");
        socket.sync();
    }
}

void misbehave(quint16 port, unsigned seed, const std::atomic<bool> &isOver, std::atomic<std::uint64_t> &count)
{
    constexpr std::array ways{vanishAfterHello,  sayGarbage, stopHalfWay,   sendTooMuch,   subscribeALot,
                              joinAndLeaveGroup, sayNothing, stallUntilCut, stallOnNumbers};
    std::minstd_rand random(seed);
    while (!isOver) {
        SoakSocket socket(port);
        ways.at(random() % ways.size())(socket, random);
        if (random() % 2)
            socket.vanish();
        ++count;
    }
}

} // namespace gnat::test
