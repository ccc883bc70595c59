// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/clienthelpers.h"
#include "client/connectionpublisher.h"
#include "support/qtwarnings.h"

#include <QDeadlineTimer>

using namespace gnat;
using namespace gnat::test;

namespace {

/// Whose server is gone, in the longest wait: half a minute, give or take a fifth.
bool waitsLong(const Client &client)
{
    constexpr int lastDelay = 7;
    return QTest::qWaitFor(
        [&] {
            if (client.connection->reconnectAttempt() < lastDelay && client.connection->nextAttemptInMs() > 0)
                client.connection->tryNow();
            return client.connection->reconnectAttempt() >= lastDelay && client.connection->nextAttemptInMs() > 20'000;
        },
        60'000);
}

} // namespace

class ReconnectingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { failOnQtWarnings(); }
    void comesBackWithItsSubscriptions();
    void triesNowWhenTold();
    void endsWhileReconnecting();
    void stopsAfterARefusedLogin();
    void survivesAServerThatStandsStill();
};

void ReconnectingTest::comesBackWithItsSubscriptions()
{
    NatsServerProcess server;
    QVERIFY2(server.start(), qPrintable(server.errorText()));
    Client client(server.url());
    QVERIFY(client.connects());
    QVERIFY(client.subscribe("back.>"));
    const auto publisher = client.connection->publisher();
    const auto firstId = client.connection->server().id;

    QSignalSpy states(client.connection.get(), &Connection::stateChanged);
    server.kill();
    QVERIFY(client.reaches(ConnectionState::Reconnecting));
    QVERIFY(!client.connection->lastError().isEmpty());
    QVERIFY(!client.connection->publish({"back.a", {}, {}, "x"}).isOk());
    MessageView view;
    view.subject = "back.a";
    QCOMPARE(publisher->publish(view).error().kind, ErrorKind::Unreachable);
    QTRY_VERIFY(client.connection->reconnectAttempt() >= 2); // nobody is there, it tries again
    QTRY_VERIFY(client.connection->nextAttemptInMs() > 0);

    QSignalSpy confirmed(client.connection.get(), &Connection::subscriptionsConfirmed);
    QVERIFY2(server.start(), qPrintable(server.errorText()));
    QVERIFY(client.reaches(ConnectionState::Connected, 20'000));
    QCOMPARE(states.count(), 2);
    QTRY_COMPARE(confirmed.count(), 1);
    QVERIFY(client.connection->lastError().isEmpty());
    QVERIFY(client.connection->server().id != firstId);
    QVERIFY(!client.connection->server().version.isEmpty());
    QCOMPARE(client.connection->reconnectAttempt(), 0);
    QVERIFY(client.connection->publish({"back.a", {}, {}, "x"}).isOk());
    QVERIFY(client.receives(1));
    QVERIFY(publisher->publish(view).isOk());
    QVERIFY(client.receives(2));
}

void ReconnectingTest::triesNowWhenTold()
{
    NatsServerProcess server;
    QVERIFY2(server.start(), qPrintable(server.errorText()));
    Client client(server.url());
    QVERIFY(client.connects());
    server.kill();
    QVERIFY(waitsLong(client));
    const QDeadlineTimer nextAttempt(client.connection->nextAttemptInMs());
    QVERIFY2(server.start(), qPrintable(server.errorText()));
    client.connection->tryNow();
    QVERIFY(client.reaches(ConnectionState::Connected, 60'000));
    QVERIFY(!nextAttempt.hasExpired());
}

void ReconnectingTest::endsWhileReconnecting()
{
    NatsServerProcess server;
    QVERIFY2(server.start(), qPrintable(server.errorText()));
    QDeadlineTimer nextAttempt;
    {
        Client client(server.url());
        QVERIFY(client.connects());
        QVERIFY(client.subscribe("a"));
        server.kill();
        QVERIFY(waitsLong(client));
        nextAttempt.setRemainingTime(client.connection->nextAttemptInMs());
    }
    QVERIFY(!nextAttempt.hasExpired());
}

void ReconnectingTest::stopsAfterARefusedLogin()
{
    const auto login = [](const QString &password) {
        return QStringList{QStringLiteral("--user"), QStringLiteral("ada"), QStringLiteral("--pass"), password};
    };
    auto first = std::make_unique<NatsServerProcess>(login(QStringLiteral("secret")));
    QVERIFY2(first->start(), qPrintable(first->errorText()));
    const auto port = first->port();
    Client client(QStringLiteral("nats://ada:secret@127.0.0.1:%1").arg(port));
    QVERIFY(client.connects());
    first.reset();
    NatsServerProcess second(login(QStringLiteral("changed")) +
                             QStringList{QStringLiteral("-p"), QString::number(port)});
    QVERIFY2(second.start(), qPrintable(second.errorText()));
    QCOMPARE(second.port(), port);
    QVERIFY(client.reaches(ConnectionState::Failed, 20'000));
    QCOMPARE(client.connection->lastErrorKind(), ErrorKind::LoginRefused);
    QVERIFY2(client.connection->lastError().contains(u"refused the login"), qPrintable(client.connection->lastError()));
}

void ReconnectingTest::survivesAServerThatStandsStill()
{
    NatsServerProcess server;
    QVERIFY2(server.start(), qPrintable(server.errorText()));
    QDeadlineTimer halfOfThat;
    {
        Client client(server.url());
        QVERIFY(client.connects());
        server.pause();
        QVERIFY(client.connection->publish({"still", {}, {}, "x"}).isOk());
        QSignalSpy published(client.connection.get(), &Connection::published);
        QTRY_COMPARE(published.count(), 1);
        for (int i = 0; i < 6; ++i)
            client.connection->flush(); // a minute, if it were waited for: each tries for ten seconds
        halfOfThat.setRemainingTime(30'000);
    }
    QVERIFY(!halfOfThat.hasExpired());
    server.resume();
}

QTEST_GUILESS_MAIN(ReconnectingTest)
#include "tst_reconnecting.moc"
