// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/brokernode.h"
#include "broker/httpclient.h"
#include "broker/rawclient.h"

#include <QDeadlineTimer>
#include <QTest>

#include <atomic>
#include <future>
#include <memory>
#include <thread>
#include <vector>

using namespace gnat;
using namespace gnat::test;

namespace {

const QByteArray hello = "CONNECT {\"verbose\":false,\"pedantic\":false,\"headers\":true,\"no_responders\":true}\r\n";

BrokerOptions monitored()
{
    BrokerOptions options;
    options.port = -1;
    options.monitoring.port = -1;
    return options;
}

std::unique_ptr<QTcpSocket> connected(quint16 port)
{
    auto socket = std::make_unique<QTcpSocket>();
    socket->connectToHost(QStringLiteral("127.0.0.1"), port);
    socket->waitForConnected(5000);
    return socket;
}

/// All that comes until the server closes.
QByteArray readToEnd(QTcpSocket &socket, int deadlineMs = 5000)
{
    QElapsedTimer timer;
    timer.start();
    QByteArray received = socket.readAll();
    while (timer.elapsed() < deadlineMs && socket.waitForReadyRead(deadlineMs))
        received += socket.readAll();
    return received;
}

} // namespace

/// The HTTP port of a node: how it listens, and what it withstands.
class TestMonitoringPort : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isOffUnlessAsked();
    void login();
    void basePath();
    void portInUse();
    void keepsConnections();
    void hostileRequests_data();
    void hostileRequests();
    void tooManyConnections();
    void requestThatTakesForEver();
    void pausedNode();
    void stopsAtOnce();
    void underLoad();
};

void TestMonitoringPort::isOffUnlessAsked()
{
    auto options = monitored();
    options.monitoring.port.reset();
    BrokerNode node(options);
    QVERIFY(node.start().isOk());
    QCOMPARE(node.monitoringPort(), quint16(0));
}

void TestMonitoringPort::login()
{
    auto options = monitored();
    options.monitoring.user = "watcher";
    options.monitoring.password = "secret";
    BrokerNode node(options);
    QVERIFY(node.start().isOk());
    const auto authorization = [](const QByteArray &text) {
        return "Authorization: Basic " + text.toBase64() + "\r\n";
    };
    const auto refused = httpGet(node.monitoringPort(), "/varz");
    QCOMPARE(refused.status, 401);
    QVERIFY(refused.head.contains("WWW-Authenticate: Basic"));
    QVERIFY(!refused.body.contains("server_id"));
    QCOMPARE(httpGet(node.monitoringPort(), "/varz", authorization("watcher:wrong")).status, 401);
    QCOMPARE(httpGet(node.monitoringPort(), "/", authorization("other:secret")).status, 401);
    QCOMPARE(httpGet(node.monitoringPort(), "/varz", authorization("watcher:secret")).status, 200);
}

void TestMonitoringPort::basePath()
{
    for (const auto *base : {"nats", "/nats", "/nats/"}) {
        auto options = monitored();
        options.monitoring.basePath = base;
        BrokerNode node(options);
        QVERIFY(node.start().isOk());
        QCOMPARE(httpGet(node.monitoringPort(), "/nats/varz").status, 200);
        QCOMPARE(httpGet(node.monitoringPort(), "/varz").status, 404);
        QCOMPARE(httpGet(node.monitoringPort(), "/").status, 404);
        const auto index = httpGet(node.monitoringPort(), "/nats");
        QCOMPARE(index.status, 200);
        QVERIFY(index.body.contains("href=\"./nats/connz\""));
    }
}

void TestMonitoringPort::portInUse()
{
    BrokerNode first(monitored());
    QVERIFY(first.start().isOk());
    auto options = monitored();
    options.monitoring.port = first.monitoringPort();
    BrokerNode second(options);
    const auto started = second.start();
    QVERIFY(!started.isOk());
    QVERIFY(started.error().kind == ErrorKind::Unreachable);
    QVERIFY(started.error().message.find(std::to_string(first.monitoringPort())) != std::string::npos);
    QVERIFY(!second.isRunning());
    first.stop();
    QVERIFY(second.start().isOk()); // the port is free again at once
}

void TestMonitoringPort::keepsConnections()
{
    BrokerNode node(monitored());
    QVERIFY(node.start().isOk());
    const auto socket = connected(node.monitoringPort());
    for (int i = 0; i < 3; ++i)
        QCOMPARE(httpSend(*socket, "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n").body, "{\"status\":\"ok\"}");
    const auto head = httpSend(*socket, "HEAD /varz HTTP/1.1\r\nHost: x\r\n\r\n", 300);
    QCOMPARE(head.status, 200);
    QVERIFY(head.body.isEmpty());
    // two at once, the second asks for the end
    socket->write("GET /healthz HTTP/1.1\r\n\r\nPOST /healthz HTTP/1.1\r\nConnection: close\r\n\r\n");
    QCOMPARE(readToEnd(*socket).count("{\"status\":\"ok\"}"), 2);
    QCOMPARE(socket->state(), QAbstractSocket::UnconnectedState);
    QCOMPARE(httpSend(*connected(node.monitoringPort()), "GET /connz?callback=show HTTP/1.1\r\n\r\n").body.left(6),
             "show({");
}

void TestMonitoringPort::hostileRequests_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<QByteArray>("answer");
    QTest::newRow("no HTTP") << QByteArray("CONNECT {}\r\nPING\r\n\r\n") << QByteArray("HTTP/1.1 400 Bad Request");
    QTest::newRow("empty") << QByteArray("\r\n\r\n") << QByteArray("HTTP/1.1 400 Bad Request");
    QTest::newRow("endless head") << "GET / HTTP/1.1\r\n" + QByteArray("X: y\r\n").repeated(10'000)
                                  << QByteArray("HTTP/1.1 431 Request Header Fields Too Large");
    QTest::newRow("endless line") << "GET /" + QByteArray(60'000, 'a')
                                  << QByteArray("HTTP/1.1 431 Request Header Fields Too Large");
    QTest::newRow("body") << "POST /healthz HTTP/1.1\r\nContent-Length: 40000\r\n\r\n" + QByteArray(40'000, 'a')
                          << QByteArray("HTTP/1.1 200 OK");
    QTest::newRow("out of the tree") << QByteArray("GET /../etc/passwd HTTP/1.0\r\n\r\n")
                                     << QByteArray("HTTP/1.1 404 Not Found");
    QTest::newRow("zero") << QByteArray("GET /varz%00 HTTP/1.0\r\n\r\n") << QByteArray("HTTP/1.1 404 Not Found");
    QTest::newRow("strange escapes") << QByteArray("GET /%zz%?%=%&&=& HTTP/1.0\r\n\r\n")
                                     << QByteArray("HTTP/1.1 404 Not Found");
    QTest::newRow("huge numbers") << QByteArray("GET /connz?limit=9223372036854775807&offset=9223372036854775807"
                                                " HTTP/1.0\r\n\r\n")
                                  << QByteArray("HTTP/1.1 200 OK");
}

void TestMonitoringPort::hostileRequests()
{
    QFETCH(const QByteArray, request);
    BrokerNode node(monitored());
    QVERIFY(node.start().isOk());
    const auto socket = connected(node.monitoringPort());
    socket->write(request);
    const auto answer = readToEnd(*socket);
    QTEST(answer.left(answer.indexOf("\r\n")), "answer");
    QCOMPARE(answer.count("HTTP/1.1"), 1);
    QCOMPARE(socket->state(), QAbstractSocket::UnconnectedState);
    QCOMPARE(httpGet(node.monitoringPort(), "/healthz").status, 200);
}

void TestMonitoringPort::tooManyConnections()
{
    BrokerNode node(monitored());
    QVERIFY(node.start().isOk());
    std::vector<std::unique_ptr<QTcpSocket>> silent;
    silent.reserve(65);
    for (int i = 0; i < 65; ++i)
        silent.push_back(connected(node.monitoringPort()));
    QCOMPARE(httpGet(node.monitoringPort(), "/healthz").status, 200); // a crowd keeps nobody out
    for (std::size_t i = 0; i < 2; ++i) {
        readToEnd(*silent[i]); // who has been silent for longest has to go
        QCOMPARE(silent[i]->state(), QAbstractSocket::UnconnectedState);
    }
    QCOMPARE(httpSend(*silent.back(), "GET /healthz HTTP/1.1\r\n\r\n").status, 200);
}

/// A byte now and then does not keep a connection.
void TestMonitoringPort::requestThatTakesForEver()
{
    BrokerNode node(monitored());
    QVERIFY(node.start().isOk());
    const auto socket = connected(node.monitoringPort());
    socket->write("GET /healthz HTTP/1.1\r\nX: ");
    const QDeadlineTimer limit(20'000);
    while (!limit.hasExpired() && !socket->waitForDisconnected(200)) {
        socket->write("y");
        socket->flush();
    }
    QVERIFY(!limit.hasExpired());
    QVERIFY(socket->readAll().isEmpty());
}

void TestMonitoringPort::pausedNode()
{
    BrokerNode node(monitored());
    QVERIFY(node.start().isOk());
    node.pause();
    const auto socket = connected(node.monitoringPort());
    const auto answer = httpSend(*socket, "GET /healthz HTTP/1.1\r\n\r\n");
    QCOMPARE(answer.status, 503);
    QVERIFY(answer.body.startsWith("The broker does not answer"));
    QCOMPARE(readToEnd(*socket), QByteArray());
    node.resume();
    QTRY_COMPARE(httpGet(node.monitoringPort(), "/healthz").status, 200);
}

void TestMonitoringPort::stopsAtOnce()
{
    BrokerNode node(monitored());
    QVERIFY(node.start().isOk());
    const auto idle = connected(node.monitoringPort());
    const auto half = connected(node.monitoringPort());
    half->write("GET /varz HTT");
    half->waitForBytesWritten(1000);
    const auto waiting = connected(node.monitoringPort());
    node.pause();
    waiting->write("GET /varz HTTP/1.1\r\n\r\n");
    waiting->waitForBytesWritten(1000);
    const QDeadlineTimer halfARequest(5'000); // an unfinished one is cut after ten seconds
    node.stop();
    QVERIFY(!halfARequest.hasExpired());
    QVERIFY(readToEnd(*idle).isEmpty());
    QVERIFY(readToEnd(*half).isEmpty());
    readToEnd(*waiting); // its answer may just have come
    for (const auto *socket : {idle.get(), half.get(), waiting.get()})
        QCOMPARE(socket->state(), QAbstractSocket::UnconnectedState);
}

/// Monitoring from several sides while messages flow: all of it is answered and no message is lost.
void TestMonitoringPort::underLoad()
{
    constexpr int requests = 200;
    constexpr int batch = 1000;
    BrokerNode node(monitored());
    QVERIFY(node.start().isOk());
    RawClient subscriber(node.port());
    subscriber.send(hello + "SUB load 1\r\nPING\r\n");
    subscriber.readUntil("PONG\r\n");
    std::atomic<bool> isOver = false;
    std::atomic<int> published = 0;
    std::thread publisher([&] {
        RawClient client(node.port());
        const auto messages = hello + QByteArray("PUB load 16\r\n0123456789abcdef\r\n").repeated(batch) + "PING\r\n";
        while (!isOver) {
            client.send(messages);
            client.readUntil("PONG\r\n");
            published += batch;
        }
    });
    std::atomic<int> received = 0;
    std::thread watcher([&] {
        while (!isOver) {
            std::promise<std::uint64_t> seen;
            InspectQuery query;
            query.connections = ConnectionQuery{};
            if (node.inspect(query,
                             [&seen](const BrokerSnapshot &snapshot) { seen.set_value(snapshot.connections->total); }))
                received += static_cast<int>(seen.get_future().get());
        }
    });
    int answered = 0;
    const std::vector<QByteArray> pages{"/varz", "/connz?subs=1&sort=msgs_to", "/subsz?subs=1", "/connz?state=any"};
    for (int i = 0; i < requests; ++i)
        answered += httpGet(node.monitoringPort(), pages[static_cast<std::size_t>(i) % pages.size()]).status == 200;
    isOver = true;
    publisher.join();
    watcher.join();
    QCOMPARE(answered, requests);
    QVERIFY(received > 0);
    const auto size = qsizetype(qstrlen("MSG load 1 16\r\n0123456789abcdef\r\n")) * published;
    QByteArray all;
    while (all.size() < size) {
        const auto part = subscriber.readUntil("\r\n", 2000);
        if (part.isEmpty())
            break;
        all += part;
    }
    QCOMPARE(all.count("MSG load"), published.load());
}

QTEST_GUILESS_MAIN(TestMonitoringPort)
#include "tst_monitoringport.moc"
