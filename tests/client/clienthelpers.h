// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/text.h"
#include "client/connection.h"
#include "flow/dropledger.h"
#include "flow/fanout.h"
#include "support/natsserverprocess.h"

#include <QSignalSpy>
#include <QTcpSocket>
#include <QTest>

#include <vector>

namespace gnat::test {

/// One message as a test compares it.
struct Received
{
    QByteArray subject;
    QByteArray reply;
    QByteArray headers;
    QByteArray payload;
    SubscriptionId subscription;
};

/// A connection with the door behind it and a queue that keeps everything that came through.
struct Client
{
    explicit Client(const QString &url) : Client(profileFromUrls(url).value()) {}
    explicit Client(ConnectionProfile profile)
    {
        fanout.attach(queue);
        connection = std::make_unique<Connection>(SourceId(1), std::move(profile), fanout, ledger);
    }

    /// True when the connection reached `state` in time.
    bool reaches(ConnectionState state, int withinMs = 10'000) const
    {
        return QTest::qWaitFor([&] { return connection->state() == state; }, withinMs);
    }
    bool connects() const
    {
        connection->open();
        return reaches(ConnectionState::Connected);
    }
    /// Subscribes and waits until the server has confirmed it.
    bool subscribe(const QByteArray &pattern, const QByteArray &queueGroup = {}) const
    {
        QSignalSpy confirmed(connection.get(), &Connection::subscriptionsConfirmed);
        return connection->subscribe(pattern, queueGroup).isOk() && confirmed.wait(5'000);
    }
    /// What has come so far.
    const std::vector<Received> &received()
    {
        for (const auto &batch : queue->take()) {
            for (std::size_t i = 0; i < batch->size(); ++i) {
                const auto view = batch->at(i);
                messages.push_back({toByteArray(view.subject), toByteArray(view.reply), toByteArray(view.headers),
                                    toByteArray(view.payload), view.subscription});
            }
        }
        return messages;
    }
    bool receives(std::size_t count, int withinMs = 10'000)
    {
        return QTest::qWaitFor([&] { return received().size() >= count; }, withinMs);
    }

    Fanout fanout;
    DropLedger ledger;
    std::shared_ptr<BatchQueue> queue = std::make_shared<BatchQueue>(BatchQueue::Limits{});
    std::vector<Received> messages;
    std::unique_ptr<Connection> connection;
};

/// A client that is nothing but a socket: the bytes on the wire are the test's.
struct RawClient
{
    explicit RawClient(quint16 port)
    {
        socket.connectToHost(QStringLiteral("127.0.0.1"), port);
        isUp = socket.waitForConnected(5'000) &&
               exchange("CONNECT {\"verbose\":false,\"headers\":true,\"no_responders\":true}\r\nPING\r\n", "PONG\r\n");
    }
    /// Writes and reads until `answer` came.
    bool exchange(const QByteArray &bytes, const QByteArray &answer)
    {
        socket.write(bytes);
        return readUntil(answer);
    }
    bool readUntil(const QByteArray &answer)
    {
        while (!read.contains(answer)) {
            if (!socket.waitForReadyRead(5'000))
                return false;
            read += socket.readAll();
        }
        return true;
    }
    bool sync()
    {
        read.clear();
        return exchange("PING\r\n", "PONG\r\n");
    }

    QTcpSocket socket;
    QByteArray read;
    bool isUp = false;
};

} // namespace gnat::test
