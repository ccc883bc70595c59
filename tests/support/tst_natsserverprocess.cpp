// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/natsserverprocess.h"
#include "support/qtwarnings.h"

#include <QTcpSocket>
#include <QTest>

using gnat::test::NatsServerProcess;

namespace {

/// The first line that a server says to a new client, empty if it does not answer.
QByteArray greeting(quint16 port)
{
    QTcpSocket socket;
    socket.connectToHost(QStringLiteral("127.0.0.1"), port);
    return socket.waitForReadyRead(3'000) ? socket.readLine() : QByteArray();
}

} // namespace

class NatsServerProcessTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { gnat::test::failOnQtWarnings(); }
    void greetsAndComesBackOnItsPort();
    void namesItsReasonWhenItCannotStart();
};

void NatsServerProcessTest::greetsAndComesBackOnItsPort()
{
    NatsServerProcess server(
        {QStringLiteral("--user"), QStringLiteral("ada"), QStringLiteral("--pass"), QStringLiteral("secret")});
    QVERIFY2(server.start(), qPrintable(server.errorText()));
    const quint16 port = server.port();
    QVERIFY(greeting(port).contains("\"auth_required\":true"));
    QVERIFY2(server.restart(), qPrintable(server.errorText()));
    QCOMPARE(server.port(), port);
    QVERIFY(greeting(port).startsWith("INFO "));
    server.stop();
    QVERIFY(!server.isRunning());
    QVERIFY(greeting(port).isEmpty());
}

void NatsServerProcessTest::namesItsReasonWhenItCannotStart()
{
    NatsServerProcess server({QStringLiteral("-c"), QStringLiteral("/nonexistent/nats.conf")});
    QVERIFY(!server.start());
    QVERIFY(server.errorText().contains(u"ended while it started"));
}

QTEST_GUILESS_MAIN(NatsServerProcessTest)
#include "tst_natsserverprocess.moc"
