// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/clienthelpers.h"
#include "client/connectionpublisher.h"
#include "support/qtwarnings.h"

#include <QElapsedTimer>

using namespace gnat;
using namespace gnat::test;

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
    QTRY_VERIFY_WITH_TIMEOUT(client.connection->nextAttemptInMs() > 2'500, 20'000); // the fourth wait is 3.2 to 4.8 s
    QVERIFY2(server.start(), qPrintable(server.errorText()));
    QElapsedTimer timer;
    timer.start();
    client.connection->tryNow();
    QVERIFY(client.reaches(ConnectionState::Connected, 2'000));
    QVERIFY(timer.elapsed() < 2'000);
}

void ReconnectingTest::endsWhileReconnecting()
{
    NatsServerProcess server;
    QVERIFY2(server.start(), qPrintable(server.errorText()));
    QElapsedTimer timer;
    {
        Client client(server.url());
        QVERIFY(client.connects());
        QVERIFY(client.subscribe("a"));
        server.kill();
        QTRY_VERIFY(client.connection->nextAttemptInMs() > 0);
        timer.start();
    }
    QVERIFY2(timer.elapsed() < 1'500, qPrintable(QString::number(timer.elapsed())));
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
    QElapsedTimer timer;
    {
        Client client(server.url());
        QVERIFY(client.connects());
        server.pause();
        QVERIFY(client.connection->publish({"still", {}, {}, "x"}).isOk());
        QSignalSpy published(client.connection.get(), &Connection::published);
        QTRY_COMPARE(published.count(), 1);
        client.connection->flush();
        timer.start();
    }
    QVERIFY2(timer.elapsed() < 2'500, qPrintable(QString::number(timer.elapsed())));
    server.resume();
}

QTEST_GUILESS_MAIN(ReconnectingTest)
#include "tst_reconnecting.moc"
