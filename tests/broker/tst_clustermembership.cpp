// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/cluster/localinterest.h"
#include "broker/cluster/routeaddress.h"
#include "broker/cluster/routetargets.h"
#include "broker/clusterclient.h"

#include <QFile>
#include <QTcpServer>
#include <QTemporaryDir>

using namespace gnat;
using namespace gnat::test;

/// Who belongs to a cluster, and how nodes and clients learn of it.
class TestClusterMembership : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void addresses();
    void targetsAreRetriedWithPauses();
    void gossipWithoutEnd();
    void interestIsCounted();
    void gossipMakesAMesh();
    void nodesThatDialEachOther();
    void itself();
    void clientsHearOfNeighbours();
    void noAdvertise();
    void clientAdvertise();
    void madeUpNames();
    void otherClustersName();
    void stubbornMadeUpName();
    void vanishedNodeIsNoticedByPings();
    void badRoute();
};

void TestClusterMembership::addresses()
{
    const auto full = RouteAddress::parse("nats-route://ruby:p%40ss@[::1]:6223/");
    QVERIFY(full.isOk());
    QCOMPARE(full.value().user + "|" + full.value().password, std::string("ruby|p@ss"));
    QCOMPARE(full.value().place(), std::string("[::1]:6223"));
    QCOMPARE(RouteAddress::parse("nats://host").value().place(), std::string("host:6222"));
    QCOMPARE(RouteAddress::parse("127.0.0.1:1", 7).value().place(), std::string("127.0.0.1:1"));
    QVERIFY(RouteAddress::parse("HOST:1").value().isSamePlace(RouteAddress::parse("nats://x:y@host:1").value()));
    QVERIFY(RouteAddress::parse("127.0.0.1:1").value().isNumeric() &&
            RouteAddress::parse("[::1]:1").value().isNumeric());
    QVERIFY(!RouteAddress::parse("localhost:1").value().isNumeric());
    for (const char *text : {"", "nats://", "nats://:1", "nats://h:0", "nats://h:70000", "nats://h:x"})
        QVERIFY2(!RouteAddress::parse(text).isOk(), text);
    const auto secret = RouteAddress::parse("nats://u:secret@h:x");
    QVERIFY(secret.error().message.find("secret") == std::string::npos);
}

void TestClusterMembership::targetsAreRetriedWithPauses()
{
    using namespace std::chrono_literals;
    RouteTargets targets(2);
    const auto nobody = [](std::string_view) {
        return false;
    };
    targets.addExplicit({"a", 1, {}, {}});
    targets.learn({"a", 1, {}, {}}, "ID"); // known
    targets.learn({"b", 2, {}, {}}, "B");
    RouteTargets::TimePoint now;
    QCOMPARE(targets.takeDue(now, [](std::string_view id) { return id == "B"; }).size(), 1U); // B dialed us
    auto due = targets.takeDue(now, nobody);
    QCOMPARE(due.size(), 1U);
    QVERIFY(!due.at(0).isExplicit);
    const auto implicit = due.at(0).id;
    for (int i = 0; i < 2; ++i) {
        targets.ended(implicit, now);
        QVERIFY(targets.takeDue(now, nobody).empty()); // no busy loop
        QVERIFY(*targets.nextDue(nobody) >= now + 100ms && *targets.nextDue(nobody) <= now + 2s);
        now += 2s;
        QCOMPARE(targets.takeDue(now, nobody).size(), 1U);
    }
    targets.ended(implicit, now);
    QVERIFY(!targets.nextDue(nobody)); // forgotten; the other one is being dialed
    const auto explicitOne = implicit - 1;
    for (int i = 0; i < 20; ++i) {
        targets.ended(explicitOne, now);
        now += 2s;
        QCOMPARE(targets.takeDue(now, nobody).size(), 1U);
    }
    targets.answered(explicitOne, "self", true);
    targets.ended(explicitOne, now);
    QVERIFY(!targets.nextDue(nobody));
}

void TestClusterMembership::gossipWithoutEnd()
{
    RouteTargets targets(2);
    targets.addExplicit({"a", 1, {}, {}});
    for (std::uint16_t port = 1; port <= 2000; ++port)
        targets.learn({"10.0.0.1", port, {}, {}}, std::to_string(port));
    QCOMPARE(targets.takeDue({}, [](std::string_view) { return false; }).size(), 1000U);
}

void TestClusterMembership::interestIsCounted()
{
    std::string told;
    LocalInterest interest([&told](std::string_view line) { told.append(line); });
    BrokerSubscription plain;
    plain.subject = "a.>";
    BrokerSubscription member = plain;
    member.queue = "q";
    interest.interestAdded(plain);
    interest.interestAdded(plain);
    interest.interestAdded(member);
    interest.interestAdded(member);
    interest.interestRemoved(plain);
    QCOMPARE(told, std::string("RS+ $G a.>\r\nRS+ $G a.> q 1\r\nRS+ $G a.> q 2\r\n"));
    const auto all = interest.lines();
    QVERIFY(all == "RS+ $G a.>\r\nRS+ $G a.> q 2\r\n" || all == "RS+ $G a.> q 2\r\nRS+ $G a.>\r\n");
    told.clear();
    interest.interestRemoved(plain);
    interest.interestRemoved(member);
    interest.interestRemoved(member);
    QCOMPARE(told, std::string("RS- $G a.>\r\nRS+ $G a.> q 1\r\nRS- $G a.> q\r\n"));
    QVERIFY(interest.lines().empty());
}

void TestClusterMembership::gossipMakesAMesh()
{
    BrokerNode seed(memberOptions("a"));
    QVERIFY(seed.start().isOk());
    BrokerNode second(memberOptions("b", {seed.clusterPort()}));
    BrokerNode third(memberOptions("c", {seed.clusterPort()}));
    QVERIFY(second.start().isOk() && third.start().isOk());
    GNAT_WAIT_FOR(seed.stats().routes == 2 && second.stats().routes == 2 && third.stats().routes == 2);
    BrokerNode fourth(memberOptions("d", {third.clusterPort()})); // knows only a node that is no seed
    QVERIFY(fourth.start().isOk());
    GNAT_WAIT_FOR(fourth.stats().routes == 3 && seed.stats().routes == 3);
    seed.kill();
    GNAT_WAIT_FOR(second.stats().routes == 2 && third.stats().routes == 2 && fourth.stats().routes == 2);
}

void TestClusterMembership::nodesThatDialEachOther()
{
    quint16 places[2];
    for (auto &place : places) {
        BrokerNode node(memberOptions("x"));
        QVERIFY(node.start().isOk());
        place = node.clusterPort();
    }
    auto firstOptions = memberOptions("a", {places[1], places[1]});
    firstOptions.cluster.port = places[0];
    auto secondOptions = memberOptions("b", {places[0]});
    secondOptions.cluster.port = places[1];
    for (int i = 0; i < 5; ++i) {
        BrokerNode first(firstOptions);
        BrokerNode second(secondOptions);
        QVERIFY(first.start().isOk() && second.start().isOk());
        GNAT_WAIT_FOR(first.stats().routes == 1 && second.stats().routes == 1);
        ClusterClient subscriber(first.port(), "SUB a 1\r\n");
        GNAT_WAIT_FOR(second.stats().subscriptions == 1);
        ClusterClient(second.port()).said("PUB a 2\r\nhi\r\n");
        QCOMPARE(subscriber.readUntil("hi\r\n").right(17), "MSG a 1 2\r\nhi\r\n");
    }
}

void TestClusterMembership::itself()
{
    QTemporaryDir folder;
    auto options = memberOptions("a");
    {
        BrokerNode node(options);
        QVERIFY(node.start().isOk());
        options.cluster.port = node.clusterPort();
    }
    options.cluster.routes = {"nats://127.0.0.1:" + std::to_string(*options.cluster.port),
                              "nats://localhost:" + std::to_string(*options.cluster.port)};
    options.logFile = folder.filePath(QStringLiteral("log")).toStdString();
    BrokerNode node(options);
    QVERIFY(node.start().isOk());
    const auto log = [&options] {
        QFile file(QString::fromStdString(options.logFile));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    };
    GNAT_WAIT_FOR(log().count("Route connection closed: Duplicate Route") >= 2);
    BrokerNode other(memberOptions("b", {static_cast<quint16>(*options.cluster.port)}));
    QVERIFY(other.start().isOk());
    GNAT_WAIT_FOR(node.stats().routes == 1);
    QCOMPARE(node.stats().routes, 1U);
    QVERIFY(log().count("Route connection created") <= 2 * 2 + 1); // never dialed again
}

void TestClusterMembership::clientsHearOfNeighbours()
{
    BrokerNode node(memberOptions("a"));
    QVERIFY(node.start().isOk());
    ClusterClient client(node.port());
    QVERIFY(!client.info().contains("connect_urls"));
    RawClient early(node.port()); // has not sent a PING
    early.send("CONNECT {\"verbose\":false,\"protocol\":1}\r\n");
    RawClient old(node.port());
    old.send("CONNECT {\"verbose\":false}\r\nPING\r\n");
    QCOMPARE(old.readUntil("PONG\r\n"), "PONG\r\n");

    const auto both = [&node](quint16 other) {
        return "\"connect_urls\":[\"127.0.0.1:" + QByteArray::number(node.port()) +
               "\",\"127.0.0.1:" + QByteArray::number(other) + "\"]";
    };
    {
        BrokerNode neighbour(memberOptions("b", {node.clusterPort()}));
        QVERIFY(neighbour.start().isOk());
        const auto told = client.readUntil("\r\n");
        QVERIFY(told.startsWith("INFO {") && told.contains(both(neighbour.port())));
        early.send("PING\r\n");
        const auto late = early.readUntil("PONG\r\n");
        QVERIFY(late.startsWith("INFO {") && late.contains(both(neighbour.port())));
        QVERIFY(RawClient(node.port()).info().contains(both(neighbour.port())));
    }
    const auto told = client.readUntil("\r\n");
    QVERIFY(told.contains("\"connect_urls\":[\"127.0.0.1:" + QByteArray::number(node.port()) + "\"]"));
    old.send("PING\r\n");
    QCOMPARE(old.readUntil("PONG\r\n"), "PONG\r\n");
}

void TestClusterMembership::noAdvertise()
{
    auto options = memberOptions("a");
    options.cluster.noAdvertise = true;
    BrokerNode silent(options);
    QVERIFY(silent.start().isOk());
    ClusterClient client(silent.port());
    BrokerNode neighbour(memberOptions("b", {silent.clusterPort()}));
    QVERIFY(neighbour.start().isOk());
    ClusterClient other(neighbour.port());
    GNAT_WAIT_FOR(silent.stats().routes == 1 && neighbour.stats().routes == 1);
    QCOMPARE(client.sync(), "");
    QCOMPARE(other.sync(), "");
    QVERIFY(!RawClient(silent.port()).info().contains("connect_urls"));
}

void TestClusterMembership::clientAdvertise()
{
    auto options = memberOptions("a");
    options.clientAdvertise = "me.example:1234";
    options.cluster.advertise = "127.0.0.1"; // with the port that is bound
    BrokerNode node(options);
    QVERIFY(node.start().isOk());
    QVERIFY(node.port() != 1234);
    QVERIFY(RawClient(node.port()).info().contains("\"host\":\"me.example\",\"port\":1234"));
    const RawClient route(node.clusterPort());
    QVERIFY(route.info().contains("\"ip\":\"nats-route://127.0.0.1:" + QByteArray::number(node.clusterPort()) + "/\""));
    QVERIFY(route.info().contains("\"connect_urls\":[\"me.example:1234\"]"));
    options.cluster.advertise = "host:port";
    QVERIFY(!BrokerNode(options).start().isOk());
}

void TestClusterMembership::madeUpNames()
{
    auto options = memberOptions("a");
    options.cluster.name.clear();
    BrokerNode first(options);
    QVERIFY(first.start().isOk());
    options = memberOptions("b", {first.clusterPort()});
    options.cluster.name.clear();
    BrokerNode second(options);
    QVERIFY(second.start().isOk());
    const auto clusterOf = [](const BrokerNode &node) {
        const auto info = RawClient(node.port()).info();
        const auto from = info.indexOf("\"cluster\":\"") + 11;
        return info.mid(from, info.indexOf('"', from) - from);
    };
    GNAT_WAIT_FOR(first.stats().routes == 1 && second.stats().routes == 1);
    QCOMPARE(clusterOf(first), clusterOf(second));
    QCOMPARE(clusterOf(first).size(), 22);
    BrokerNode named(memberOptions("c", {second.clusterPort()})); // a name that was given wins
    QVERIFY(named.start().isOk());
    GNAT_WAIT_FOR(first.stats().routes == 2 && second.stats().routes == 2 && named.stats().routes == 2);
    QCOMPARE(clusterOf(first), "test");
    QCOMPARE(clusterOf(second), "test");
}

void TestClusterMembership::otherClustersName()
{
    BrokerNode node(memberOptions("a"));
    QVERIFY(node.start().isOk());
    auto options = memberOptions("b", {node.clusterPort()});
    options.cluster.name = "another";
    BrokerEvents events;
    BrokerNode other(options, &events);
    QVERIFY(other.start().isOk());
    BrokerNode third(memberOptions("c", {node.clusterPort()}));
    QVERIFY(third.start().isOk());
    GNAT_WAIT_FOR(node.stats().routes == 1);
    QCOMPARE(other.stats().routes, 0U);
}

void TestClusterMembership::stubbornMadeUpName()
{
    QTcpServer other; // a node that took over a given name, and still calls it made up
    QVERIFY(other.listen(QHostAddress::LocalHost));
    QObject::connect(&other, &QTcpServer::newConnection, &other, [&other] {
        other.nextPendingConnection()->write("INFO {\"server_id\":\"X\",\"server_name\":\"x\",\"cluster\":\"!low\","
                                             "\"cluster_dynamic\":true,\"headers\":true}\r\n");
    });
    auto options = memberOptions("a", {other.serverPort()});
    options.cluster.name.clear();
    BrokerNode node(options);
    QVERIFY(node.start().isOk());
    GNAT_WAIT_FOR(node.stats().routes == 1);
    QVERIFY(RawClient(node.port()).info().contains("\"cluster\":\"!low\""));
}

void TestClusterMembership::vanishedNodeIsNoticedByPings()
{
    using namespace std::chrono_literals;
    auto options = memberOptions("a");
    options.pingInterval = 50ms;
    options.maxPingsOut = 1;
    BrokerNode node(options);
    QVERIFY(node.start().isOk());
    BrokerNode frozen(memberOptions("b", {node.clusterPort()}));
    QVERIFY(frozen.start().isOk());
    const ClusterClient subscriber(frozen.port(), "SUB a 1\r\n");
    GNAT_WAIT_FOR(node.stats().subscriptions == 1);
    frozen.pause();
    GNAT_WAIT_FOR(node.stats().routes == 0 && node.stats().subscriptions == 0);
    frozen.resume();
    GNAT_WAIT_FOR(node.stats().routes == 1 && node.stats().subscriptions == 1);
}

void TestClusterMembership::badRoute()
{
    auto options = memberOptions("a");
    options.cluster.routes = {"nats://host:port"};
    const auto started = BrokerNode(options).start();
    QVERIFY(!started.isOk());
    QVERIFY(started.error().message.find("host:port") != std::string::npos);
    options = memberOptions("a");
    options.cluster.host = "203.0.113.1";
    QVERIFY(!BrokerNode(options).start().isOk());
}

QTEST_GUILESS_MAIN(TestClusterMembership)
#include "tst_clustermembership.moc"
