// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/clienthelpers.h"
#include "support/qtwarnings.h"

#include <QDeadlineTimer>
#include <QTcpServer>

using namespace gnat;
using namespace gnat::test;

class ConnectFailuresTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { failOnQtWarnings(); }
    void initTestCase() { QVERIFY2(m_server.start(), qPrintable(m_server.errorText())); }

    void namesTheCauseOfFailure_data();
    void namesTheCauseOfFailure();
    void refusesWrongLogins_data();
    void refusesWrongLogins();
    void attachesARefusedSubscription();
    void endsWhileConnecting();
    void logsInWithAnNKey();

private:
    NatsServerProcess m_server;
};

void ConnectFailuresTest::namesTheCauseOfFailure_data()
{
    QTest::addColumn<QString>("server");
    QTest::addColumn<QString>("says");
    QTest::newRow("refused") << QStringLiteral("127.0.0.1:1")
                             << QStringLiteral("Nothing listens on 127.0.0.1:1 (connection refused)");
    QTest::newRow("unknown host") << QStringLiteral("no-such-host.invalid")
                                  << QStringLiteral("\"no-such-host.invalid\" is not known");
    QTest::newRow("not NATS") << QStringLiteral("other") << QStringLiteral("is not a NATS server");
    QTest::newRow("silent") << QStringLiteral("silent") << QStringLiteral("did not answer within 0.3 s");
    QTest::newRow("TLS") << QStringLiteral("tls") << QStringLiteral("does not offer TLS");
}

void ConnectFailuresTest::namesTheCauseOfFailure()
{
    QFETCH(QString, server);
    QFETCH(QString, says);
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress::LocalHost));
    if (server == u"other")
        connect(&other, &QTcpServer::newConnection, this,
                [&] { other.nextPendingConnection()->write("220 hello\r\n"); });
    if (server == u"other" || server == u"silent")
        server = QStringLiteral("127.0.0.1:%1").arg(other.serverPort());
    if (server == u"tls")
        server = QStringLiteral("tls://127.0.0.1:%1").arg(m_server.port());
    auto profile = profileFromUrls(server).value();
    profile.connectTimeoutMs = 300;
    Client client(profile);
    QSignalSpy states(client.connection.get(), &Connection::stateChanged);
    client.connection->open();
    QVERIFY(client.reaches(ConnectionState::Failed, 15'000));
    QVERIFY2(client.connection->lastError().contains(says), qPrintable(client.connection->lastError()));
    QCOMPARE(states.count(), 2); // connecting, failed
}

void ConnectFailuresTest::refusesWrongLogins_data()
{
    QTest::addColumn<QString>("login");
    QTest::addColumn<QString>("says"); // empty: gets in
    QTest::newRow("right") << QStringLiteral("ada:secret@") << QString();
    QTest::newRow("wrong password") << QStringLiteral("ada:wrong@") << QStringLiteral("Check user and password");
    QTest::newRow("no login") << QString() << QStringLiteral("It wants a login");
    QTest::newRow("token instead") << QStringLiteral("t0ken@") << QStringLiteral("Check the token");
}

void ConnectFailuresTest::refusesWrongLogins()
{
    QFETCH(QString, login);
    QFETCH(QString, says);
    NatsServerProcess server(
        {QStringLiteral("--user"), QStringLiteral("ada"), QStringLiteral("--pass"), QStringLiteral("secret")});
    QVERIFY2(server.start(), qPrintable(server.errorText()));
    Client client(QStringLiteral("nats://%1localhost:%2").arg(login).arg(server.port()));
    client.connection->open();
    QVERIFY(client.reaches(says.isEmpty() ? ConnectionState::Connected : ConnectionState::Failed));
    if (says.isEmpty())
        return;
    QVERIFY2(client.connection->lastError().contains(says), qPrintable(client.connection->lastError()));
    QVERIFY2(client.connection->lastError().contains(u"Authorization Violation"),
             qPrintable(client.connection->lastError()));
    QVERIFY2(!client.connection->lastError().contains(u".c:"), qPrintable(client.connection->lastError()));
    QCOMPARE(client.connection->lastErrorKind(), ErrorKind::LoginRefused);
}

void ConnectFailuresTest::attachesARefusedSubscription()
{
    QTemporaryDir folder;
    QFile config(folder.filePath(QStringLiteral("nats.conf")));
    QVERIFY(config.open(QIODevice::WriteOnly));
    config.write("authorization { users = [ { user: u, password: p, permissions: { subscribe: \"open.>\", publish: "
                 "\"open.>\" } } ] }");
    config.close();
    NatsServerProcess server({QStringLiteral("-c"), config.fileName()});
    QVERIFY2(server.start(), qPrintable(server.errorText()));
    Client client(QStringLiteral("nats://u:p@127.0.0.1:%1").arg(server.port()));
    QSignalSpy errors(client.connection.get(), &Connection::errorOccurred);
    QVERIFY(client.connects());
    QVERIFY(client.connection->subscribe("open.a").isOk());
    QVERIFY(client.connection->subscribe("secret.>").isOk());
    QTRY_COMPARE(errors.count(), 1);
    QCOMPARE(errors[0][0].value<ErrorKind>(), ErrorKind::NotPermitted);
    QVERIFY2(errors[0][1].toString().contains(u"secret.>"), qPrintable(errors[0][1].toString()));
    const auto infos = client.connection->subscriptions();
    QVERIFY(infos[0].error.isEmpty());
    QVERIFY(infos[1].error.contains(u"Permissions Violation"));
    QVERIFY(client.connection->publish({"secret.a", {}, {}, "x"}).isOk());
    QTRY_COMPARE(errors.count(), 2);
    QVERIFY(errors[1][1].toString().contains(u"secret.a"));
    QCOMPARE(client.connection->state(), ConnectionState::Connected);
}

void ConnectFailuresTest::endsWhileConnecting()
{
    QTcpServer silent; // accepts and says nothing
    QVERIFY(silent.listen(QHostAddress::LocalHost));
    auto profile = profileFromUrls(QStringLiteral("127.0.0.1:%1").arg(silent.serverPort())).value();
    profile.connectTimeoutMs = 60'000;
    QDeadlineTimer halfOfThat;
    {
        Client client(profile);
        client.connection->open();
        QVERIFY(silent.waitForNewConnection(20'000));
        halfOfThat.setRemainingTime(profile.connectTimeoutMs / 2);
    }
    QVERIFY(!halfOfThat.hasExpired());
}

void ConnectFailuresTest::logsInWithAnNKey()
{
    const QTemporaryDir folder;
    const auto write = [&](const QString &name, const QByteArray &content) {
        QFile file(folder.filePath(name));
        return file.open(QIODevice::WriteOnly) && file.write(content) == content.size();
    };
    const QByteArray users = "authorization { users = [ { nkey: "
                             "UDXU4RCSJNZOIQHZNWXHXORDPRTGNJAHAHFRGZNEEJCPQTT2M7NLCNF4 } ] }";
    QVERIFY(write(QStringLiteral("nats.conf"), users));
    QVERIFY(write(QStringLiteral("user.nk"), "SUACSSL3UAHUDXKFSNVUZRF5UHPMWZ6BFDTJ7M6USDXIEDNPPQYYYCU3VY\n"));
    NatsServerProcess server({QStringLiteral("-c"), folder.filePath(QStringLiteral("nats.conf"))});
    QVERIFY2(server.start(), qPrintable(server.errorText()));
    auto profile = profileFromUrls(server.url()).value();
    profile.login = LoginKind::NKey;
    profile.nkeyFile = folder.filePath(QStringLiteral("user.nk"));
    Client client(profile);
    QVERIFY2(client.connects(), qPrintable(client.connection->lastError()));
    profile.nkeyFile = folder.filePath(QStringLiteral("missing.nk"));
    Client other(profile);
    other.connection->open();
    QVERIFY(other.reaches(ConnectionState::Failed));
    QVERIFY(other.connection->lastError().contains(u"missing.nk"));
}

QTEST_GUILESS_MAIN(ConnectFailuresTest)
#include "tst_connectfailures.moc"
