// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "flow/batchqueue.h"
#include "flow/dropledger.h"
#include "support/batches.h"

#include <QTest>

#include <future>

using namespace gnat;
using namespace std::chrono_literals;

namespace {
BatchPtr batchOf(std::size_t messages)
{
    return test::makeBatch(SourceId(1), std::vector<std::string>(messages, "a"));
}
} // namespace

class TestBatchQueue final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void dropsAndCountsWhatDoesNotFit();
    void largeBatchPassesAnEmptyQueue();
    void takesAboutAsManyAsAsked();
    void wakesOncePerFilling();
    void pushWaitGoesOnWhenThereIsRoom();
    void pushWaitEndsWhenStopped();
    void closeWakesAndRefuses();
    void ledgerAddsUp();
};

void TestBatchQueue::dropsAndCountsWhatDoesNotFit()
{
    BatchQueue queue({10, 1'000'000});
    QVERIFY(queue.push(batchOf(6)));
    QVERIFY(queue.push(batchOf(4)));
    QVERIFY(!queue.push(batchOf(1)));
    const auto figures = queue.figures();
    QCOMPARE(figures.pushedMessages, std::uint64_t{10});
    QCOMPARE(figures.droppedMessages, std::uint64_t{1});
    QCOMPARE(figures.droppedBytes, std::uint64_t{2});
    QCOMPARE(figures.waitingMessages, std::size_t{10});
    QCOMPARE(queue.take().size(), std::size_t{2});
    QCOMPARE(queue.figures().waitingBytes, std::size_t{0});
    QCOMPARE(queue.figures().takenMessages, std::uint64_t{10});
    QVERIFY(queue.push(batchOf(1)));
}

void TestBatchQueue::largeBatchPassesAnEmptyQueue()
{
    BatchQueue queue({10, 100});
    QVERIFY(queue.push(batchOf(50)));
    QVERIFY(!queue.push(batchOf(1)));
}

void TestBatchQueue::takesAboutAsManyAsAsked()
{
    BatchQueue queue({100, 1'000'000});
    for (int i = 0; i < 4; ++i)
        QVERIFY(queue.push(batchOf(10)));
    QCOMPARE(queue.take(25).size(), std::size_t{2});
    QCOMPARE(queue.take(1).size(), std::size_t{1});
    QCOMPARE(queue.take().size(), std::size_t{1});
    QVERIFY(queue.take().empty());
}

void TestBatchQueue::wakesOncePerFilling()
{
    BatchQueue queue({100, 1'000'000});
    int wakes = 0;
    queue.setWake([&] { ++wakes; });
    queue.push(batchOf(1));
    queue.push(batchOf(1));
    QCOMPARE(wakes, 1);
    queue.take();
    queue.push(batchOf(1));
    QCOMPARE(wakes, 2);
}

void TestBatchQueue::pushWaitGoesOnWhenThereIsRoom()
{
    BatchQueue queue({10, 1'000'000});
    QVERIFY(queue.push(batchOf(10)));
    const std::stop_source stop;
    auto pushed = std::async(std::launch::async, [&] { return queue.pushWait(batchOf(5), stop.get_token()); });
    QCOMPARE(pushed.wait_for(20ms), std::future_status::timeout);
    queue.take();
    QVERIFY(pushed.get());
    QCOMPARE(queue.figures().waitingMessages, std::size_t{5});
    QCOMPARE(queue.figures().droppedMessages, std::uint64_t{0});
}

void TestBatchQueue::pushWaitEndsWhenStopped()
{
    BatchQueue queue({10, 1'000'000});
    QVERIFY(queue.push(batchOf(10)));
    std::stop_source stop;
    auto pushed = std::async(std::launch::async, [&] { return queue.pushWait(batchOf(5), stop.get_token()); });
    stop.request_stop();
    QVERIFY(!pushed.get());
}

void TestBatchQueue::closeWakesAndRefuses()
{
    BatchQueue queue({10, 1'000'000});
    auto taken = std::async(std::launch::async, [&] { return queue.waitAndTake(60s).size(); });
    queue.close();
    QCOMPARE(taken.get(), std::size_t{0});
    QVERIFY(!queue.push(batchOf(2)));
    QVERIFY(queue.isClosed());
    QCOMPARE(queue.figures().droppedMessages, std::uint64_t{2});
}

void TestBatchQueue::ledgerAddsUp()
{
    DropLedger ledger;
    ledger.addReceived(100);
    ledger.addDuplicates(5);
    ledger.addDroppedInClient(3);
    ledger.setDroppedInFeed(2);
    ledger.addNoLongerKept(40);
    ledger.setKept(45);
    ledger.addMissed(9);
    auto figures = ledger.figures();
    QCOMPARE(figures.inHand(), std::int64_t{5});
    figures.waiting = 4; // what the queue says
    QCOMPARE(figures.inHand(), std::int64_t{1});
    QCOMPARE(figures.droppedHere(), std::uint64_t{5});
    QCOMPARE(figures.missed, std::uint64_t{9});
    ledger.setKept(55); // that nobody received
    QCOMPARE(ledger.figures().inHand(), std::int64_t{-5});
}

QTEST_GUILESS_MAIN(TestBatchQueue)
#include "tst_batchqueue.moc"
