// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/monitoring/closedconnections.h"

#include <QTest>

using namespace gnat;

namespace {

ClientSnapshot client(std::uint64_t id, std::size_t subscriptions)
{
    ClientSnapshot client;
    client.id = id;
    for (std::size_t i = 0; i < subscriptions; ++i)
        client.subscriptionList.push_back({"orders.*.created", "workers", std::to_string(i), 3, 0, id});
    return client;
}

/// What a subscription of client() takes: text and lengths and two small numbers.
constexpr std::size_t subscriptionBytes = 17 + 8 + 2;

} // namespace

/// What monitoring remembers of clients that have left: all of it, within its bounds.
class TestClosedConnections : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everythingComesBack();
    void oldestClientsGoFirst();
    void oldestSubscriptionsGoFirst();
    void oneClientWithTooManyIsKeptWithoutThem();
    void aClientCostsLittle();
};

void TestClosedConnections::everythingComesBack()
{
    auto one = client(0xffff'ffff'ffffU, 2);
    one.ip = "127.0.0.1";
    one.port = 65'535;
    one.started = 1'700'000'000'000'000'000;
    one.stopped = one.started + 5;
    one.lastActivity = one.started + 4;
    one.roundTrip = 300'000;
    one.pendingBytes = 7;
    one.figures = {1, 2, 3, 1ULL << 63U};
    one.subscriptions = 2;
    one.reason = "Client Closed";
    one.name = std::string("with\0nul", 8);
    one.lang = "go";
    one.version = "1.28";
    one.tlsVersion = "1.3";
    one.tlsCipher = "TLS_AES_128_GCM_SHA256";
    one.user = "u";
    one.login = "l";
    ClosedConnections closed;
    closed.add(one);
    const auto back = closed.clients().at(0);
    QCOMPARE(back.id, one.id);
    QCOMPARE(back.ip, one.ip);
    QCOMPARE(back.port, one.port);
    QCOMPARE(back.started, one.started);
    QCOMPARE(back.stopped.value_or(0), *one.stopped);
    QCOMPARE(back.lastActivity, one.lastActivity);
    QCOMPARE(back.roundTrip, one.roundTrip);
    QCOMPARE(back.pendingBytes, one.pendingBytes);
    QCOMPARE(back.figures.inMessages, 1U);
    QCOMPARE(back.figures.outBytes, 1ULL << 63U);
    QCOMPARE(back.subscriptions, 2U);
    for (const auto text :
         {&ClientSnapshot::reason, &ClientSnapshot::name, &ClientSnapshot::lang, &ClientSnapshot::version,
          &ClientSnapshot::tlsVersion, &ClientSnapshot::tlsCipher, &ClientSnapshot::user, &ClientSnapshot::login})
        QCOMPARE(back.*text, one.*text);
    QCOMPARE(back.subscriptionList.size(), std::size_t{2});
    QCOMPARE(back.subscriptionList[1].subject, std::string("orders.*.created"));
    QCOMPARE(back.subscriptionList[1].queue, std::string("workers"));
    QCOMPARE(back.subscriptionList[1].sid, std::string("1"));
    QCOMPARE(back.subscriptionList[1].messages, 3U);
    QCOMPARE(back.subscriptionList[1].cid, one.id);
}

void TestClosedConnections::oldestClientsGoFirst()
{
    ClosedConnections closed;
    for (std::size_t i = 0; i < ClosedConnections::maxClients + 3; ++i)
        closed.add(client(i, 1));
    QCOMPARE(closed.clients().size(), ClosedConnections::maxClients);
    QCOMPARE(closed.clients().front().id, 3U);
}

void TestClosedConnections::oldestSubscriptionsGoFirst()
{
    ClosedConnections closed;
    constexpr auto most = ClosedConnections::maxSubscriptionBytes / (subscriptionBytes + 8) / 2; // sids get longer
    for (std::uint64_t id = 1; id <= 3; ++id)
        closed.add(client(id, most));
    const auto clients = closed.clients();
    QCOMPARE(clients[0].subscriptionList.size(), 0U);
    QCOMPARE(clients[1].subscriptionList.size(), most);
    QCOMPARE(clients[2].subscriptionList.size(), most);
    QVERIFY(closed.memoryBytes() < ClosedConnections::maxSubscriptionBytes + 1000);
}

void TestClosedConnections::oneClientWithTooManyIsKeptWithoutThem()
{
    ClosedConnections closed;
    closed.add(client(1, ClosedConnections::maxSubscriptionBytes / subscriptionBytes + 1));
    QCOMPARE(closed.clients().size(), 1U);
    QCOMPARE(closed.clients()[0].subscriptionList.size(), 0U);
}

/// A soak's memory must not grow by what is remembered of thousands who came and went.
void TestClosedConnections::aClientCostsLittle()
{
    ClosedConnections closed;
    for (std::size_t i = 0; i < 1000; ++i) {
        auto one = client(i, 20);
        one.ip = "127.0.0.1";
        one.started = 1'700'000'000'000'000'000;
        one.stopped = one.started;
        one.reason = "Slow Consumer (Write Deadline)";
        one.name = "a name of usual length";
        closed.add(one);
    }
    QVERIFY2(closed.memoryBytes() / 1000 < 250 + 20 * (subscriptionBytes + 2),
             qPrintable(QString::number(closed.memoryBytes() / 1000)));
}

QTEST_GUILESS_MAIN(TestClosedConnections)
#include "tst_closedconnections.moc"
