// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/clock.h"
#include "flow/dropledger.h"
#include "flow/fanout.h"
#include "flow/frameticker.h"
#include "flow/replayedsource.h"
#include "support/batches.h"
#include "traffic/messagelog.h"
#include "traffic/rateseries.h"
#include "traffic/subjecttree.h"
#include "traffic/trafficview.h"

#include <QSignalSpy>
#include <QTest>

#include <thread>

using namespace gnat;

namespace {

struct House
{
    House() { ticker.setRate(200); }

    void publish(std::size_t messages, SourceId source = SourceId(1))
    {
        publishAt(wallNanoseconds(), messages, source);
    }
    void publishAt(std::int64_t atNs, std::size_t messages, SourceId source = SourceId(1))
    {
        ledger.addReceived(messages);
        fanout.publish(test::makeBatch(source, std::vector<std::string>(messages, "a.b"), atNs));
    }

    /// Each on a subject of its own, which costs the tree most. They do not fold: no level has digits alone.
    void publishNewSubjects(int batches, int inEach)
    {
        int number = 0;
        for (int i = 0; i < batches; ++i) {
            std::vector<std::string> subjects;
            for (int j = 0; j < inEach; ++j, ++number)
                subjects.push_back("new.s" + std::to_string(number % 997) + ".t" + std::to_string(number / 997));
            ledger.addReceived(subjects.size());
            fanout.publish(test::makeBatch(SourceId(1), subjects, wallNanoseconds()));
        }
    }

    Fanout fanout;
    DropLedger ledger;
    FrameTicker ticker;
    TrafficView view{fanout, ledger, ticker};
};

} // namespace

class TestTrafficView final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void feedsAllOnTheTick();
    void pauseFreezesAndCounts();
    void sourcesHaveRatesOfTheirOwn();
    void burstIsDrainedOverTicks();
    void muchIsTakenBetweenTheTicks();
    void threadsAddUpInTheLedger();
    void noGapReachesOverWhatWasDropped();
    void replaysAreReceivedNow();
    void viewCanGoBeforeTheFanout();
};

void TestTrafficView::feedsAllOnTheTick()
{
    House house;
    const auto series = house.view.rates().addSeries(SubjectPattern::parse("a.*").value());
    QSignalSpy updated(&house.view, &TrafficView::updated);
    QSignalSpy changed(&house.view.log(), &MessageSource::changed);
    house.publish(3);
    house.publish(4);
    QCOMPARE(updated.count(), 0);
    house.ticker.start();
    QTRY_COMPARE(updated.count(), 1);
    QCOMPARE(changed.count(), 1);
    QCOMPARE(house.view.tree().figures(SubjectTree::root).messages, std::uint64_t{7});
    QCOMPARE(house.view.log().count(), quint64{7});
    QTRY_VERIFY(!house.view.rates().points(series, 0).empty());
    QCOMPARE(house.ledger.figures().kept, std::uint64_t{7});
    QCOMPARE(house.view.figures().inHand(), std::int64_t{0});
    QCOMPARE(updated.count(), 1); // silent frames tell nothing
}

void TestTrafficView::pauseFreezesAndCounts()
{
    House house;
    QSignalSpy updated(&house.view, &TrafficView::updated);
    QSignalSpy changed(&house.view.log(), &MessageSource::changed);
    QSignalSpy paused(&house.view, &TrafficView::pausedChanged);
    house.view.setPaused(true);
    house.publish(5);
    house.view.drain();
    QCOMPARE(updated.count(), 0);
    QCOMPARE(changed.count(), 1); // a list that is frozen counts what would come
    QCOMPARE(house.view.pausedCount(), quint64{5});
    QCOMPARE(house.view.tree().figures(SubjectTree::root).messages, std::uint64_t{5});
    house.view.setPaused(false);
    QCOMPARE(updated.count(), 1);
    QCOMPARE(changed.count(), 1);
    QCOMPARE(paused.count(), 2);
    QCOMPARE(house.view.pausedCount(), quint64{0});
}

void TestTrafficView::sourcesHaveRatesOfTheirOwn()
{
    House house;
    house.publish(100, SourceId(1));
    house.publish(300, SourceId(2));
    house.view.drain();
    const auto first = house.view.messageRate(SourceId(1));
    QVERIFY(first > 0);
    QVERIFY(std::abs(house.view.messageRate(SourceId(2)) / first - 3) < 0.01);
    QVERIFY(std::abs(house.view.messageRate() / first - 4) < 0.01);
    QCOMPARE(house.view.messageRate(SourceId(9)), 0.0);
    QVERIFY(house.view.byteRate() > 0);
}

/// More than fits into one tick: the rest follows with the next ones, nothing is lost.
void TestTrafficView::burstIsDrainedOverTicks()
{
    House house;
    for (int i = 0; i < 450; ++i)
        house.publish(2000);
    house.ticker.start();
    QTRY_COMPARE(house.view.tree().figures(SubjectTree::root).messages, std::uint64_t{900'000});
    QCOMPARE(house.ledger.figures().droppedInFeed, std::uint64_t{0});
}

/// A minimised window ticks once a second: what one slice leaves must not wait for the next tick, or the queue
/// overflows. Here is one tick only.
void TestTrafficView::muchIsTakenBetweenTheTicks()
{
    House house;
    house.publishNewSubjects(200, 1000);
    QSignalSpy ticked(&house.ticker, &FrameTicker::ticked);
    house.ticker.start();
    QVERIFY(ticked.wait());
    house.ticker.stop();
    QCOMPARE(ticked.count(), 1);
    QVERIFY2(house.view.figures().waiting > 10'000, "one slice took nearly all: it proves nothing");
    QTRY_VERIFY_WITH_TIMEOUT(house.view.figures().waiting < 4'097, 30'000);
    house.view.drain();
    QCOMPARE(house.view.tree().figures(SubjectTree::root).messages, std::uint64_t{200'000});
    QCOMPARE(house.view.log().count() + house.view.log().noLongerKept(), quint64{200'000});
}

/// Two threads offer more than the queue takes while the view drains: received = kept + no longer kept + dropped.
void TestTrafficView::threadsAddUpInTheLedger()
{
    House house;
    house.view.log().setBudget(1'000'000);
    {
        std::vector<std::jthread> sources;
        for (std::uint32_t source = 1; source <= 2; ++source) {
            sources.emplace_back([&house, source] {
                for (int i = 0; i < 400; ++i)
                    house.publish(2000, SourceId(source));
            });
        }
        for (int i = 0; i < 50; ++i) {
            // No bound above: between two looks, at the queue and at the counters, any number may be published.
            const auto figures = house.view.figures();
            QVERIFY2(figures.inHand() >= 0, qPrintable(QString::number(figures.inHand())));
            house.view.drain();
        }
    }
    for (int i = 0; i < 600; ++i)
        house.publish(2000); // nobody drains: the limit of a million is passed
    QVERIFY(house.view.figures().waiting > 0);
    QCOMPARE(house.view.figures().inHand(), std::int64_t{0});
    house.view.drain();
    const auto figures = house.view.figures();
    QCOMPARE(figures.received, std::uint64_t{2'800'000});
    QVERIFY(figures.droppedInFeed >= 200'000);
    QCOMPARE(figures.waiting, std::uint64_t{0});
    QCOMPARE(figures.inHand(), std::int64_t{0});
    QCOMPARE(house.view.tree().figures(SubjectTree::root).messages, figures.kept + figures.noLongerKept);
}

/// Nobody knows on which subjects the dropped ones were.
void TestTrafficView::noGapReachesOverWhatWasDropped()
{
    House house;
    auto &tree = house.view.tree();
    tree.setGapsKept(true);
    constexpr std::int64_t gapNs = 5'000'000;
    const auto began = wallNanoseconds() - 1'000'000'000;
    house.publishAt(began, 2);
    house.view.drain();
    const auto longest = [&tree] {
        return tree.gaps(tree.find(SourceId(1), "a.b")).longestNs;
    };
    QCOMPARE(longest(), std::int64_t{1});
    house.publishAt(began + gapNs, 1);
    house.view.drain();
    const auto before = longest();
    QCOMPARE(before, gapNs - 1);
    for (int i = 0; i < 600; ++i)
        house.publishAt(began + 3 * gapNs + i * 2000, 2000); // the limit of a million is passed
    house.view.drain();
    QVERIFY(house.view.figures().droppedInFeed > 0);
    QCOMPARE(longest(), before);
    house.publishAt(began + 5 * gapNs, 2);
    house.view.drain();
    QCOMPARE(longest(), before);
}

/// What is played from a recording counts as received, and in the graphs now: not when it was recorded, and its times
/// move no clock.
void TestTrafficView::replaysAreReceivedNow()
{
    constexpr std::int64_t dayNs = 86'400'000'000'000;
    House house;
    auto &rates = house.view.rates();
    const auto series = rates.addSeries(SubjectPattern::parse("a.*").value());
    rates.advance(wallNanoseconds() - RateSeries::bucketNs); // so that the series begins before the replay
    for (const auto when : {wallNanoseconds() - 2 * dayNs, wallNanoseconds() + 2 * dayNs})
        QVERIFY(
            house.fanout.publishWait(test::makeBatch(replayedSource, std::vector<std::string>(100, "a.b"), when), {}));
    QCOMPARE(house.view.figures().waiting, std::uint64_t{200});
    QCOMPARE(house.view.figures().inHand(), std::int64_t{0});
    house.view.drain();
    const auto figures = house.view.figures();
    QCOMPARE(figures.received, std::uint64_t{200});
    QCOMPARE(figures.replayed, std::uint64_t{200});
    QCOMPARE(figures.kept, std::uint64_t{200});
    QCOMPARE(figures.inHand(), std::int64_t{0});
    rates.advance(wallNanoseconds() + 2 * RateSeries::bucketNs); // the bucket of now is finished
    double messages = 0;
    const auto points = rates.points(series, 0);
    for (const auto &point : points)
        messages += point.messages * RateSeries::bucketNs / 1e9;
    QCOMPARE(messages, 200.0);
    QVERIFY2(points.back().atNs < wallNanoseconds() + dayNs, "the recording's time moved the graphs");

    std::stop_source stopped;
    stopped.request_stop();
    house.publish(1'000'000); // the queue is full
    QVERIFY(!house.fanout.publishWait(test::makeBatch(replayedSource, {"a.b"}), stopped.get_token()));
    QCOMPARE(house.view.figures().replayed, std::uint64_t{200});
    QCOMPARE(house.view.figures().inHand(), std::int64_t{0});
}

void TestTrafficView::viewCanGoBeforeTheFanout()
{
    Fanout fanout;
    DropLedger ledger;
    FrameTicker ticker;
    {
        const TrafficView view(fanout, ledger, ticker);
    }
    QVERIFY(fanout.publish(test::makeBatch(SourceId(1), {"a"})));
}

QTEST_GUILESS_MAIN(TestTrafficView)
#include "tst_trafficview.moc"
