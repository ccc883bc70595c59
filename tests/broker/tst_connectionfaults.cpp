// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/faultpair.h"

#include <QElapsedTimer>
#include <QTcpSocket>
#include <QTest>

using namespace gnat;
using namespace gnat::test;

/// What faults of a real node do to connections.
class TestConnectionFaults : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bandwidthOfDelivery();
    void bandwidthOfReading();
    void bandwidthOfASubject();
    void cutAtOnce();
    void cutAfterMessages();
    void cutMidFrame();
    void refuse();
    void refuseByName();
    void denyConnect();
    void stopReading();
    void stopReadingForAWhile();
    void slowConsumer();
};

void TestConnectionFaults::bandwidthOfDelivery()
{
    Pair pair({"bandwidth=400k,client=app,on=deliver"});
    QElapsedTimer timer;
    timer.start();
    pair.publisher.send("PUB a 200000\r\n" + QByteArray(200'000, 'x') + "\r\nPUB end 2\r\n00\r\n");
    const auto got = pair.subscriber.readUntil("\r\n00\r\n", 10'000);
    QCOMPARE(got.size(), qsizetype(16 + 200'002 + 17));
    // 200 kB at 400 kB/s: half a second, of which the first 50 ms are free
    QVERIFY2(timer.elapsed() >= 400, qPrintable(QString::number(timer.elapsed())));
    QVERIFY(pair.figures().applied > 5);
}

void TestConnectionFaults::bandwidthOfReading()
{
    Pair pair({"bandwidth=400k,on=publish,cid=1"});
    QElapsedTimer timer;
    timer.start();
    pair.publisher.send("PUB a 200000\r\n" + QByteArray(200'000, 'x') + "\r\nPING\r\n");
    QCOMPARE(pair.publisher.readUntil("PONG\r\n", 10'000), "PONG\r\n");
    QVERIFY2(timer.elapsed() >= 400, qPrintable(QString::number(timer.elapsed())));
}

void TestConnectionFaults::bandwidthOfASubject()
{
    Pair pair({"bandwidth=1k,subject=a"});
    QElapsedTimer timer;
    timer.start();
    pair.publisher.send("PUB a 100\r\n" + QByteArray(100, 'x') + "\r\nPUB a 100\r\n" + QByteArray(98, 'x') + "01\r\n");
    pair.subscriber.readUntil("01\r\n");
    QVERIFY2(timer.elapsed() >= 199, qPrintable(QString::number(timer.elapsed())));
    QCOMPARE(pair.figures().applied, 2U);
}

void TestConnectionFaults::cutAtOnce()
{
    Pair pair({});
    QVERIFY(pair.node->setFaults(plan({"cut,cid=1"})).isOk()); // a silent client
    QCOMPARE(pair.publisher.readToEnd(), "");
    QVERIFY(pair.publisher.isClosed());
    QTRY_COMPARE(pair.node->stats().connections, 1U);
    QCOMPARE(pair.figures().applied, 1U);
}

void TestConnectionFaults::cutAfterMessages()
{
    Pair pair({"cut,after=3,on=deliver"});
    pair.publisher.send(numbered("a", 0, 10));
    QCOMPARE(payloads(pair.subscriber.readToEnd()), "00 01 02");
    QVERIFY(pair.subscriber.isClosed());
    QCOMPARE(pair.figures().matched, 4U); // the fourth cut it; there was nobody left for the others
    QCOMPARE(pair.figures().applied, 1U);
}

void TestConnectionFaults::cutMidFrame()
{
    Pair pair({"cut=midframe,after=1"});
    pair.publisher.send("PUB a 10\r\n0123456789\r\nPUB a 10\r\n0123456789\r\n");
    QCOMPARE(pair.subscriber.readToEnd(), "MSG a 1 10\r\n0123456789\r\nMSG a 1 10\r\n0123");
    QVERIFY(pair.subscriber.isClosed());
    QCOMPARE(pair.figures().applied, 1U);
}

void TestConnectionFaults::refuse()
{
    Pair pair({});
    QVERIFY(pair.node->setFaults(plan({"refuse,count=2"})).isOk());
    for (int i = 0; i < 2; ++i) {
        RawClient refused(pair.node->port());
        QCOMPARE(refused.info(), "");
        refused.readToEnd();
        QVERIFY(refused.isClosed());
    }
    QVERIFY(RawClient(pair.node->port()).info().startsWith("INFO {"));
    QCOMPARE(pair.figures().matched, 3U);
    QCOMPARE(pair.figures().applied, 2U);
    pair.publisher.send(numbered("a", 0, 1)); // who was there goes on
    QCOMPARE(payloads(pair.subscriber.readUntil("00\r\n")), "00");
}

void TestConnectionFaults::refuseByName()
{
    Pair pair({"refuse,client=bad*"});
    RawClient refused(pair.node->port());
    QVERIFY(refused.info().startsWith("INFO {")); // its name is not known yet
    refused.send("CONNECT {\"verbose\":false,\"name\":\"badger\"}\r\nPING\r\n");
    QCOMPARE(refused.readToEnd(), "");
    QVERIFY(refused.isClosed());
    QCOMPARE(pair.figures().applied, 1U);
}

void TestConnectionFaults::denyConnect()
{
    Pair pair({"deny,on=connect,user=bob"});
    RawClient denied(pair.node->port());
    denied.send("CONNECT {\"verbose\":false,\"user\":\"bob\"}\r\nPING\r\n");
    QCOMPARE(denied.readToEnd(), "-ERR 'Authorization Violation'\r\n");
    QVERIFY(denied.isClosed());
}

void TestConnectionFaults::stopReading()
{
    Pair pair({"stop-reading,subject=halt"}, "*");
    QTcpSocket socket;
    socket.connectToHost(QStringLiteral("127.0.0.1"), pair.node->port());
    QVERIFY(socket.waitForConnected(5000));
    socket.write(hello + "PUB halt 0\r\n\r\nPUB a 2\r\n00\r\n");
    QVERIFY(socket.waitForBytesWritten(5000));
    pair.subscriber.readUntil("MSG halt 1 0\r\n\r\n");
    // From here on nothing is taken: what is sent fills the system's buffers, then stays with the sender.
    QElapsedTimer timer;
    timer.start();
    qint64 stuck = 0;
    while (timer.elapsed() < 20'000 && stuck == 0) {
        socket.write("PUB for.nobody 999990\r\n" + QByteArray(999'990, ' ') + "\r\n");
        if (!socket.waitForBytesWritten(300))
            stuck = socket.bytesToWrite();
    }
    QVERIFY(stuck > 0);
    QCOMPARE(pair.figures().applied, 1U);
    pair.publisher.send(numbered("b", 1, 1)); // others go on; "a" was not carried out
    QCOMPARE(payloads(pair.subscriber.readUntil("01\r\n")), "01");
    QVERIFY(pair.node->setFaults({}).isOk()); // and it is read again
    QCOMPARE(payloads(pair.subscriber.readUntil("00\r\n")), "00");
    while (socket.bytesToWrite() > 0)
        QVERIFY(socket.waitForBytesWritten(5000));
}

void TestConnectionFaults::stopReadingForAWhile()
{
    Pair pair({});
    QVERIFY(pair.node->setFaults(plan({"stop-reading=300ms,client=app,cid=1"})).isOk());
    QTRY_COMPARE(pair.figures().applied, 1U); // it was there before and said nothing
    QElapsedTimer timer;
    timer.start();
    pair.publisher.send("PING\r\n");
    QCOMPARE(pair.publisher.readUntil("PONG\r\n"), "PONG\r\n");
    QVERIFY2(timer.elapsed() >= 100, qPrintable(QString::number(timer.elapsed())));
}

void TestConnectionFaults::slowConsumer()
{
    Pair pair({"slow-consumer,subject=a"});
    pair.publisher.send(numbered("b", 0, 1) + numbered("a", 1, 1));
    QCOMPARE(pair.subscriber.readToEnd(), "MSG b 1 2\r\n00\r\n-ERR 'Slow Consumer'\r\n");
    QVERIFY(pair.subscriber.isClosed());
    QCOMPARE(pair.node->stats().slowConsumers, 1U);
    QCOMPARE(pair.figures().applied, 1U);
}

QTEST_GUILESS_MAIN(TestConnectionFaults)
#include "tst_connectionfaults.moc"
