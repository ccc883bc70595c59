// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/rawclient.h"
#include "interop/scenarioserver.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace gnat::test;
using Product = ScenarioServer::Product;

namespace {

constexpr auto hello = "CONNECT {\"verbose\":false}\r\n";

QByteArray message(qsizetype bytes)
{
    return "PUB a " + QByteArray::number(bytes) + "\r\n" + QByteArray(bytes, 'x') + "\r\n";
}

/// What became of clients that do not read, with one of the two servers.
struct Outcome
{
    QByteArray story;
    qint64 heldMs = 0; ///< how long the publisher was held
};

class Scene
{
public:
    Scene(Product product, const QByteArray &configuration) : m_server(product)
    {
        QFile file(m_folder.filePath(QStringLiteral("server.conf")));
        if (!file.open(QIODevice::WriteOnly) || file.write(configuration) < 0)
            return;
        file.close();
        m_server.start({QStringLiteral("-c"), file.fileName()});
    }
    quint16 port() const { return m_server.port(); }

private:
    QTemporaryDir m_folder;
    ScenarioServer m_server;
};

/// More than sockets hold, less than half of what may wait for a client.
Outcome toItself(Product product)
{
    const Scene scene(product, "{}");
    RawClient client(scene.port());
    client.limitReading(1);
    QElapsedTimer timer;
    timer.start();
    client.send(hello + QByteArray("SUB a 1\r\n"));
    constexpr int count = 28;
    for (int i = 0; i < count; ++i)
        client.send(message(1'000'000));
    const auto heldMs = timer.elapsed();
    client.limitReading(0);
    client.send("PING\r\n");
    const auto heard = client.readUntil("PONG\r\n", 20'000);
    return {"heard " + QByteArray::number(heard.count("MSG a 1 1000000\r\n")) + " messages", heldMs};
}

Outcome toOneWhoDoesNotRead(Product product)
{
    const Scene scene(product, "{}");
    RawClient stalled(scene.port());
    stalled.send(hello + QByteArray("SUB a 1\r\nPING\r\n"));
    stalled.readUntil("PONG\r\n");
    RawClient publisher(scene.port());
    QElapsedTimer timer;
    timer.start();
    publisher.send(hello);
    constexpr int count = 30;
    for (int i = 0; i < count; ++i)
        publisher.send(message(1'000'000));
    publisher.send("PING\r\n");
    const QByteArray answer = publisher.readUntil("PONG\r\n", 20'000);
    const auto heldMs = timer.elapsed();
    stalled.send("PING\r\n"); // late, but not too late
    const auto heard = stalled.readUntil("PONG\r\n", 20'000);
    return {answer + "heard " + QByteArray::number(heard.count("MSG a 1 1000000\r\n")) + " messages", heldMs};
}

/// The limit of what may wait for one client is reached while publishers are held, more and more.
Outcome overTheLimit(Product product)
{
    const Scene scene(product, "{\"max_pending\": 4000000, \"write_deadline\": \"30s\"}");
    RawClient stalled(scene.port());
    stalled.send(hello + QByteArray("SUB a 1\r\nPING\r\n"));
    stalled.readUntil("PONG\r\n");
    RawClient publisher(scene.port());
    publisher.send(hello);
    QElapsedTimer timer;
    timer.start();
    constexpr int count = 16;
    for (int i = 0; i < count; ++i)
        publisher.send(message(1'000'000));
    publisher.send("PING\r\n");
    const auto answer = publisher.readUntil("PONG\r\n", 30'000).replace("PING\r\n", ""); // it takes its time
    const auto heldMs = timer.elapsed();
    const auto heard = stalled.readToEnd(10'000).count("MSG a 1 1000000\r\n");
    return {answer + (stalled.isClosed() ? "closed" : "still open") + (heard < count ? " before the last" : ""),
            heldMs};
}

/// Reading a little now and then does not help: what waited has to go within the deadline.
Outcome readingTooSlowly(Product product)
{
    const Scene scene(product, "{\"write_deadline\": \"1s\"}");
    RawClient slow(scene.port());
    slow.limitReading(1);
    slow.send(hello + QByteArray("SUB a 1\r\nPING\r\n"));
    RawClient publisher(scene.port());
    publisher.send(hello);
    for (int i = 0; i < 20; ++i)
        publisher.send(message(1'000'000));
    publisher.send("PING\r\n");
    const auto answer = publisher.readUntil("PONG\r\n", 20'000);
    QElapsedTimer timer;
    timer.start();
    qsizetype bytes = 0;
    slow.limitReading(100);
    while (!slow.isClosed() && timer.elapsed() < 3'000) {
        bytes += slow.readToEnd(1).size();
        QTest::qWait(20);
    }
    slow.limitReading(0);
    bytes += slow.readToEnd(10'000).size();
    return {answer + (slow.isClosed() && bytes < 20'000'000 ? "cut" : "let go on"), 0};
}

} // namespace

/// Who publishes to clients that do not read is held as nats-server would hold it, and no longer; the same ones are
/// cut.
class TestStalledClients : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void toItself() { compare(::toItself, "heard 28 messages"); }
    void toOneWhoDoesNotRead() { compare(::toOneWhoDoesNotRead, "PONG\r\nheard 30 messages"); }
    void overTheLimit() { compare(::overTheLimit, "PONG\r\nclosed before the last"); }
    void readingTooSlowly() { compare(::readingTooSlowly, "PONG\r\ncut"); }

private:
    static void compare(Outcome (*play)(Product), const QByteArray &expected)
    {
        const auto theirs = play(Product::NatsServer);
        const auto ours = play(Product::Gnatcatcher);
        QCOMPARE(theirs.story, expected);
        QCOMPARE(ours.story, expected);
        qInfo("held for %lld ms by nats-server, %lld ms by ours", theirs.heldMs, ours.heldMs);
        constexpr qint64 otherPrograms = 2'000; // take the processors for a while
        QVERIFY(ours.heldMs < theirs.heldMs + otherPrograms);
    }
};

QTEST_GUILESS_MAIN(TestStalledClients)
#include "tst_stalledclients.moc"
