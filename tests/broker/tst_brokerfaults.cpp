// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/faultpair.h"

#include <QDeadlineTimer>
#include <QElapsedTimer>
#include <QTest>

#include <thread>

using namespace gnat;
using namespace gnat::test;

/// What faults of a real node do to messages, as its clients meet them.
class TestBrokerFaults : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void delayOfPublished();
    void delayOfDelivered();
    void dropOfPublished();
    void dropLooksDelivered();
    void duplicate();
    void reorder();
    void deny();
    void delayedRequestWithoutResponders();
    void publisherGoneBeforeItsMessage();
    void changedWhileRunning();
    void slowReceiverLosesNothingDelayed_data();
    void slowReceiverLosesNothingDelayed();
    void publisherGoesOnAsWithoutFaults();
    void wrongRuleChangesNothing();
};

void TestBrokerFaults::delayOfPublished()
{
    Pair pair({"delay=80ms,subject=slow"});
    QElapsedTimer timer;
    timer.start();
    pair.publisher.send(numbered("slow", 0, 50) + numbered("fast", 50, 1));
    const auto first = pair.subscriber.readUntil("50\r\n");
    QCOMPARE(payloads(first), "50"); // not held, so it is there before
    const auto rest = pair.subscriber.readUntil("49\r\n");
    QVERIFY2(timer.elapsed() >= 79, qPrintable(QString::number(timer.elapsed())));
    QCOMPARE(rest.count("MSG "), 50);
    QCOMPARE(rest.indexOf("00\r\n"), qsizetype(QByteArray("MSG slow 1 2\r\n").size())); // in order
    const auto order = payloads(rest);
    auto sorted = order.split(' ');
    std::ranges::sort(sorted);
    QCOMPARE(sorted.join(' '), order);
    QCOMPARE(pair.figures().matched, 50U);
    QCOMPARE(pair.figures().applied, 50U);
    QCOMPARE(pair.figures().hurried, 0U);
}

void TestBrokerFaults::delayOfDelivered()
{
    Pair pair({"delay=60ms~30ms,on=deliver"});
    RawClient other(pair.node->port());
    other.send(hello + "SUB a 7\r\nPING\r\n");
    other.readUntil("PONG\r\n");
    QElapsedTimer timer;
    timer.start();
    pair.publisher.send("HPUB a r 12 14\r\nNATS/1.0\r\n\r\n00\r\n");
    QCOMPARE(pair.subscriber.readUntil("00\r\n"), "HMSG a 1 r 12 14\r\nNATS/1.0\r\n\r\n00\r\n");
    QVERIFY(timer.elapsed() >= 29);
    QCOMPARE(other.readUntil("00\r\n"), "HMSG a 7 r 12 14\r\nNATS/1.0\r\n\r\n00\r\n");
    QCOMPARE(pair.figures().applied, 2U);
}

void TestBrokerFaults::dropOfPublished()
{
    const auto run = [] {
        Pair pair({"drop=30%,subject=a"});
        pair.publisher.send(numbered("a", 0, 99) + "PUB end 2\r\n99\r\n");
        const auto got = payloads(pair.subscriber.readUntil("99\r\n"));
        const auto figures = pair.figures();
        if (figures.matched != 99 || figures.applied != 100U - static_cast<std::size_t>(got.split(' ').size()))
            return QByteArray("wrong figures");
        return got;
    };
    const auto first = run();
    QVERIFY(first != "wrong figures");
    QVERIFY(first.split(' ').size() < 90);
    QCOMPARE(run(), first); // the same seed loses the same messages
}

void TestBrokerFaults::dropLooksDelivered()
{
    Pair pair({"drop,on=deliver,subject=a", "drop,subject=b"}, "a");
    pair.publisher.send("SUB inbox 5\r\nPUB a inbox 2\r\n00\r\nPUB b inbox 2\r\n01\r\nPUB c inbox 2\r\n02\r\nPING\r\n");
    // c is the only request that is answered with 503: the others are lost, not refused
    QCOMPARE(pair.publisher.readUntil("PONG\r\n").count("503"), 1);
    QCOMPARE(pair.figures(0).applied, 1U);
    QCOMPARE(pair.figures(1).applied, 1U);
    pair.subscriber.send("PING\r\n");
    QCOMPARE(pair.subscriber.readUntil("PONG\r\n"), "PONG\r\n");
}

void TestBrokerFaults::duplicate()
{
    Pair pair({"duplicate,subject=a", "duplicate,on=deliver,subject=b,count=1"});
    pair.publisher.send("PUB a 2\r\n00\r\nPUB b 2\r\n01\r\nPUB b 2\r\n02\r\n");
    QCOMPARE(pair.subscriber.readUntil("02\r\n"), "MSG a 1 2\r\n00\r\nMSG a 1 2\r\n00\r\nMSG b 1 2\r\n01\r\n"
                                                  "MSG b 1 2\r\n01\r\nMSG b 1 2\r\n02\r\n");
    QCOMPARE(pair.figures(0).applied, 1U);
    QCOMPARE(pair.figures(1).matched, 2U);
    QCOMPARE(pair.figures(1).applied, 1U);
}

void TestBrokerFaults::reorder()
{
    for (const auto *point : {"publish", "deliver"}) {
        Pair pair({"reorder=30%,window=3,subject=a,on=" + std::string(point)});
        pair.publisher.send(numbered("a", 0, 90));
        QByteArray lines;
        for (int i = 0; i < 90 * 2; ++i) // the last may wait a second
            lines += pair.subscriber.readUntil("\r\n");
        auto got = payloads(lines).split(' ');
        QCOMPARE(got.size(), 90);
        int moved = 0;
        for (int i = 0; i < 90; ++i) {
            const auto number = got[i].toInt();
            moved += number > i ? 1 : 0;
            QVERIFY2(std::abs(number - i) <= 3, qPrintable(QString::number(i)));
        }
        QVERIFY(moved > 5);
        std::ranges::sort(got);
        QCOMPARE(std::ranges::adjacent_find(got), got.end()); // each once
        QCOMPARE(pair.figures().matched, 90U);
        QVERIFY(pair.figures().applied > 5);
    }
}

void TestBrokerFaults::deny()
{
    Pair pair({"deny,subject=secret.>"});
    pair.publisher.send("PUB secret.a 2\r\n00\r\nSUB secret.b workers 3\r\nSUB secret.c 4\r\nSUB open 5\r\n"
                        "PUB open 2\r\n01\r\nPUB secret.c 2\r\n02\r\nPING\r\n");
    QCOMPARE(pair.publisher.readUntil("PONG\r\n"),
             "-ERR 'Permissions Violation for Publish to \"secret.a\"'\r\n"
             "-ERR 'Permissions Violation for Subscription to \"secret.b\" using queue \"workers\"'\r\n"
             "-ERR 'Permissions Violation for Subscription to \"secret.c\"'\r\n"
             "MSG open 5 2\r\n01\r\n"
             "-ERR 'Permissions Violation for Publish to \"secret.c\"'\r\n"
             "PONG\r\n");
    QCOMPARE(payloads(pair.subscriber.readUntil("01\r\n")), "01");
    QCOMPARE(pair.figures().applied, 4U);
    RawClient verbose(pair.node->port()); // a denied message is not confirmed
    verbose.send("PUB secret.a 2\r\n00\r\nPUB open 2\r\n00\r\nPING\r\n");
    QCOMPARE(verbose.readUntil("PONG\r\n"),
             "-ERR 'Permissions Violation for Publish to \"secret.a\"'\r\n+OK\r\nPONG\r\n");
}

void TestBrokerFaults::delayedRequestWithoutResponders()
{
    Pair pair({"delay=50ms,subject=q"}, "other");
    QElapsedTimer timer;
    timer.start();
    pair.publisher.send("SUB inbox 5\r\nPUB q inbox 0\r\n\r\n");
    QVERIFY(pair.publisher.readUntil("503\r\n").startsWith("HMSG inbox 5 16 16\r\nNATS/1.0 503\r\n"));
    QVERIFY(timer.elapsed() >= 49); // who does not listen is known when the message comes there
}

void TestBrokerFaults::publisherGoneBeforeItsMessage()
{
    Pair pair({"delay=200ms,subject=a"});
    {
        RawClient gone(pair.node->port());
        gone.send(hello + "PUB a 2\r\n00\r\nPING\r\n");
        QCOMPARE(gone.readUntil("PONG\r\n"), "PONG\r\n");
    }
    QTRY_COMPARE(pair.node->stats().connections, 2U);
    QCOMPARE(pair.figures().applied, 1U);
    QCOMPARE(payloads(pair.subscriber.readUntil("00\r\n")), "00");
}

void TestBrokerFaults::changedWhileRunning()
{
    Pair pair({});
    const auto passes = [&](int number) {
        pair.publisher.send(numbered("a", number, 1) + "PING\r\n");
        pair.publisher.readUntil("PONG\r\n");
        pair.subscriber.send("PING\r\n");
        return pair.subscriber.readUntil("PONG\r\n").startsWith("MSG ");
    };
    QVERIFY(passes(0));
    QVERIFY(pair.node->setFaults(plan({"drop"})).isOk());
    QVERIFY(!passes(1));
    QVERIFY(pair.node->setFaults(plan({"drop,off"})).isOk());
    QVERIFY(passes(2));
    QVERIFY(pair.node->setFaults(plan({"duplicate,subject=b", "drop"})).isOk());
    QVERIFY(!passes(3));
    QCOMPARE(pair.figures(1).applied, 2U); // counted on
    QVERIFY(pair.node->setFaults(plan({"delay=10m"})).isOk());
    QVERIFY(!passes(4));
    QVERIFY(pair.node->setFaults({}).isOk());
    QVERIFY(passes(5));
    QVERIFY(pair.node->faultFigures().empty());
    pair.node->stop(); // with a message that is still held
}

/// Faults on top of back-pressure: what is let go at once does not flood a receiver that does not read for a while.
void TestBrokerFaults::slowReceiverLosesNothingDelayed_data()
{
    QTest::addColumn<QByteArray>("fault");
    QTest::newRow("published") << QByteArray("delay=50ms,on=publish");
    QTest::newRow("delivered") << QByteArray("delay=50ms,on=deliver");
}

void TestBrokerFaults::slowReceiverLosesNothingDelayed()
{
    QFETCH(const QByteArray, fault);
    auto options = freePort();
    options.maxPending = 8'000'000;
    BrokerNode node(options);
    QVERIFY(node.setFaults(plan({fault.toStdString()})).isOk());
    QVERIFY(node.start().isOk());
    RawClient slow(node.port());
    slow.limitReading(100'000);
    slow.send(hello + "SUB a 1\r\nPING\r\n");
    slow.readUntil("PONG\r\n");
    constexpr int count = 2000; // 100 MB: more than may wait for one client
    std::thread publishing([port = node.port()] {
        RawClient publisher(port);
        publisher.send(hello);
        for (int i = 0; i < count; ++i)
            publisher.send("PUB a 50000\r\n" + QByteArray(50'000, 'x') + "\r\n");
        publisher.send("PUB a 3\r\nend\r\nPING\r\n");
        publisher.readUntil("PONG\r\n", 60'000);
    });
    quint64 seen = 0;
    const QDeadlineTimer limit(60'000);
    do { // until the publisher has come to a halt although it has more to send
        seen = node.stats().inMessages;
        QTest::qWait(200);
    } while ((node.stats().inMessages != seen || seen == 0) && !limit.hasExpired());
    const auto got = slow.readUntil("MSG a 1 3\r\nend\r\n", 60'000);
    publishing.join();
    QVERIFY2(seen < count, qPrintable(QString::number(seen)));
    QCOMPARE(got.count("MSG a 1 50000\r\n"), count);
    QCOMPARE(node.stats().slowConsumers, 0U);
    QCOMPARE(node.faultFigures()[0].applied, count + 1U);
}

/// To itself, and it reads nothing meanwhile.
void TestBrokerFaults::publisherGoesOnAsWithoutFaults()
{
    auto options = freePort();
    options.writeDeadline = std::chrono::milliseconds(60'000);
    BrokerNode node(options);
    QVERIFY(node.setFaults(plan({"drop,subject=other"})).isOk());
    QVERIFY(node.start().isOk());
    RawClient client(node.port());
    client.limitReading(1);
    client.send(hello + "SUB a 1\r\n");
    constexpr int count = 25;
    for (int i = 0; i < count; ++i) // gives up after 5 s
        client.send("PUB a 1000000\r\n" + QByteArray(1'000'000, 'x') + "\r\n");
    client.send("PING\r\n");
    QTRY_COMPARE(node.stats().inMessages, quint64(count));
    client.limitReading(0);
    QCOMPARE(client.readUntil("PONG\r\n", 20'000).count("MSG a 1 1000000\r\n"), count);
}

void TestBrokerFaults::wrongRuleChangesNothing()
{
    Pair pair({"drop,subject=a"});
    auto wrong = plan({"delay=1s"});
    wrong.rules[0].subject = "a b";
    const auto result = pair.node->setFaults(wrong);
    QVERIFY(!result.isOk());
    QVERIFY(result.error().kind == ErrorKind::InvalidInput);
    QCOMPARE(pair.node->faults().rules.size(), 1U);
    QVERIFY(pair.node->faults().rules[0].kind == FaultKind::Drop);
}

QTEST_GUILESS_MAIN(TestBrokerFaults)
#include "tst_brokerfaults.moc"
