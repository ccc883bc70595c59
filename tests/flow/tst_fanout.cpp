// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "flow/batchqueue.h"
#include "flow/fanout.h"
#include "support/batches.h"

#include <QTest>

#include <future>
#include <thread>

using namespace gnat;
using namespace std::chrono_literals;

class TestFanout final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sequencesRunOverAllSources();
    void queuesChooseBySource();
    void nothingComesAfterDetach();
    void replayWaitsForRoom();
    void manySourcesAndTwoSinksAddUp();
};

void TestFanout::sequencesRunOverAllSources()
{
    Fanout fanout;
    QCOMPARE(fanout.publish(test::makeBatch(SourceId(1), {"a", "b"}))->firstSequence(), std::uint64_t{1});
    QCOMPARE(fanout.publish(test::makeBatch(SourceId(2), {"a"}))->firstSequence(), std::uint64_t{3});
    QVERIFY(!fanout.publish(test::makeBatch(SourceId(2), {})));
    const auto last = fanout.publish(test::makeBatch(SourceId(1), {"c", "d"}));
    QCOMPARE(last->at(1).sequence, std::uint64_t{5});
}

void TestFanout::queuesChooseBySource()
{
    Fanout fanout;
    const auto all = std::make_shared<BatchQueue>(BatchQueue::Limits{});
    const auto second = std::make_shared<BatchQueue>(BatchQueue::Limits{});
    fanout.attach(all);
    fanout.attach(second, [](SourceId source) { return source == SourceId(2); });
    const auto batch = fanout.publish(test::makeBatch(SourceId(1), {"a"}));
    fanout.publish(test::makeBatch(SourceId(2), {"b"}));
    const auto taken = all->take();
    QCOMPARE(taken.size(), std::size_t{2});
    QCOMPARE(taken[0].get(), batch.get());
    const auto chosen = second->take();
    QCOMPARE(chosen.size(), std::size_t{1});
    QCOMPARE(chosen[0]->source(), SourceId(2));
}

void TestFanout::nothingComesAfterDetach()
{
    Fanout fanout;
    const auto queue = std::make_shared<BatchQueue>(BatchQueue::Limits{});
    fanout.attach(queue);
    fanout.detach(queue.get());
    fanout.publish(test::makeBatch(SourceId(1), {"a"}));
    QVERIFY(queue->take().empty());
}

void TestFanout::replayWaitsForRoom()
{
    Fanout fanout;
    const auto queue = std::make_shared<BatchQueue>(BatchQueue::Limits{1, 1'000'000});
    fanout.attach(queue);
    std::stop_source stop;
    QVERIFY(fanout.publishWait(test::makeBatch(SourceId(1), {"a"}), stop.get_token()));
    auto second = std::async(std::launch::async,
                             [&] { return fanout.publishWait(test::makeBatch(SourceId(1), {"b"}), stop.get_token()); });
    QCOMPARE(second.wait_for(20ms), std::future_status::timeout);
    // A replay that waits does not hold up live sources: their batch is dropped and counted at once.
    fanout.publish(test::makeBatch(SourceId(2), {"c"}));
    QCOMPARE(queue->figures().droppedMessages, std::uint64_t{1});
    queue->take();
    QVERIFY(second.get());
    auto third = std::async(std::launch::async,
                            [&] { return fanout.publishWait(test::makeBatch(SourceId(1), {"d"}), stop.get_token()); });
    stop.request_stop();
    QVERIFY(!third.get());
}

/// Four sources push while two sinks take: each sees a rising sequence, and what was offered was taken or dropped.
void TestFanout::manySourcesAndTwoSinksAddUp()
{
    constexpr std::uint32_t sources = 4;
    constexpr std::size_t batchesEach = 500;
    constexpr std::size_t perBatch = 8;
    constexpr std::uint64_t offered = sources * batchesEach * perBatch;
    Fanout fanout;
    const auto roomy = std::make_shared<BatchQueue>(BatchQueue::Limits{});
    const auto tight = std::make_shared<BatchQueue>(BatchQueue::Limits{64, 1'000'000});
    fanout.attach(roomy);
    fanout.attach(tight);
    const auto drain = [](BatchQueue &queue) {
        std::uint64_t last = 0;
        std::uint64_t taken = 0;
        bool isRising = true;
        for (bool isOver = false; !isOver;) {
            isOver = queue.isClosed();
            for (const auto &batch : queue.waitAndTake(100ms)) {
                isRising = isRising && batch->firstSequence() > last;
                last = batch->firstSequence();
                taken += batch->size();
            }
        }
        return isRising ? taken : 0;
    };
    auto roomyTaken = std::async(std::launch::async, [&] { return drain(*roomy); });
    auto tightTaken = std::async(std::launch::async, [&] { return drain(*tight); });
    {
        std::vector<std::jthread> threads;
        for (std::uint32_t source = 1; source <= sources; ++source) {
            threads.emplace_back([&fanout, source] {
                for (std::size_t i = 0; i < batchesEach; ++i)
                    fanout.publish(test::makeBatch(SourceId(source), std::vector<std::string>(perBatch, "a")));
            });
        }
    }
    roomy->close();
    tight->close();
    QCOMPARE(roomyTaken.get(), offered);
    QCOMPARE(roomy->figures().droppedMessages, std::uint64_t{0});
    const auto taken = tightTaken.get();
    const auto figures = tight->figures();
    QVERIFY(taken > 0);
    QCOMPARE(figures.takenMessages, taken);
    QCOMPARE(figures.pushedMessages, taken);
    QCOMPARE(figures.pushedMessages + figures.droppedMessages, offered);
}

QTEST_GUILESS_MAIN(TestFanout)
#include "tst_fanout.moc"
