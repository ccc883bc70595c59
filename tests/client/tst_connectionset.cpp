// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/connectionset.h"
#include "flow/dropledger.h"
#include "flow/fanout.h"
#include "support/natsserverprocess.h"
#include "support/qtwarnings.h"

#include <QSignalSpy>
#include <QTest>

using namespace gnat;

/// What stays known of connections that were closed, with real servers.
class ConnectionSetTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { test::failOnQtWarnings(); }
    void initTestCase();
    void goesOnAsTheSameSource();
    void tellsClosedOnesApart();

private:
    Connection *open(ConnectionSet &connections, const test::NatsServerProcess &server, const QString &name) const;

    test::NatsServerProcess m_first;
    test::NatsServerProcess m_second;
};

void ConnectionSetTest::initTestCase()
{
    QVERIFY2(m_first.start(), qPrintable(m_first.errorText()));
    QVERIFY2(m_second.start(), qPrintable(m_second.errorText()));
}

Connection *ConnectionSetTest::open(ConnectionSet &connections, const test::NatsServerProcess &server,
                                    const QString &name) const
{
    auto profile = profileFromUrls(server.url()).value();
    profile.name = name;
    profile.subscriptions = QStringList{QStringLiteral("orders.>"), QStringLiteral("stock.*")};
    auto *connection = connections.add(profile);
    const bool isUp = QTest::qWaitFor([&] { return connection->state() == ConnectionState::Connected; }, 10'000);
    return isUp ? connection : nullptr;
}

void ConnectionSetTest::goesOnAsTheSameSource()
{
    Fanout fanout;
    DropLedger ledger;
    ConnectionSet connections(fanout, ledger);
    const auto staging = QStringLiteral("staging");
    auto *first = open(connections, m_first, staging);
    QVERIFY(first);
    const auto source = first->id();
    const auto subscriptions = first->subscriptions();
    QCOMPARE(connections.shownName(source), staging);
    first->unsubscribe(subscriptions.last().id);
    QSignalSpy states(first, &Connection::stateChanged);
    connections.remove(source);
    QCOMPARE(states.size(), 1); // who counts what is missed hears of it
    QCOMPARE(states.first().first().value<ConnectionState>(), ConnectionState::Closed);
    QCOMPARE(connections.find(source), nullptr);
    QCOMPARE(connections.shownName(source), QStringLiteral("staging (closed)"));
    QCOMPARE(connections.sourceNamed(staging), source);
    QCOMPARE(connections.sourceNamed(QStringLiteral("staging (closed)")), source);
    for (const auto &subscription : subscriptions) // also of the one that had left before
        QCOMPARE(connections.subscriptionName(subscription.id).pattern, subscription.pattern);

    auto *again = open(connections, m_first, staging);
    QVERIFY(again);
    QCOMPARE(again->id(), source);
    QCOMPARE(connections.shownName(source), staging);
    QCOMPARE(connections.findClosed(source), nullptr);
    const auto later = again->subscriptions();
    QCOMPARE(later.size(), 2);
    for (const auto &subscription : later) // a kept message's number means what it meant
        QVERIFY(subscription.id > subscriptions.last().id);
    const auto request = again->request({"nobody", {}, {}, {}}, {});
    QVERIFY(request.isOk());
}

void ConnectionSetTest::tellsClosedOnesApart()
{
    Fanout fanout;
    DropLedger ledger;
    ConnectionSet connections(fanout, ledger);
    const auto staging = QStringLiteral("staging");
    const auto first = open(connections, m_first, staging)->id();
    const auto office = open(connections, m_first, QStringLiteral("office"))->id();
    connections.remove(first);
    connections.remove(office);
    const auto second = open(connections, m_second, staging)->id(); // another server is another source
    QVERIFY(second != first && second != office);
    QCOMPARE(connections.sourceNamed(staging), second);
    QCOMPARE(connections.shownName(first), QStringLiteral("staging (closed, %1)").arg(m_first.url()));
    QCOMPARE(connections.sourceNamed(connections.shownName(first)), first);
    QCOMPARE(connections.shownName(office), QStringLiteral("office (closed)"));
    connections.remove(second);
    QCOMPARE(connections.shownName(second), QStringLiteral("staging (closed, %1)").arg(m_second.url()));
    QCOMPARE(connections.sourceNamed(staging), second); // the one that was closed last

    auto profile = profileFromUrls(QString(m_first.url()).replace(QLatin1String("//"), QLatin1String("//me:secret@")));
    profile.value().name = staging;
    QVERIFY(connections.add(profile.value())->id() != first); // another user sees other things
}

QTEST_GUILESS_MAIN(ConnectionSetTest)
#include "tst_connectionset.moc"
