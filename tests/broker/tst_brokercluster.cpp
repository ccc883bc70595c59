// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/clusterclient.h"

#include <memory>
#include <thread>

using namespace gnat;
using namespace gnat::test;

/// Three nodes in one program: what clients see of it.
class TestBrokerCluster : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void tellsOfAllNodes();
    void messagesCrossOnce();
    void oldClientsGetNoHeaders();
    void queueGroupIsServedOnce();
    void queueGroupPrefersThisNode();
    void queueGroupsAndPlainTogether();
    void lastMemberLeaves();
    void membersThatMayNotHaveIt();
    void requests();
    void noResponders();
    void interestGoesAway();
    void expiredSubscriptionGoesAway();
    void killedNodeTakesItsInterestAlong();
    void restartedNodeIsAMemberAgain();
    void clientMoves();
    void grows();
    void slowReceiverLosesNothing();
    void singleNodeHasNoCluster();
    void nodesWithALoginForEachOther();

private:
    quint16 port(std::size_t index) const { return m_cluster->port(index); }
    /// True once node `index` knows of so many subscriptions, its own and its neighbours'.
    bool knows(std::size_t index, std::uint64_t count) const { return m_cluster->stats(index).subscriptions == count; }

    std::unique_ptr<BrokerCluster> m_cluster;
};

void TestBrokerCluster::init()
{
    m_cluster = std::make_unique<BrokerCluster>(freePorts(), 3);
    const auto started = m_cluster->start();
    QVERIFY2(started.isOk(), started ? "" : started.error().message.c_str());
    GNAT_WAIT_FOR(isWhole(*m_cluster));
}

void TestBrokerCluster::tellsOfAllNodes()
{
    const RawClient client(port(1));
    QVERIFY(client.info().contains("\"server_name\":\"n2\""));
    QVERIFY(client.info().contains("\"cluster\":\"gnatcatcher\""));
    QVERIFY(
        client.info().contains("\"connect_urls\":[\"127.0.0.1:" + QByteArray::number(port(1)) + "\",")); // own first
    for (std::size_t i = 0; i < 3; ++i)
        QVERIFY(client.info().contains("\"127.0.0.1:" + QByteArray::number(port(i)) + "\""));
    QCOMPARE(m_cluster->urls().size(), 3U);
    QCOMPARE(m_cluster->urls().at(2), "nats://127.0.0.1:" + std::to_string(port(2)));
}

void TestBrokerCluster::messagesCrossOnce()
{
    ClusterClient near(port(0), "SUB a.> 1\r\nSUB a.* 2\r\n");
    ClusterClient far(port(1), "SUB a.b 1\r\nSUB > 2\r\n");
    ClusterClient farther(port(2), "SUB *.* 7\r\n");
    GNAT_WAIT_FOR(knows(2, 5));
    ClusterClient publisher(port(2));
    publisher.said("PUB a.b 5\r\nhello\r\nHPUB a.b r.1 12 14\r\nNATS/1.0\r\n\r\nhi\r\nPUB end.x 0\r\n\r\n");
    const auto headers = QByteArray("NATS/1.0\r\n\r\nhi\r\n");
    QCOMPARE(farther.readUntil("MSG end.x 7 0\r\n\r\n"),
             "MSG a.b 7 5\r\nhello\r\nHMSG a.b 7 r.1 12 14\r\n" + headers + "MSG end.x 7 0\r\n\r\n");
    const auto text = far.readUntil("MSG end.x 2 0\r\n\r\n"); // in any order within a message
    for (const char *sid : {"1", "2"}) {
        QCOMPARE(text.count(QByteArray("MSG a.b ") + sid + " 5\r\nhello\r\n"), 1);
        QCOMPARE(text.count(QByteArray("HMSG a.b ") + sid + " r.1 12 14\r\n" + headers), 1);
    }
    publisher.said("PUB a.end 0\r\n\r\n");
    const auto nearText = near.readUntil("MSG a.end 2 0\r\n\r\n");
    QCOMPARE(nearText.count("MSG a.b "), 4);
    QCOMPARE(m_cluster->stats(0).inMessages, 3U); // each once over the route, whatever the number of subscriptions
}

void TestBrokerCluster::oldClientsGetNoHeaders()
{
    RawClient old(port(0));
    old.send("CONNECT {\"verbose\":false}\r\nSUB a 1\r\nPING\r\n");
    old.readUntil("PONG\r\n");
    GNAT_WAIT_FOR(knows(1, 1));
    ClusterClient(port(1)).said("HPUB a r 12 14\r\nNATS/1.0\r\n\r\nhi\r\n");
    QCOMPARE(old.readUntil("hi\r\n"), "MSG a 1 r 2\r\nhi\r\n");
}

void TestBrokerCluster::queueGroupIsServedOnce()
{
    ClusterClient one(port(1), "SUB a q 1\r\n");
    ClusterClient two(port(1), "SUB a q 1\r\n");
    ClusterClient three(port(2), "SUB a q 1\r\n");
    ClusterClient other(port(2), "SUB a other 1\r\n");
    GNAT_WAIT_FOR(knows(0, 3)); // one a group and node
    QByteArray many;
    for (int i = 0; i < 300; ++i)
        many += "PUB a r 1\r\nx\r\n";
    ClusterClient publisher(port(0));
    publisher.said(many);
    GNAT_WAIT_FOR(m_cluster->stats(1).outMessages + m_cluster->stats(2).outMessages == 600);
    const auto first = one.sync().count("MSG a 1 r 1\r\nx\r\n");
    const auto second = two.sync().count("MSG a 1 r 1\r\nx\r\n");
    const auto third = three.sync().count("MSG a 1 r 1\r\nx\r\n");
    QCOMPARE(first + second + third, 300);
    QCOMPARE(other.sync().count("MSG a 1 r 1\r\n"), 300);
    QVERIFY2(first > 40 && second > 40, qPrintable(QStringLiteral("%1 and %2").arg(first).arg(second)));
    QVERIFY2(third > 60 && third < 150, qPrintable(QString::number(third))); // a third of the members
}

void TestBrokerCluster::queueGroupPrefersThisNode()
{
    ClusterClient far(port(1), "SUB a.* q 1\r\n");
    GNAT_WAIT_FOR(knows(0, 1));
    ClusterClient near(port(0), "SUB a.b q 1\r\n");
    QByteArray many;
    for (int i = 0; i < 50; ++i)
        many += "PUB a.b 1\r\nx\r\n";
    QCOMPARE(near.said(many).count("MSG a.b 1 1\r\n"), 50);
    near.said("UNSUB 1\r\n" + many); // now the other node
    GNAT_WAIT_FOR(m_cluster->stats(1).outMessages == 50);
    QCOMPARE(far.sync().count("MSG a.b 1 1\r\n"), 50);
}

void TestBrokerCluster::queueGroupsAndPlainTogether()
{
    ClusterClient far(port(1), "SUB a 1\r\nSUB a q1 2\r\nSUB a q2 3\r\n");
    ClusterClient farther(port(2), "SUB a 4\r\n");
    GNAT_WAIT_FOR(knows(0, 4));
    ClusterClient(port(0)).said("HPUB a r 12 14\r\nNATS/1.0\r\n\r\nhi\r\nPUB a 4\r\nlast\r\n");
    GNAT_WAIT_FOR(m_cluster->stats(1).outMessages == 6);
    const auto text = far.sync();
    for (const char *sid : {"1", "2", "3"}) {
        QCOMPARE(text.count(QByteArray("HMSG a ") + sid + " r 12 14\r\nNATS/1.0\r\n\r\nhi\r\n"), 1);
        QCOMPARE(text.count(QByteArray("MSG a ") + sid + " 4\r\nlast\r\n"), 1);
    }
    GNAT_WAIT_FOR(m_cluster->stats(2).outMessages == 2);
    QCOMPARE(farther.sync(), "HMSG a 4 r 12 14\r\nNATS/1.0\r\n\r\nhi\r\nMSG a 4 4\r\nlast\r\n");
}

void TestBrokerCluster::lastMemberLeaves()
{
    ClusterClient second(port(2), "SUB a q 1\r\n");
    GNAT_WAIT_FOR(knows(0, 1) && knows(1, 1));
    for (int i = 0; i < 20; ++i) { // node 0 may still send to node 1 when its member has just left
        ClusterClient first(port(1), "SUB a q 1\r\n");
        GNAT_WAIT_FOR(knows(0, 2));
        ClusterClient publisher(port(0));
        first.send("UNSUB 1\r\n");
        publisher.said("PUB a 1\r\nx\r\nPUB a 1\r\nx\r\nPUB a 1\r\nx\r\nPUB a 1\r\nx\r\n");
        QByteArray got;
        const auto hasAll = [&] {
            got += first.sync() + second.sync();
            return got.count("MSG a 1 1\r\nx\r\n") >= 4;
        };
        GNAT_WAIT_FOR(hasAll());
        GNAT_WAIT_FOR(knows(0, 1));
        got += second.sync();
        QCOMPARE(got.count("MSG a 1 1\r\nx\r\n"), 4);
    }
}

/// Nodes whose members are all refused a message do not send it to each other for ever.
void TestBrokerCluster::membersThatMayNotHaveIt()
{
    auto options = freePorts();
    BrokerPermissions permissions;
    permissions.subscribe.deny = {"x.secret"};
    options.users = {{"u", "", "", permissions}};
    options.noAuthUser = "u";
    BrokerCluster cluster(options, 2);
    QVERIFY(cluster.start().isOk());
    GNAT_WAIT_FOR(isWhole(cluster));
    ClusterClient near(cluster.port(0), "SUB x.> q 1\r\nSUB back 2\r\n");
    ClusterClient far(cluster.port(1), "SUB x.> q 1\r\nSUB there 2\r\n");
    GNAT_WAIT_FOR(cluster.stats(0).subscriptions == 4 && cluster.stats(1).subscriptions == 4);
    near.send("PUB x.secret 2\r\nhi\r\nPUB there 0\r\n\r\n");
    QCOMPARE(far.readUntil("\r\n\r\n"), "MSG there 2 0\r\n\r\n");
    far.send("PUB back 0\r\n\r\n"); // behind all that has come back
    QCOMPARE(near.readUntil("\r\n\r\n"), "MSG back 2 0\r\n\r\n");
    QCOMPARE(cluster.stats(0).inMessages, 3U);
    QCOMPARE(cluster.stats(1).inMessages, 3U);
}

void TestBrokerCluster::requests()
{
    ClusterClient responder(port(1), "SUB service workers 1\r\n");
    ClusterClient requester(port(0), "SUB inbox.* 1\r\n");
    GNAT_WAIT_FOR(knows(0, 2) && knows(1, 2));
    requester.send("PUB service inbox.7 3\r\nask\r\n");
    QCOMPARE(responder.readUntil("ask\r\n"), "MSG service 1 inbox.7 3\r\nask\r\n");
    responder.send("PUB inbox.7 6\r\nanswer\r\n");
    QCOMPARE(requester.readUntil("answer\r\n"), "MSG inbox.7 1 6\r\nanswer\r\n");
}

void TestBrokerCluster::noResponders()
{
    const QByteArray none = "HMSG inbox.7 1 16 16\r\nNATS/1.0 503\r\n\r\n\r\n";
    ClusterClient requester(port(0), "SUB inbox.* 1\r\n");
    QCOMPARE(requester.said("PUB service inbox.7 0\r\n\r\n"), none);
    {
        const ClusterClient responder(port(2), "SUB service 1\r\n");
        GNAT_WAIT_FOR(knows(0, 2));
        QCOMPARE(requester.said("PUB service inbox.7 0\r\n\r\n"), ""); // somebody will answer
    }
    GNAT_WAIT_FOR(knows(0, 1));
    QCOMPARE(requester.said("PUB service inbox.7 0\r\n\r\n"), none);
}

void TestBrokerCluster::interestGoesAway()
{
    ClusterClient subscriber(port(1), "SUB a.* 1\r\nSUB a.* 2\r\nSUB a.b q 3\r\nSUB a.b q 4\r\n");
    GNAT_WAIT_FOR(knows(0, 2));
    ClusterClient publisher(port(0));
    subscriber.said("UNSUB 1\r\nUNSUB 3\r\n");
    publisher.said("PUB a.b 1\r\nx\r\n");
    GNAT_WAIT_FOR(m_cluster->stats(1).outMessages == 2);
    QCOMPARE(subscriber.sync().count("MSG a.b "), 2);
    subscriber.said("UNSUB 2\r\nUNSUB 4\r\n");
    GNAT_WAIT_FOR(knows(0, 0));
    publisher.said("PUB a.b 1\r\nx\r\n");
    QCOMPARE(m_cluster->stats(1).inMessages, 1U);
}

void TestBrokerCluster::expiredSubscriptionGoesAway()
{
    ClusterClient subscriber(port(1), "SUB a 1\r\nUNSUB 1 2\r\n");
    GNAT_WAIT_FOR(knows(0, 1));
    ClusterClient(port(0)).said("PUB a 1\r\n1\r\nPUB a 1\r\n2\r\nPUB a 1\r\n3\r\n");
    GNAT_WAIT_FOR(knows(0, 0));
    QCOMPARE(subscriber.sync(), "MSG a 1 1\r\n1\r\nMSG a 1 1\r\n2\r\n");
}

void TestBrokerCluster::killedNodeTakesItsInterestAlong()
{
    const ClusterClient subscriber(port(1), "SUB a 1\r\nSUB b q 2\r\n");
    ClusterClient requester(port(0), "SUB r 1\r\n");
    GNAT_WAIT_FOR(knows(0, 3));
    m_cluster->kill(1);
    QCOMPARE(m_cluster->state(1), BrokerCluster::State::Stopped);
    GNAT_WAIT_FOR(isWhole(*m_cluster) && knows(0, 1));
    QVERIFY(requester.sync().contains("INFO {")); // one address less
    QVERIFY(requester.said("PUB b r 0\r\n\r\n").contains(" 503\r\n"));
}

void TestBrokerCluster::restartedNodeIsAMemberAgain()
{
    ClusterClient subscriber(port(0), "SUB a 1\r\n");
    const auto same = port(1);
    for (const std::size_t other : {1U, 0U}) { // one that dialed others, and one that others dialed
        m_cluster->kill(other);
        GNAT_WAIT_FOR(isWhole(*m_cluster));
        QVERIFY(m_cluster->start(other).isOk());
        GNAT_WAIT_FOR(isWhole(*m_cluster));
        QCOMPARE(port(1), same);
        if (other == 1) {
            GNAT_WAIT_FOR(knows(1, 1));
            ClusterClient(port(1)).said("PUB a 2\r\nhi\r\n");
            QVERIFY(subscriber.readUntil("hi\r\n").endsWith("MSG a 1 2\r\nhi\r\n"));
        }
    }
    ClusterClient again(port(0), "SUB a 1\r\n");
    GNAT_WAIT_FOR(knows(2, 1));
    ClusterClient(port(2)).said("PUB a 2\r\nhi\r\n");
    QCOMPARE(again.readUntil("hi\r\n"), "MSG a 1 2\r\nhi\r\n");
}

void TestBrokerCluster::clientMoves()
{
    ClusterClient publisher(port(0));
    for (const std::size_t to : {1U, 2U, 0U, 1U}) {
        ClusterClient subscriber(port(to), "SUB a 1\r\n");
        GNAT_WAIT_FOR(knows(0, 1));
        publisher.said("PUB a 2\r\nhi\r\n");
        QCOMPARE(subscriber.readUntil("hi\r\n"), "MSG a 1 2\r\nhi\r\n");
        subscriber.said("UNSUB 1\r\n");
        GNAT_WAIT_FOR(knows(0, 0));
    }
}

void TestBrokerCluster::grows()
{
    QVERIFY(m_cluster->add().isOk());
    QCOMPARE(m_cluster->size(), 4U);
    QCOMPARE(m_cluster->name(3), std::string("n4"));
    GNAT_WAIT_FOR(isWhole(*m_cluster));
    ClusterClient subscriber(port(3), "SUB a 1\r\n");
    GNAT_WAIT_FOR(knows(1, 1));
    ClusterClient(port(1)).said("PUB a 2\r\nhi\r\n");
    QCOMPARE(subscriber.readUntil("hi\r\n"), "MSG a 1 2\r\nhi\r\n");
}

void TestBrokerCluster::slowReceiverLosesNothing()
{
    constexpr int count = 3000;
    const QByteArray payload(10'000, 'x');
    ClusterClient slow(port(1), "SUB big 1\r\n");
    slow.limitReading(64 * 1024);
    GNAT_WAIT_FOR(knows(0, 1));
    const auto publisher = std::make_unique<std::thread>([port = port(0), &payload] {
        ClusterClient sender(port);
        for (int i = 0; i < count; ++i)
            sender.send("PUB big 10000\r\n" + payload + "\r\n");
        sender.send("PUB big 3\r\nend\r\n");
        sender.sync();
    });
    const auto text = slow.readUntil("end\r\n", 60'000);
    publisher->join();
    QCOMPARE(text.count("MSG big 1 10000\r\n"), count);
    QCOMPARE(m_cluster->stats().slowConsumers, 0U);
}

void TestBrokerCluster::singleNodeHasNoCluster()
{
    BrokerCluster alone(freePorts());
    QVERIFY(alone.start().isOk());
    QVERIFY(!RawClient(alone.port(0)).info().contains("cluster"));
    QVERIFY(!alone.add().isOk());
    QCOMPARE(alone.size(), 1U);
}

void TestBrokerCluster::nodesWithALoginForEachOther()
{
    auto options = freePorts();
    options.cluster.user = "route";
    options.cluster.password = "@:%";
    BrokerCluster cluster(options, 2);
    QVERIFY(cluster.start().isOk());
    GNAT_WAIT_FOR(isWhole(cluster));
}

QTEST_GUILESS_MAIN(TestBrokerCluster)
#include "tst_brokercluster.moc"
