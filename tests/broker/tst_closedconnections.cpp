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
    client.subscriptionList.resize(subscriptions);
    return client;
}

} // namespace

/// What monitoring remembers of clients that have left stays within its bounds.
class TestClosedConnections : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oldestClientsGoFirst();
    void oldestSubscriptionsGoFirstAndTheirMemoryWithThem();
    void oneClientWithTooManyIsKeptWithoutThem();
};

void TestClosedConnections::oldestClientsGoFirst()
{
    ClosedConnections closed;
    for (std::size_t i = 0; i < ClosedConnections::maxClients + 3; ++i)
        closed.add(client(i, 1));
    QCOMPARE(closed.clients().size(), ClosedConnections::maxClients);
    QCOMPARE(closed.clients().front().id, 3U);
}

void TestClosedConnections::oldestSubscriptionsGoFirstAndTheirMemoryWithThem()
{
    ClosedConnections closed;
    constexpr auto half = ClosedConnections::maxSubscriptions / 2;
    closed.add(client(1, half));
    closed.add(client(2, half));
    QCOMPARE(closed.clients()[0].subscriptionList.size(), half);
    closed.add(client(3, 1));
    QCOMPARE(closed.clients()[0].subscriptionList.capacity(), 0U);
    QCOMPARE(closed.clients()[1].subscriptionList.size(), half);
    QCOMPARE(closed.clients()[2].subscriptionList.size(), 1U);
}

void TestClosedConnections::oneClientWithTooManyIsKeptWithoutThem()
{
    ClosedConnections closed;
    closed.add(client(1, ClosedConnections::maxSubscriptions + 1));
    QCOMPARE(closed.clients().size(), 1U);
    QCOMPARE(closed.clients()[0].subscriptionList.capacity(), 0U);
}

QTEST_GUILESS_MAIN(TestClosedConnections)
#include "tst_closedconnections.moc"
