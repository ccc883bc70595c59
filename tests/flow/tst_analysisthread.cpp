// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "flow/analysisthread.h"
#include "flow/dropledger.h"
#include "flow/fanout.h"
#include "flow/handover.h"
#include "support/batches.h"

#include <QTest>

#include <atomic>
#include <future>

using namespace gnat;

namespace {

/// Counts what it gets and hands the sum over at each tick; can be held up.
class Counter final : public Analyser
{
public:
    void take(const BatchPtr &batch) override
    {
        gate.wait();
        isInOrder = isInOrder && batch->firstSequence() > lastSequence;
        lastSequence = batch->firstSequence();
        taken += batch->size();
    }
    void tick(std::int64_t nowNs) override
    {
        known = nowNs;
        sums.put(taken);
    }
    void missed(std::uint64_t messages) override { lost += messages; }

    std::promise<void> opener;
    std::shared_future<void> gate = opener.get_future().share();
    std::uint64_t lastSequence = 0;
    std::atomic<bool> isInOrder = true;
    std::atomic<std::uint64_t> taken = 0;
    std::atomic<std::uint64_t> lost = 0;
    std::atomic<std::int64_t> known = 0;
    Handover<std::uint64_t> sums;
};

std::shared_ptr<Counter> makeCounter(bool isOpen = true)
{
    auto counter = std::make_shared<Counter>();
    if (isOpen)
        counter->opener.set_value();
    return counter;
}

} // namespace

class TestAnalysisThread final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyAnalyserGetsEveryBatch();
    void ticksComeWhileNothingDoes();
    void costsNothingWithoutAnalysers();
    void whatDoesNotFitIsCountedAndTold();
    void whatWasRemovedGetsNothingMore();
    void manySourcesAddUp();
    void endsWhileWorkWaits();
};

void TestAnalysisThread::everyAnalyserGetsEveryBatch()
{
    Fanout fanout;
    DropLedger ledger;
    AnalysisThread analysis(fanout, ledger);
    const auto first = makeCounter();
    const auto second = makeCounter();
    analysis.add(first);
    analysis.add(second);
    fanout.publish(test::makeBatch(SourceId(1), {"a", "b"}));
    fanout.publish(test::makeBatch(SourceId(2), {"c"}));
    QTRY_COMPARE(first->taken.load(), std::uint64_t{3});
    QTRY_COMPARE(second->taken.load(), std::uint64_t{3});
    QVERIFY(first->isInOrder);
    std::uint64_t sum = 0;
    const auto newest = [&] {
        return sum = first->sums.take().value_or(sum);
    };
    QTRY_COMPARE(newest(), std::uint64_t{3}); // the next tick brings it
}

void TestAnalysisThread::ticksComeWhileNothingDoes()
{
    Fanout fanout;
    DropLedger ledger;
    AnalysisThread analysis(fanout, ledger);
    const auto counter = makeCounter();
    analysis.add(counter);
    QTRY_VERIFY(counter->known > 0);
    const auto before = counter->known.load();
    QTRY_VERIFY(counter->known > before);
}

void TestAnalysisThread::costsNothingWithoutAnalysers()
{
    Fanout fanout;
    DropLedger ledger;
    AnalysisThread analysis(fanout, ledger, {1, 1'000'000});
    for (int i = 0; i < 10; ++i)
        fanout.publish(test::makeBatch(SourceId(1), {"a"}));
    const auto counter = makeCounter();
    analysis.add(counter);
    fanout.publish(test::makeBatch(SourceId(1), {"a"}));
    QTRY_COMPARE(counter->taken.load(), std::uint64_t{1}); // what came before was nobody's
    QCOMPARE(ledger.figures().notAnalysed, std::uint64_t{0});
}

void TestAnalysisThread::whatDoesNotFitIsCountedAndTold()
{
    Fanout fanout;
    DropLedger ledger;
    AnalysisThread analysis(fanout, ledger, {2, 1'000'000});
    const auto counter = makeCounter(false);
    analysis.add(counter);
    for (int i = 0; i < 100; ++i)
        fanout.publish(test::makeBatch(SourceId(1), {"a"}));
    counter->opener.set_value();
    QTRY_COMPARE(counter->taken + counter->lost, std::uint64_t{100});
    QVERIFY(counter->lost >= 90);
    QTRY_COMPARE(ledger.figures().notAnalysed, counter->lost.load());
}

void TestAnalysisThread::whatWasRemovedGetsNothingMore()
{
    Fanout fanout;
    DropLedger ledger;
    AnalysisThread analysis(fanout, ledger);
    const auto stays = makeCounter();
    const auto leaves = makeCounter();
    analysis.add(stays);
    analysis.add(leaves);
    fanout.publish(test::makeBatch(SourceId(1), {"a"}));
    QTRY_COMPARE(leaves->taken.load(), std::uint64_t{1});
    analysis.remove(leaves.get());
    QTRY_COMPARE(leaves.use_count(), 1L); // no round that still knows it is under way
    fanout.publish(test::makeBatch(SourceId(1), {"b"}));
    QTRY_COMPARE(stays->taken.load(), std::uint64_t{2});
    QCOMPARE(leaves->taken.load(), std::uint64_t{1});
}

void TestAnalysisThread::manySourcesAddUp()
{
    constexpr std::uint64_t batches = 2'000;
    Fanout fanout;
    DropLedger ledger;
    AnalysisThread analysis(fanout, ledger, {400, 10'000'000});
    const auto counter = makeCounter();
    analysis.add(counter);
    const auto send = [&fanout](SourceId source) {
        for (std::uint64_t i = 0; i < batches; ++i)
            fanout.publish(test::makeBatch(source, {"a", "b", "c"}));
    };
    {
        const std::jthread first(send, SourceId(1));
        const std::jthread second(send, SourceId(2));
    }
    QTRY_COMPARE(counter->taken + counter->lost, 2 * 3 * batches);
    QVERIFY(counter->isInOrder);
}

void TestAnalysisThread::endsWhileWorkWaits()
{
    Fanout fanout;
    DropLedger ledger;
    const auto counter = makeCounter(false);
    auto analysis = std::make_unique<AnalysisThread>(fanout, ledger);
    analysis->add(counter);
    for (int i = 0; i < 100; ++i)
        fanout.publish(test::makeBatch(SourceId(1), {"a"}));
    auto ended = std::async(std::launch::async, [&analysis] { analysis.reset(); });
    counter->opener.set_value();
    ended.get();
    QVERIFY(counter->taken <= 100);
    fanout.publish(test::makeBatch(SourceId(1), {"b"})); // nobody is there any more
}

QTEST_GUILESS_MAIN(TestAnalysisThread)
#include "tst_analysisthread.moc"
