// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/clusterclient.h"

using namespace gnat;
using namespace gnat::test;
using namespace std::chrono_literals;

namespace {

BrokerOptions quickLameDuck(BrokerOptions options)
{
    options.lameDuckGrace = 200ms;
    options.lameDuckDuration = 500ms;
    return options;
}

QStringList kinds(const BrokerEvents &events)
{
    static const QStringList names{
        QStringLiteral("up"),         QStringLiteral("down"),    QStringLiteral("lame duck"),
        QStringLiteral("paused"),     QStringLiteral("resumed"), QStringLiteral("route up"),
        QStringLiteral("route down"), QStringLiteral("client"),  QStringLiteral("client left")};
    QStringList list;
    for (const auto &event : events.since(0))
        list.append(names.at(static_cast<int>(event.kind)));
    return list;
}

} // namespace

/// How nodes rest and end, and what their clients and neighbours see of it.
class TestBrokerLifecycle : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void lameDuckSendsClientsAway();
    void lameDuckWithoutClientsEndsAtOnce();
    void lameDuckWaitsForTheGracePeriod();
    void stopDuringLameDuck();
    void pausedNodeKeepsItsSockets();
    void pausedNodeCanBeStopped();
    void killedNodeSaysNothing();
    void eventsTellWhatHappened();
    void eventsAreBounded();
    void failedStartLeavesNothing();
    void portsInARow();
};

void TestBrokerLifecycle::lameDuckSendsClientsAway()
{
    BrokerCluster cluster(quickLameDuck(freePorts()), 2);
    QVERIFY(cluster.start().isOk());
    GNAT_WAIT_FOR(isWhole(cluster));
    ClusterClient first(cluster.port(0));
    ClusterClient second(cluster.port(0));
    RawClient old(cluster.port(0));
    old.send("CONNECT {\"verbose\":false}\r\nPING\r\n");
    old.readUntil("PONG\r\n");
    ClusterClient other(cluster.port(1));
    cluster.lameDuck(0);
    QCOMPARE(cluster.state(0), BrokerCluster::State::LameDuck);
    const auto info = first.readUntil("\r\n");
    QVERIFY(info.contains("\"ldm\":true"));
    QVERIFY(info.contains("\"connect_urls\":[\"127.0.0.1:" + QByteArray::number(cluster.port(1)) + "\"]"));
    QVERIFY(second.readUntil("\r\n").contains("\"ldm\":true"));
    const auto told = other.readUntil("\r\n"); // one address less
    QVERIFY(told.contains("\"connect_urls\":[\"127.0.0.1:" + QByteArray::number(cluster.port(1)) + "\"]"));
    QVERIFY(!told.contains("ldm"));
    QVERIFY(RawClient(cluster.port(0)).info().isEmpty()); // no new clients
    first.said("PUB a 0\r\n\r\n");                        // but it serves those that it has
    QCOMPARE(first.readToEnd(), "");
    QCOMPARE(second.readToEnd(), "");
    QCOMPARE(old.readToEnd(), "");
    GNAT_WAIT_FOR(cluster.state(0) == BrokerCluster::State::Stopped);
    GNAT_WAIT_FOR(cluster.stats(1).routes == 0);
    QVERIFY(cluster.start(0).isOk());
    GNAT_WAIT_FOR(isWhole(cluster));
}

void TestBrokerLifecycle::lameDuckWithoutClientsEndsAtOnce()
{
    auto options = freePorts();
    options.lameDuckDuration = std::chrono::minutes(20);
    options.lameDuckGrace = std::chrono::minutes(10);
    BrokerNode node(options);
    QVERIFY(node.start().isOk());
    node.lameDuck();
    GNAT_WAIT_FOR(!node.isRunning());
    QCOMPARE(node.port(), quint16(0));
    QVERIFY(node.start().isOk()); // can be started again
}

void TestBrokerLifecycle::lameDuckWaitsForTheGracePeriod()
{
    BrokerNode node(quickLameDuck(freePorts()));
    QVERIFY(node.start().isOk());
    ClusterClient client(node.port());
    QElapsedTimer timer;
    timer.start();
    node.lameDuck();
    node.lameDuck(); // once is enough
    QCOMPARE(client.readToEnd().count("\"ldm\":true"), 1);
    QVERIFY(timer.elapsed() >= 195);
}

void TestBrokerLifecycle::stopDuringLameDuck()
{
    BrokerNode node(freePorts());
    QVERIFY(node.start().isOk());
    ClusterClient client(node.port());
    node.lameDuck();
    client.readUntil("\"ldm\":true");
    node.stop();
    QVERIFY(!node.isRunning());
    client.readToEnd();
    QVERIFY(client.isClosed());
}

void TestBrokerLifecycle::pausedNodeKeepsItsSockets()
{
    BrokerNode node(freePorts());
    QVERIFY(node.start().isOk());
    ClusterClient client(node.port(), "SUB a 1\r\n");
    node.pause();
    QVERIFY(node.isPaused() && node.isRunning());
    client.send("PUB a 2\r\nhi\r\nPING\r\n");
    QCOMPARE(client.readUntil("PONG\r\n", 300), "");
    QVERIFY(!client.isClosed());
    node.resume();
    QCOMPARE(client.readUntil("PONG\r\n"), "MSG a 1 2\r\nhi\r\nPONG\r\n");
}

void TestBrokerLifecycle::pausedNodeCanBeStopped()
{
    BrokerCluster cluster(freePorts(), 2);
    QVERIFY(cluster.start().isOk());
    GNAT_WAIT_FOR(isWhole(cluster));
    ClusterClient client(cluster.port(0), "SUB a 1\r\n");
    cluster.pause(0);
    QCOMPARE(cluster.state(0), BrokerCluster::State::Paused);
    client.send("PUB a 2\r\nhi\r\n");
    cluster.kill(0);
    QCOMPARE(cluster.state(0), BrokerCluster::State::Stopped);
    QCOMPARE(client.readToEnd(), ""); // it did not wake up to answer
    cluster.pause(1);
    cluster.stop();
    QVERIFY(!cluster.isRunning());
}

void TestBrokerLifecycle::killedNodeSaysNothing()
{
    BrokerNode node(freePorts());
    QVERIFY(node.start().isOk());
    ClusterClient client(node.port(), "SUB a 1\r\n");
    const auto port = node.port();
    node.kill();
    QVERIFY(!node.isRunning());
    QCOMPARE(client.readToEnd(), "");
    QVERIFY(client.isClosed());
    auto options = freePorts();
    options.port = port;
    BrokerNode again(options);
    QVERIFY(again.start().isOk()); // at once
}

void TestBrokerLifecycle::eventsTellWhatHappened()
{
    BrokerCluster cluster(quickLameDuck(freePorts()), 2);
    QVERIFY(cluster.start().isOk());
    GNAT_WAIT_FOR(isWhole(cluster));
    {
        const ClusterClient client(cluster.port(0));
    }
    GNAT_WAIT_FOR(cluster.stats().connections == 0);
    cluster.pause(1);
    GNAT_WAIT_FOR(kinds(cluster.events()).contains(QStringLiteral("paused")));
    cluster.resume(1);
    GNAT_WAIT_FOR(kinds(cluster.events()).contains(QStringLiteral("resumed")));
    cluster.lameDuck(1);
    GNAT_WAIT_FOR(kinds(cluster.events()).count(QStringLiteral("route down")) == 2);
    cluster.kill(0);
    const auto all = kinds(cluster.events());
    for (const char *kind : {"up", "route up", "down", "route down"})
        QCOMPARE(all.count(QString::fromLatin1(kind)), 2);
    for (const char *kind : {"client", "client left", "lame duck"})
        QCOMPARE(all.count(QString::fromLatin1(kind)), 1);
    const auto last = cluster.events().since(static_cast<std::uint64_t>(all.size()) - 1);
    QCOMPARE(last.size(), 1U);
    QCOMPARE(last.at(0).node, std::string("n1"));
    QCOMPARE(last.at(0).text, std::string("killed"));
    QVERIFY(last.at(0).time > 0);
}

void TestBrokerLifecycle::eventsAreBounded()
{
    BrokerEvents events;
    int heard = 0;
    events.setListener([&heard](BrokerEvent::Kind) { ++heard; });
    for (int i = 0; i < 1000; ++i)
        events.add(BrokerEvent::Kind::ClientConnected, "n1", std::to_string(i));
    QCOMPARE(heard, 1000);
    QCOMPARE(events.since(0).size(), BrokerEvents::kept);
    QCOMPARE(events.since(998).size(), 2U);
    QCOMPARE(events.since(998).at(1).text, std::string("999"));
    QVERIFY(events.since(1000).empty() && events.since(2000).empty());
}

void TestBrokerLifecycle::failedStartLeavesNothing()
{
    BrokerNode taken(freePorts());
    QVERIFY(taken.start().isOk());
    auto options = freePorts();
    options.port = taken.port() - 1; // the second node's port is taken
    BrokerCluster cluster(options, 2);
    const auto started = cluster.start();
    QVERIFY(!started.isOk());
    QVERIFY(!cluster.isRunning());
}

void TestBrokerLifecycle::portsInARow()
{
    auto options = freePorts();
    options.serverName = "demo";
    for (int attempt = 0; attempt < 20; ++attempt) { // until there are three free ones side by side
        BrokerNode probe(freePorts());
        QVERIFY(probe.start().isOk());
        options.port = probe.port();
        probe.stop();
        BrokerCluster cluster(options, 3);
        if (!cluster.start().isOk())
            continue;
        for (std::size_t i = 0; i < 3; ++i) {
            QCOMPARE(cluster.port(i), options.port + static_cast<int>(i));
            QCOMPARE(cluster.name(i), "demo-" + std::to_string(i + 1));
        }
        return;
    }
    QFAIL("No three free ports side by side");
}

QTEST_GUILESS_MAIN(TestBrokerLifecycle)
#include "tst_brokerlifecycle.moc"
