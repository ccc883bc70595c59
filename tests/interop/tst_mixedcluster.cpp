// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/rawclient.h"
#include "mixednodes.h"
#include "support/natspeer.h"

#include <QTest>
#include <QTimer>

#include <algorithm>
#include <array>
#include <atomic>
#include <memory>
#include <mutex>
#include <vector>

using namespace gnat::test;

namespace {

constexpr int deadlineMs = 30'000;
constexpr int nodes = MixedNodes::count;

/// A raw client that has logged in and been answered.
class Client : public RawClient
{
public:
    Client(quint16 port, const QByteArray &commands) : RawClient(port)
    {
        send("CONNECT {\"verbose\":false,\"headers\":true,\"no_responders\":true,\"protocol\":0}\r\n");
        said(commands);
    }
    QByteArray said(const QByteArray &commands)
    {
        send(commands + "PING\r\n");
        return readUntil("PONG\r\n").chopped(6);
    }
};

/// The next INFO, whatever comes before it.
QByteArray nextInfo(RawClient &client)
{
    auto line = client.readUntil("\r\n");
    while (!line.isEmpty() && !line.startsWith("INFO "))
        line = client.readUntil("\r\n");
    return line;
}

using Clients = std::vector<std::unique_ptr<Client>>;

/// One client a node; returns when what each publishes on `probe.<its node>` reaches all of them.
Clients clientsOf(const MixedNodes &cluster, const QByteArray &commands)
{
    Clients clients;
    for (int i = 0; i < nodes; ++i)
        clients.push_back(std::make_unique<Client>(cluster.port(i), commands + "SUB probe.* p\r\n"));
    for (std::size_t from = 0; from < nodes; ++from) {
        const auto subject = "probe." + QByteArray::number(static_cast<int>(from));
        std::array<QByteArray, nodes> seen;
        const auto reachesAll = [&] {
            seen[from] += clients[from]->said("PUB " + subject + " 0\r\n\r\n");
            for (std::size_t to = 0; to < nodes; ++to)
                seen[to] += clients[to]->said({});
            return std::ranges::all_of(seen, [&](const QByteArray &text) { return text.contains("MSG " + subject); });
        };
        if (!QTest::qWaitFor(reachesAll, deadlineMs))
            return {};
    }
    for (const auto &client : clients)
        client->said("UNSUB p\r\n"); // no more of them, whatever is on its way
    return clients;
}

/// Sequence numbers of three publishers as one subscriber sees them.
struct Received
{
    std::mutex mutex;
    std::array<qint64, nodes> last{-1, -1, -1};
    std::array<qint64, nodes> gaps{};
    std::array<qint64, nodes> repeats{};

    void take(const PeerMessage &message)
    {
        const auto from = static_cast<std::size_t>(message.subject.back() - '0');
        const auto number = message.payload.toLongLong();
        const std::scoped_lock lock(mutex);
        if (last[from] >= 0 && number > last[from] + 1)
            gaps[from] += number - last[from] - 1;
        if (number <= last[from])
            ++repeats[from];
        last[from] = std::max(last[from], number);
    }
    qint64 lastOf(std::size_t from)
    {
        const std::scoped_lock lock(mutex);
        return last[from];
    }
};

/// A publisher and a subscriber at each node, that look for another one when theirs dies.
struct Load
{
    explicit Load(const MixedNodes &cluster)
    {
        for (int i = 0; i < nodes; ++i) {
            const auto index = static_cast<std::size_t>(i);
            isOk =
                isOk && subscribers[index].connectToOneOf(cluster.urlsFrom(i)) &&
                subscribers[index].subscribe(
                    "load.*", [&received = received[index]](const PeerMessage &message) { received.take(message); }) &&
                publishers[index].connectToOneOf(cluster.urlsFrom(i));
        }
        QObject::connect(&timer, &QTimer::timeout, [this] { publish(); });
        timer.start(1);
    }
    void publish()
    {
        for (std::size_t i = 0; i < nodes; ++i) {
            for (int burst = 0; burst < 5; ++burst)
                publishers[i].publish(
                    {"load." + QByteArray::number(static_cast<int>(i)), {}, {}, QByteArray::number(sent[i]++)});
        }
    }
    /// All hear all, from now on.
    bool isFlowing()
    {
        std::array<qint64, nodes> from = sent;
        return QTest::qWaitFor(
            [&] {
                for (auto &receiver : received) {
                    for (std::size_t i = 0; i < nodes; ++i) {
                        if (receiver.lastOf(i) < from[i])
                            return false;
                    }
                }
                return true;
            },
            deadlineMs);
    }

    std::array<Received, nodes> received;
    std::array<NatsPeer, nodes> subscribers;
    std::array<NatsPeer, nodes> publishers;
    std::array<qint64, nodes> sent{};
    QTimer timer;
    bool isOk = true;
};

} // namespace

/// Two of our nodes and a real nats-server, each its own process, are one cluster.
class TestMixedCluster : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data();
    void init();
    void cleanup() { m_cluster.reset(); }
    void messagesAndHeaders();
    void queueGroupsExactlyOnce();
    void requests();
    void addressesOfAll();
    void killedInTurn();
    void lameDucks();

private:
    std::unique_ptr<MixedNodes> m_cluster;
};

void TestMixedCluster::initTestCase_data()
{
    QTest::addColumn<int>("seed");
    QTest::newRow("they dial ours") << 0;
    QTest::newRow("we dial theirs") << 2;
}

void TestMixedCluster::init()
{
    QFETCH_GLOBAL(int, seed);
    m_cluster = std::make_unique<MixedNodes>(seed);
    QVERIFY2(m_cluster->start(), qPrintable(m_cluster->errorText()));
}

void TestMixedCluster::messagesAndHeaders()
{
    const auto clients = clientsOf(*m_cluster, "SUB a.> 1\r\nSUB a.* 2\r\n");
    QCOMPARE(clients.size(), std::size_t(nodes));
    for (const auto &publisher : clients) {
        publisher->send(
            "PUB a.b 5\r\nhello\r\nHPUB a.b r.1 20 22\r\nNATS/1.0\r\nk: v\r\n\r\n\r\nhi\r\nPUB a.x.end 0\r\n\r\n");
        for (const auto &receiver : clients) {
            const auto text = receiver->readUntil("MSG a.x.end 1 0\r\n\r\n");
            for (const char *sid : {"1", "2"}) {
                QCOMPARE(text.count(QByteArray("MSG a.b ") + sid + " 5\r\nhello\r\n"), 1);
                QCOMPARE(text.count(QByteArray("HMSG a.b ") + sid + " r.1 20 22\r\nNATS/1.0\r\nk: v\r\n\r\n\r\nhi\r\n"),
                         1);
            }
            QCOMPARE(text.count("MSG "), 5); // nothing twice
        }
    }
}

void TestMixedCluster::queueGroupsExactlyOnce()
{
    const auto clients = clientsOf(*m_cluster, "SUB jobs.* workers 1\r\nSUB jobs.* others 2\r\nSUB end 3\r\n");
    QCOMPARE(clients.size(), std::size_t(nodes));
    constexpr int each = 200;
    for (int from = 0; from < nodes; ++from) {
        QByteArray many;
        for (int i = 0; i < each; ++i)
            many += "HPUB jobs." + QByteArray::number(from) + " r 12 13\r\nNATS/1.0\r\n\r\nx\r\n";
        clients.at(static_cast<std::size_t>(from))->send(many + "PUB end 0\r\n\r\n");
    }
    qsizetype workers = 0;
    qsizetype others = 0;
    std::array<qsizetype, nodes> own{};
    for (int node = 0; node < nodes; ++node) {
        auto &receiver = *clients.at(static_cast<std::size_t>(node));
        QByteArray text;
        while (text.count("MSG end 3 ") < nodes && !receiver.isClosed())
            text += receiver.readUntil("MSG end 3 0\r\n");
        workers += text.count(" 1 r 12 13\r\nNATS/1.0\r\n\r\nx\r\n");
        others += text.count(" 2 r 12 13\r\nNATS/1.0\r\n\r\nx\r\n");
        own.at(static_cast<std::size_t>(node)) = text.count("MSG jobs." + QByteArray::number(node) + " 1 ");
    }
    QCOMPARE(workers, nodes * each);
    QCOMPARE(others, nodes * each);
    QCOMPARE(own[0], each); // ours prefer members of their own
    QCOMPARE(own[1], each);
}

void TestMixedCluster::requests()
{
    const auto clients = clientsOf(*m_cluster, "SUB inbox.* 1\r\n");
    QCOMPARE(clients.size(), std::size_t(nodes));
    for (int to = 0; to < nodes; ++to) {
        auto &responder = *clients.at(static_cast<std::size_t>(to));
        responder.said("SUB service.* workers 2\r\n");
        for (int from = 0; from < nodes; ++from) {
            auto &requester = *clients.at(static_cast<std::size_t>(from));
            const auto inbox = "inbox." + QByteArray::number(to * nodes + from);
            QByteArray none = "503"; // until the interest has come
            while (none.contains("503"))
                none = requester.said("PUB service.probe " + inbox + " 0\r\n\r\n");
            requester.send("PUB service.x " + inbox + " 3\r\nask\r\n");
            QVERIFY(responder.readUntil("ask\r\n").endsWith("MSG service.x 2 " + inbox + " 3\r\nask\r\n"));
            responder.send("HPUB " + inbox + " 12 18\r\nNATS/1.0\r\n\r\nanswer\r\n");
            const auto answer = "HMSG " + inbox + " 1 12 18\r\nNATS/1.0\r\n\r\nanswer\r\n";
            QVERIFY(requester.readUntil(answer).endsWith(answer)); // those to others have come before, too
        }
        responder.said("UNSUB 2\r\n");
        for (const auto &requester : clients) {
            QVERIFY(QTest::qWaitFor(
                [&requester] { return requester->said("PUB service.x inbox.n 0\r\n\r\n").contains(" 503\r\n"); },
                deadlineMs));
        }
    }
}

void TestMixedCluster::addressesOfAll()
{
    for (int node = 0; node < nodes; ++node) {
        QByteArray info;
        const auto knowsAll = [&] {
            info = RawClient(m_cluster->port(node)).info();
            for (int other = 0; other < nodes; ++other) {
                if (!info.contains("\"127.0.0.1:" + QByteArray::number(m_cluster->port(other)) + "\""))
                    return false;
            }
            return true;
        };
        QVERIFY2(QTest::qWaitFor(knowsAll, deadlineMs), info.constData());
    }
}

void TestMixedCluster::killedInTurn()
{
    for (std::size_t victim = 0; victim < nodes; ++victim) {
        QVERIFY2(!clientsOf(*m_cluster, {}).empty(), "all routes are up");
        Load load(*m_cluster);
        QVERIFY(load.isOk);
        QVERIFY(load.isFlowing());
        m_cluster->kill(static_cast<int>(victim));
        QVERIFY(QTest::qWaitFor(
            [&] { return load.subscribers[victim].reconnects() > 0 && load.publishers[victim].reconnects() > 0; },
            deadlineMs));
        QVERIFY2(load.isFlowing(), "clients go on at another node");
        QVERIFY2(m_cluster->start(static_cast<int>(victim)), qPrintable(m_cluster->errorText()));
        QVERIFY(load.isFlowing());
        load.timer.stop();
        for (std::size_t to = 0; to < nodes; ++to) {
            const std::scoped_lock lock(load.received[to].mutex);
            for (std::size_t from = 0; from < nodes; ++from) {
                const auto where = QStringLiteral("%1 to %2 while %3 died").arg(from).arg(to).arg(victim);
                QVERIFY2(load.received[to].repeats[from] == 0, qPrintable(where));
                if (from != victim && to != victim) // nothing lost where both ends lived
                    QVERIFY2(load.received[to].gaps[from] == 0, qPrintable(where));
            }
        }
    }
}

void TestMixedCluster::lameDucks()
{
    QVERIFY(!clientsOf(*m_cluster, {}).empty());
    RawClient client(m_cluster->port(1));
    client.send("CONNECT {\"verbose\":false,\"protocol\":1}\r\nPING\r\n");
    QVERIFY(client.readUntil("PONG\r\n").endsWith("PONG\r\n"));
    RawClient theirs(m_cluster->port(2)); // so that the server does not end at once
    theirs.send("CONNECT {\"verbose\":false,\"protocol\":1}\r\nPING\r\n");
    theirs.readUntil("PONG\r\n");
    const auto address = [this](int node) {
        return "\"127.0.0.1:" + QByteArray::number(m_cluster->port(node)) + "\"";
    };
    m_cluster->sendAway(2);
    auto told = nextInfo(client);
    QVERIFY2(told.contains(address(0)) && told.contains(address(1)) && !told.contains(address(2)), told.constData());
    m_cluster->sendAway(0); // nobody is there: it ends at once
    QVERIFY(m_cluster->waitForEnd(0));
    told = nextInfo(client);
    QVERIFY2(told.contains(address(1)) && !told.contains(address(0)), told.constData());
    m_cluster->sendAway(1);
    told = nextInfo(client);
    QVERIFY2(told.contains("\"ldm\":true"), told.constData());
    m_cluster->kill(2); // as a lame duck it does not listen to SIGTERM
}

QTEST_GUILESS_MAIN(TestMixedCluster)
#include "tst_mixedcluster.moc"
