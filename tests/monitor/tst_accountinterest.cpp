// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/brokernode.h"
#include "client/clienthelpers.h"
#include "monitor/accountinterest.h"
#include "monitor/connzround.h"
#include "support/heartbeat.h"
#include "support/natsserverprocess.h"
#include "support/qtwarnings.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

#include <atomic>
#include <memory>
#include <vector>

using namespace gnat;
using namespace gnat::test;

/// Who subscribes to what, asked of real servers.
class AccountInterestTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { failOnQtWarnings(); }
    void namesWhoSubscribes_data();
    void namesWhoSubscribes();
    void asksPageByPage();
    void hundredThousandSubscriptions();
    void pagesAreDigestedOnTheWorker();
    void saysWhyNot();
    void stopsWhenNobodyWantsToKnow();
    void asksAgainAfterALoss();

private:
    /// Asks once and waits for the answer.
    static bool asks(AccountInterest &interest);
};

bool AccountInterestTest::asks(AccountInterest &interest)
{
    QSignalSpy changed(&interest, &AccountInterest::changed);
    interest.setActive(true);
    return changed.wait(30'000);
}

void AccountInterestTest::namesWhoSubscribes_data()
{
    QTest::addColumn<bool>("isOurs");
    QTest::newRow("nats-server") << false;
    QTest::newRow("embedded broker") << true;
}

void AccountInterestTest::namesWhoSubscribes()
{
    QFETCH(const bool, isOurs);
    NatsServerProcess theirs;
    BrokerOptions options;
    options.port = -1;
    BrokerNode ours(options);
    quint16 port = 0;
    if (isOurs) {
        QVERIFY(ours.start());
        port = ours.port();
    } else {
        QVERIFY2(theirs.start(), qPrintable(theirs.errorText()));
        port = theirs.port();
    }
    RawClient billing(port);
    billing.socket.write("CONNECT {\"verbose\":false,\"name\":\"billing\",\"lang\":\"go\",\"version\":\"1.28\"}\r\n"
                         "SUB shop.orders.* workers 1\r\nSUB shop.> 2\r\n");
    QVERIFY(billing.sync());
    Client client(QStringLiteral("nats://127.0.0.1:%1").arg(port));
    QVERIFY(client.connects());
    QVERIFY(client.subscribe("mine.>"));
    AccountInterest interest(*client.connection);
    QVERIFY(asks(interest));
    QCOMPARE(interest.problem(), QString());
    const auto known = interest.interest();
    QCOMPARE(known->servers, 1U);
    QCOMPARE(known->subjects.size(), 2);
    const auto orders = known->subjects.value("shop.orders.*");
    QCOMPARE(orders.subscribers, 1U);
    QCOMPARE(orders.queueGroups, QStringList{QStringLiteral("workers")});
    QVERIFY2(orders.clients.value(0).startsWith(QStringLiteral("billing (go 1.28), cid ")),
             qPrintable(orders.clients.value(0)));
}

void AccountInterestTest::asksPageByPage()
{
    constexpr int clients = 300;
    NatsServerProcess server;
    QVERIFY2(server.start(), qPrintable(server.errorText()));
    std::vector<std::unique_ptr<RawClient>> others;
    for (int i = 0; i < clients; ++i) {
        others.push_back(std::make_unique<RawClient>(server.port()));
        others.back()->socket.write("SUB page." + QByteArray::number(i) + " 1\r\n");
        QVERIFY(others.back()->sync());
    }
    Client client(server.url());
    QVERIFY(client.connects());
    AccountInterest interest(*client.connection);
    QVERIFY(asks(interest));
    QCOMPARE(interest.problem(), QString());
    QCOMPARE(interest.interest()->subjects.size(), clients);
    QCOMPARE(interest.interest()->clients, static_cast<quint32>(clients) + 1);
}

void AccountInterestTest::hundredThousandSubscriptions()
{
    constexpr int subscriptions = 100'000;
    NatsServerProcess server;
    QVERIFY2(server.start(), qPrintable(server.errorText()));
    RawClient many(server.port());
    QByteArray lines;
    for (int i = 0; i < subscriptions; ++i)
        lines += "SUB many.line" + QByteArray::number(i / 1000) + ".device" + QByteArray::number(i % 1000) + ' ' +
                 QByteArray::number(i + 1) + "\r\n";
    many.socket.write(lines);
    QVERIFY(many.sync());
    Client client(server.url());
    QVERIFY(client.connects());
    AccountInterest interest(*client.connection);
    Heartbeat heartbeat;
    heartbeat.start();
    QVERIFY(asks(interest)); // a server that has no processor for two seconds is asked again
    QTRY_COMPARE_WITH_TIMEOUT(interest.interest()->subjects.size(), subscriptions, 90'000);
    heartbeat.stop();
    QCOMPARE(interest.problem(), QString());
    qInfo("the thread that asked was late by %.0f ms at most", heartbeat.lateness(1));
}

/// What is large is put together where it was read.
void AccountInterestTest::pagesAreDigestedOnTheWorker()
{
    NatsServerProcess server;
    QVERIFY2(server.start(), qPrintable(server.errorText()));
    RawClient other(server.port());
    other.socket.write("SUB page.a 1\r\nSUB page.b 2\r\n");
    QVERIFY(other.sync());
    Client client(server.url());
    QVERIFY(client.connects());
    ConnzRound round(*client.connection, {.hasSubscriptions = true});
    std::atomic<QThread *> digestedOn = nullptr;
    std::atomic<qsizetype> digested = 0;
    round.setDigest([&](ConnzPage &page) {
        digestedOn = QThread::currentThread();
        digested += page.subscribers.size();
        page.subscribers.clear();
    });
    qsizetype left = -1;
    connect(&round, &ConnzRound::pageRead, this, [&](const ConnzPage &page) { left = page.subscribers.size(); });
    QSignalSpy finished(&round, &ConnzRound::finished);
    round.begin(1);
    QVERIFY(finished.wait());
    QCOMPARE(digested.load(), 2);
    QVERIFY(digestedOn.load() != QThread::currentThread());
    QCOMPARE(left, 0);
}

void AccountInterestTest::saysWhyNot()
{
    const QTemporaryDir folder;
    const auto path = folder.filePath(QStringLiteral("server.conf"));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(
        "authorization { users: [ { user: u, password: p, permissions: { publish: { deny: \"$SYS.>\" } } } ] }\n");
    file.close();
    NatsServerProcess server({QStringLiteral("-c"), path});
    QVERIFY2(server.start(), qPrintable(server.errorText()));
    auto profile = profileFromUrls(QStringLiteral("nats://u:p@127.0.0.1:%1").arg(server.port())).value();
    Client client(profile);
    QVERIFY(client.connects());
    AccountInterest interest(*client.connection);
    QVERIFY(asks(interest));
    QVERIFY2(interest.problem().contains(QStringLiteral("ermissions")), qPrintable(interest.problem()));
    QVERIFY(interest.interest()->subjects.isEmpty());
    QVERIFY(!interest.isActive()); // who refuses is not asked again unasked
}

void AccountInterestTest::stopsWhenNobodyWantsToKnow()
{
    NatsServerProcess server;
    QVERIFY2(server.start(), qPrintable(server.errorText()));
    Client client(server.url());
    QVERIFY(client.connects());
    AccountInterest interest(*client.connection);
    QSignalSpy changed(&interest, &AccountInterest::changed);
    interest.setActive(true);
    interest.setActive(false);
    QCOMPARE(changed.count(), 1);
    QVERIFY(asks(interest)); // and again, whatever of the first still comes
    QCOMPARE(interest.problem(), QString());
    QCOMPARE(interest.interest()->servers, 1U);
}

void AccountInterestTest::asksAgainAfterALoss()
{
    NatsServerProcess server;
    QVERIFY2(server.start(), qPrintable(server.errorText()));
    Client client(server.url());
    QVERIFY(client.connects());
    AccountInterest interest(*client.connection);
    interest.setActive(true); // and no time to answer
    server.kill();
    QTRY_VERIFY_WITH_TIMEOUT(client.connection->state() != ConnectionState::Connected, 10'000);
    QVERIFY2(server.start(), qPrintable(server.errorText()));
    QTRY_VERIFY_WITH_TIMEOUT(client.connection->state() == ConnectionState::Connected, 30'000);
    QTRY_COMPARE_WITH_TIMEOUT(interest.interest()->servers, 1U, 10'000);
    QCOMPARE(interest.problem(), QString());
    QVERIFY(interest.isActive());
}

QTEST_GUILESS_MAIN(AccountInterestTest)
#include "tst_accountinterest.moc"
