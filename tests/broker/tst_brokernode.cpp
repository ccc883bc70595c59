// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/brokernode.h"
#include "broker/rawclient.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <thread>

using namespace gnat;
using gnat::test::RawClient;

namespace {

const QByteArray hello = "CONNECT {\"verbose\":false,\"pedantic\":false,\"headers\":true}\r\n";

BrokerOptions freePort()
{
    BrokerOptions options;
    options.port = -1;
    return options;
}

} // namespace

/// A node on real sockets.
class TestBrokerNode : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void delivers();
    void infoTellsTheNode();
    void portInUse();
    void addressOfAnotherMachine();
    void bindsAgainAtOnce();
    void lastWordsArrive();
    void slowConsumerIsCutAndOthersGoOn();
    void slowReceiverLosesNothing();
    void tooManyConnections();
    void stopClosesClients();
    void pidAndLogFile();
    void unwritableLogFile();
};

void TestBrokerNode::delivers()
{
    BrokerNode node(freePort());
    QVERIFY(node.start().isOk());
    RawClient subscriber(node.port());
    RawClient publisher(node.port());
    subscriber.send(hello + "SUB a.> 1\r\nPING\r\n");
    QCOMPARE(subscriber.readUntil("PONG\r\n"), "PONG\r\n");
    publisher.send(hello + "PUB a.b 5\r\nhello\r\nHPUB a.c r 12 14\r\nNATS/1.0\r\n\r\nhi\r\nPING\r\n");
    QCOMPARE(publisher.readUntil("PONG\r\n"), "PONG\r\n");
    QCOMPARE(subscriber.readUntil("hi\r\n"), "MSG a.b 1 5\r\nhello\r\nHMSG a.c 1 r 12 14\r\nNATS/1.0\r\n\r\nhi\r\n");
    const auto stats = node.stats();
    QCOMPARE(stats.connections, 2U);
    QCOMPARE(stats.subscriptions, 1U);
    QCOMPARE(stats.inMessages, 2U);
    QCOMPARE(stats.outMessages, 2U);
    QCOMPARE(stats.inBytes, 19U);
}

void TestBrokerNode::infoTellsTheNode()
{
    auto options = freePort();
    options.serverName = "here";
    options.token = "t";
    BrokerNode node(options);
    QCOMPARE(node.port(), quint16(0));
    QVERIFY(node.clientUrl().empty());
    QVERIFY(node.start().isOk());
    QCOMPARE(node.clientUrl(), "nats://127.0.0.1:" + std::to_string(node.port()));
    const RawClient client(node.port());
    QVERIFY(client.info().startsWith("INFO {"));
    QVERIFY(client.info().contains("\"server_name\":\"here\""));
    QVERIFY(client.info().contains("\"port\":" + QByteArray::number(node.port())));
    QVERIFY(client.info().contains("\"auth_required\":true"));
}

void TestBrokerNode::portInUse()
{
    BrokerNode first(freePort());
    QVERIFY(first.start().isOk());
    auto options = freePort();
    options.port = first.port();
    BrokerNode second(options);
    const auto result = second.start();
    QVERIFY(!result.isOk());
    QVERIFY(!second.isRunning());
    QVERIFY(result.error().kind == ErrorKind::Unreachable);
    QCOMPARE(result.error().message, "Port " + std::to_string(first.port()) +
                                         " on 127.0.0.1 is in use by another program. Choose another port, or -1 for a "
                                         "free one.");
}

void TestBrokerNode::addressOfAnotherMachine()
{
    auto options = freePort();
    options.host = "192.0.2.1"; // reserved for documentation
    const auto exposed = BrokerNode(options).start();
    QVERIFY(!exposed.isOk());
    QVERIFY(exposed.error().kind == ErrorKind::NotPermitted);
    options.isInsecure = true;
    const auto result = BrokerNode(options).start();
    QVERIFY(!result.isOk());
    QVERIFY(
        QByteArray::fromStdString(result.error().message).startsWith("192.0.2.1 is not an address of this machine"));
}

void TestBrokerNode::bindsAgainAtOnce()
{
    auto options = freePort();
    for (int i = 0; i < 5; ++i) {
        BrokerNode node(options);
        const auto result = node.start();
        QVERIFY2(result.isOk(), result ? "" : result.error().message.c_str());
        options.port = node.port();
        RawClient client(node.port());
        client.send("PING\r\n");
        QCOMPARE(client.readUntil("PONG\r\n"), "PONG\r\n");
        node.stop(); // with an open connection
    }
}

void TestBrokerNode::lastWordsArrive()
{
    BrokerNode node(freePort());
    QVERIFY(node.start().isOk());
    RawClient client(node.port());
    client.send(hello + "ZZZ\r\n" + QByteArray(300'000, 'z')); // unread input must not turn the close into a reset
    QCOMPARE(client.readToEnd(), "-ERR 'Unknown Protocol Operation'\r\n");
    QVERIFY(client.isClosed());
    QTRY_COMPARE(node.stats().connections, 0U);
}

void TestBrokerNode::slowConsumerIsCutAndOthersGoOn()
{
    auto options = freePort();
    options.maxPending = 4'000'000;
    options.writeDeadline = std::chrono::milliseconds(300);
    BrokerNode node(options);
    QVERIFY(node.start().isOk());
    RawClient stuck(node.port());
    RawClient publisher(node.port());
    stuck.send(hello + "SUB big 1\r\nPING\r\n");
    stuck.readUntil("PONG\r\n"); // and never reads again
    publisher.send(hello);
    const auto message = "PUB big 1000000\r\n" + QByteArray(1'000'000, 'x') + "\r\n";
    for (int i = 0; i < 40; ++i)
        publisher.send(message);
    publisher.send("PING\r\n");
    QCOMPARE(publisher.readUntil("PONG\r\n", 20'000), "PONG\r\n");
    QTRY_COMPARE(node.stats().slowConsumers, 1U);
    QCOMPARE(node.stats().connections, 1U);
    QCOMPARE(node.stats().inMessages, 40U);
}

void TestBrokerNode::slowReceiverLosesNothing()
{
    BrokerNode node(freePort());
    QVERIFY(node.start().isOk());
    RawClient slow(node.port());
    slow.limitReading(100'000);
    slow.send(hello + "SUB a 1\r\nPING\r\n");
    slow.readUntil("PONG\r\n");
    constexpr int count = 50; // 50 MB: more than the sockets' buffers and half of the limit hold
    constexpr qsizetype size = 1'000'000;
    std::thread publishing([port = node.port()] { // it is held up while the receiver is behind
        RawClient publisher(port);
        publisher.send(hello);
        for (int i = 0; i < count; ++i)
            publisher.send("PUB a 1000000\r\n" + QByteArray(size, 'x') + "\r\n");
        publisher.send("PUB a 3\r\nend\r\nPING\r\n");
        publisher.readUntil("PONG\r\n", 20'000);
    });
    QTRY_VERIFY(node.stats().inMessages > 32);
    const auto seen = node.stats().inMessages;
    auto got = slow.readUntil("MSG a 1 3\r\nend\r\n", 20'000);
    got.replace("PING\r\n", ""); // it takes its time
    publishing.join();
    QVERIFY2(seen < count, qPrintable(QString::number(seen))); // it had more to send
    QCOMPARE(got.count("MSG a 1 1000000\r\n"), count);
    QCOMPARE(got.size(), qsizetype(count * (17 + size + 2) + 16));
    QCOMPARE(node.stats().slowConsumers, 0U);
}

void TestBrokerNode::tooManyConnections()
{
    auto options = freePort();
    options.maxConnections = 1;
    BrokerNode node(options);
    QVERIFY(node.start().isOk());
    RawClient first(node.port());
    RawClient second(node.port());
    QVERIFY(second.info().startsWith("INFO {"));
    QCOMPARE(second.readToEnd(), "-ERR 'maximum connections exceeded'\r\n");
    first.send("PING\r\n");
    QCOMPARE(first.readUntil("PONG\r\n"), "PONG\r\n");
}

void TestBrokerNode::stopClosesClients()
{
    BrokerNode node(freePort());
    QVERIFY(node.start().isOk());
    RawClient client(node.port());
    client.send(hello + "SUB a 1\r\nPING\r\n");
    client.readUntil("PONG\r\n");
    node.stop();
    client.readToEnd();
    QVERIFY(client.isClosed());
    QVERIFY(!node.isRunning());
    QVERIFY(node.start().isOk()); // a node can be started again
    QCOMPARE(node.stats().subscriptions, 0U);
}

void TestBrokerNode::pidAndLogFile()
{
    const QTemporaryDir folder;
    auto options = freePort();
    options.pidFile = folder.filePath(QStringLiteral("pid")).toStdString();
    options.logFile = folder.filePath(QStringLiteral("log")).toStdString();
    options.debug = options.trace = true;
    BrokerNode node(options);
    QVERIFY(node.start().isOk());
    QFile pid(QString::fromStdString(options.pidFile));
    QVERIFY(pid.open(QIODevice::ReadOnly));
    QCOMPARE(pid.readAll().trimmed(), QByteArray::number(qlonglong(QCoreApplication::applicationPid())));
    RawClient client(node.port());
    client.send("CONNECT {\"verbose\":false,\"pass\":\"secret\"}\r\nPUB a.b 2\r\nhi\r\nPING\r\n");
    client.readUntil("PONG\r\n");
    node.stop();
    QVERIFY(!pid.exists());
    QFile log(QString::fromStdString(options.logFile));
    QVERIFY(log.open(QIODevice::ReadOnly));
    const auto text = log.readAll();
    QVERIFY(text.contains("[INF] Listening for client connections on 127.0.0.1:"));
    QVERIFY(text.contains("[TRC] cid:1 - <<- [PUB a.b 2]"));
    QVERIFY(text.contains("[TRC] cid:1 - <<- [PING]"));
    QVERIFY(!text.contains("secret"));
}

void TestBrokerNode::unwritableLogFile()
{
    auto options = freePort();
    options.logFile = "/nowhere/at/all.log";
    const auto result = BrokerNode(options).start();
    QVERIFY(!result.isOk());
    QVERIFY(result.error().kind == ErrorKind::StorageFailure);
    QVERIFY(result.error().message.find("/nowhere/at/all.log") != std::string::npos);
}

QTEST_GUILESS_MAIN(TestBrokerNode)
#include "tst_brokernode.moc"
