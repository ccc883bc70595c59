// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/clienthelpers.h"
#include "client/messageowners_p.h"
#include "support/qtwarnings.h"

#include <QFile>

#include <csignal>

using namespace gnat;
using namespace gnat::test;

/// What a server refuses must not hide what it allows: against a nats-server with permissions.
class RefusedSubscriptionsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { failOnQtWarnings(); }
    void readsTheServersWords_data();
    void readsTheServersWords();
    void keepsWhatIsAllowed_data();
    void keepsWhatIsAllowed();
    void asksAgainWhenItIsBack();
    void losesItWhileConnected();
};

namespace {

/// A server whose user may subscribe to `allowed` alone, which can be changed.
struct StrictServer
{
    explicit StrictServer(const QByteArray &allowed)
        : file(folder.filePath(QStringLiteral("nats.conf"))), process({QStringLiteral("-c"), file.fileName()})
    {
        allow(allowed);
    }
    void allow(const QByteArray &allowed)
    {
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        file.write("authorization { users = [ { user: u, password: p, permissions: { subscribe: [" + allowed +
                   "] } }, { user: all, password: p } ] }");
        file.close();
    }
    QString urlFor(const QString &user) const
    {
        return QStringLiteral("nats://%1:p@127.0.0.1:%2").arg(user).arg(process.port());
    }

    QTemporaryDir folder;
    QFile file;
    NatsServerProcess process;
};

/// Sends `count` messages on `subject` as a user who may do anything.
bool publish(const StrictServer &server, const QByteArray &subject, int count)
{
    const Client sender(server.urlFor(QStringLiteral("all")));
    bool isOk = sender.connects();
    for (int i = 0; i < count; ++i)
        isOk = isOk && sender.connection->publish({subject, {}, {}, "x"}).isOk();
    QSignalSpy flushed(sender.connection.get(), &Connection::flushed);
    sender.connection->flush();
    return isOk && flushed.wait(5'000);
}

QStringList refused(const Client &client)
{
    QStringList patterns;
    for (const auto &info : client.connection->subscriptions()) {
        if (!info.error.isEmpty())
            patterns << toText(viewOf(info.pattern)) + (info.queueGroup.isEmpty() ? QString() : QStringLiteral("/q"));
    }
    return patterns;
}

} // namespace

void RefusedSubscriptionsTest::readsTheServersWords_data()
{
    QTest::addColumn<QByteArray>("words");
    QTest::addColumn<QByteArray>("pattern");
    QTest::addColumn<QByteArray>("group");
    QTest::addColumn<bool>("isAnyGroup");
    QTest::newRow("plain") << QByteArray(R"(Permissions Violation for Subscription to "orders.>")")
                           << QByteArray("orders.>") << QByteArray() << false;
    QTest::newRow("queue") << QByteArray(R"(Permissions Violation for Subscription to "a.*" using queue "q 1")")
                           << QByteArray("a.*") << QByteArray("q 1") << false;
    QTest::newRow("reloaded") << QByteArray(R"(Permissions Violation for Subscription to ">" (sid "3"))")
                              << QByteArray(">") << QByteArray() << true;
    QTest::newRow("lower case") << QByteArray(R"(permissions violation for subscription to "a")") << QByteArray("a")
                                << QByteArray() << false;
    QTest::newRow("quoted") << QByteArray(R"(Permissions Violation for Subscription to "a.\"b\\")")
                            << QByteArray(R"(a."b\)") << QByteArray() << false;
    QTest::newRow("publish") << QByteArray(R"(Permissions Violation for Publish to "a")") << QByteArray()
                             << QByteArray() << false;
}

void RefusedSubscriptionsTest::readsTheServersWords()
{
    QFETCH(const QByteArray, words);
    QFETCH(const QByteArray, pattern);
    QFETCH(const QByteArray, group);
    QFETCH(const bool, isAnyGroup);
    const auto refusal = parseRefusal(viewOf(words));
    QCOMPARE(toByteArray(refusal.pattern), pattern);
    QCOMPARE(toByteArray(refusal.queueGroup), group);
    QCOMPARE(refusal.isAnyGroup, isAnyGroup);
    QCOMPARE(refusal.isEmpty(), pattern.isEmpty());
}

void RefusedSubscriptionsTest::keepsWhatIsAllowed_data()
{
    QTest::addColumn<QByteArrayList>("order");
    QTest::newRow("refused first") << QByteArrayList{">", "orders.>"};
    QTest::newRow("refused last") << QByteArrayList{"orders.>", ">"};
    QTest::newRow("several refused") << QByteArrayList{">", "*.x", "orders.>", "*.>"};
}

void RefusedSubscriptionsTest::keepsWhatIsAllowed()
{
    QFETCH(const QByteArrayList, order);
    StrictServer server("\"orders.>\"");
    QVERIFY2(server.process.start(), qPrintable(server.process.errorText()));
    Client client(server.urlFor(QStringLiteral("u")));
    QVERIFY(client.connects());
    for (const auto &pattern : order)
        QVERIFY(client.connection->subscribe(pattern).isOk());
    QTRY_COMPARE(refused(client).size(), order.size() - 1);
    QVERIFY(!refused(client).contains(QStringLiteral("orders.>")));

    QVERIFY(publish(server, "orders.x", 8));
    QVERIFY(client.receives(8));
    QCOMPARE(client.ledger.figures().received, 8);
    QCOMPARE(client.ledger.figures().duplicates, 0);
}

void RefusedSubscriptionsTest::asksAgainWhenItIsBack()
{
    StrictServer server("\"orders.>\"");
    QVERIFY2(server.process.start(), qPrintable(server.process.errorText()));
    Client client(server.urlFor(QStringLiteral("u")));
    QVERIFY(client.connects());
    QVERIFY(client.subscribe(">"));
    QVERIFY(client.subscribe("orders.>"));
    QTRY_COMPARE(refused(client), QStringList{QStringLiteral(">")});

    const auto comesBack = [&] {
        QSignalSpy confirmed(client.connection.get(), &Connection::subscriptionsConfirmed);
        return server.process.restart() && QTest::qWaitFor([&] { return !confirmed.isEmpty(); }, 20'000);
    };
    server.allow("\">\"");
    QVERIFY(comesBack());
    QCOMPARE(refused(client), QStringList());
    QVERIFY(publish(server, "orders.x", 5));
    QVERIFY(client.receives(5));
    QTRY_COMPARE(client.ledger.figures().received, 10); // each message and its copy
    QCOMPARE(client.ledger.figures().duplicates, 5);

    server.allow("\"orders.>\"");
    QVERIFY(comesBack());
    QTRY_COMPARE(refused(client), QStringList{QStringLiteral(">")});
    QVERIFY(publish(server, "orders.x", 5));
    QVERIFY(client.receives(10));
    QCOMPARE(client.ledger.figures().received, 15);
    QCOMPARE(client.ledger.figures().duplicates, 5);
}

/// The server reads a changed configuration and takes away what it no longer allows.
void RefusedSubscriptionsTest::losesItWhileConnected()
{
    StrictServer server("\">\"");
    QVERIFY2(server.process.start(), qPrintable(server.process.errorText()));
    Client client(server.urlFor(QStringLiteral("u")));
    QVERIFY(client.connects());
    QVERIFY(client.subscribe(">"));
    QVERIFY(client.subscribe(">", "q"));
    QVERIFY(client.subscribe("orders.>"));
    server.allow("\"orders.>\"");
    QCOMPARE(::kill(static_cast<pid_t>(server.process.pid()), SIGHUP), 0);
    QTRY_COMPARE(refused(client), (QStringList{QStringLiteral(">"), QStringLiteral(">/q")}));
    QCOMPARE(client.connection->state(), ConnectionState::Connected);

    QVERIFY(publish(server, "orders.x", 3));
    QVERIFY(client.receives(3));
    QCOMPARE(client.ledger.figures().duplicates, 0);

    // Asked for again when it is allowed, it owns again.
    server.allow("\">\"");
    QCOMPARE(::kill(static_cast<pid_t>(server.process.pid()), SIGHUP), 0);
    QVERIFY(QTest::qWaitFor([&] { return server.process.log().count("Reloaded server configuration") == 2; }, 5'000));
    const auto everything = client.connection->subscriptions().first().id;
    client.connection->setSubscriptionOn(everything, false);
    QSignalSpy confirmed(client.connection.get(), &Connection::subscriptionsConfirmed);
    client.connection->setSubscriptionOn(everything, true);
    QVERIFY(confirmed.wait(5'000));
    QVERIFY(publish(server, "orders.x", 3));
    QTRY_COMPARE(client.ledger.figures().received, 9);
    QCOMPARE(client.ledger.figures().duplicates, 3);
}

QTEST_GUILESS_MAIN(RefusedSubscriptionsTest)
#include "tst_refusedsubscriptions.moc"
