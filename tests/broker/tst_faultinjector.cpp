// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/faults/faultinjector.h"

#include <QTest>

#include <string>
#include <vector>

using namespace gnat;
using namespace std::chrono_literals;
using Fate = FaultVerdict::Fate;
using TimePoint = FaultEvent::TimePoint;

namespace {

constexpr TimePoint start{1000s};

/// An injector with its ledger and a clock of its own.
class Bench
{
public:
    explicit Bench(const std::vector<std::string> &texts, std::uint64_t seed = 1) { set(texts, seed); }

    void set(const std::vector<std::string> &texts, std::uint64_t seed = 1)
    {
        ledger.enter(FaultPlan::parse(texts, seed).value());
        injector.setRules(ledger.slots(), now);
    }
    FaultVerdict message(std::string_view subject = "a", std::uint64_t cid = 1, FaultPoint point = FaultPoint::Publish,
                         std::size_t bytes = 100)
    {
        return injector.judge({point, party(cid), subject, bytes, now});
    }
    FaultVerdict connect(std::uint64_t cid) { return injector.judge({FaultPoint::Connect, party(cid), {}, 0, now}); }
    FaultParty party(std::uint64_t cid) const { return {cid, name, user, true}; }
    std::string fates(int count, std::uint64_t cid = 1)
    {
        std::string text;
        for (int i = 0; i < count; ++i)
            text.push_back(message("a", cid).fate == Fate::Pass ? '.' : 'x');
        return text;
    }
    FaultFigures figures(std::size_t i = 0) const { return ledger.figures()[i]; }

    FaultLedger ledger;
    FaultInjector injector;
    TimePoint now = start;
    std::string name = "app";
    std::string user = "ada";
};

} // namespace

/// Pure decisions: no sockets, the clock is the test's.
class TestFaultInjector : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theSameSeedDecidesTheSame();
    void theSequenceIsForEver();
    void connectionsDoNotDisturbEachOther();
    void conditions_data();
    void conditions();
    void afterAndCount();
    void fromAndUntil();
    void switchedOffAndOn();
    void delayIsKept();
    void spreadStaysInBounds();
    void delaysAddUp();
    void dropEndsTheRow();
    void duplicate();
    void reorderIsOvertaken();
    void bandwidthOfAConnection();
    void verySlowBandwidth();
    void bandwidthOfASubject();
    void connectRulesDecideOnce();
    void refusalBeforeAWord();
    void stopReading();
    void forgets();
};

void TestFaultInjector::theSameSeedDecidesTheSame()
{
    Bench first({"drop=20%"}, 7);
    Bench second({"drop=20%"}, 7);
    Bench other({"drop=20%"}, 8);
    const auto fates = first.fates(2000);
    QCOMPARE(second.fates(2000), fates);
    QVERIFY(other.fates(2000) != fates);
    const auto dropped = std::ranges::count(fates, 'x');
    QVERIFY2(dropped > 330 && dropped < 470, qPrintable(QString::number(dropped)));
    QCOMPARE(first.figures().matched, 2000U);
    QCOMPARE(first.figures().applied, static_cast<std::uint64_t>(dropped));
}

/// People write down seeds: the decisions of one may not change with a version, a machine or a library.
void TestFaultInjector::theSequenceIsForEver()
{
    Bench bench({"drop=30%,subject=a"}, 7);
    QCOMPARE(bench.fates(40), std::string("..........x..xx...xxx......xx..x.......x"));
    Bench spread({"delay=50ms~20ms"}, 7);
    std::vector<qint64> delays;
    for (int i = 0; i < 4; ++i) {
        delays.push_back((spread.message().due - spread.now) / 1us);
        spread.now += 1s;
    }
    QCOMPARE(delays, (std::vector<qint64>{58'067, 55'252, 37'284, 52'283}));
}

void TestFaultInjector::connectionsDoNotDisturbEachOther()
{
    Bench alone({"drop=20%"});
    const auto fates = alone.fates(100, 3);
    Bench crowd({"drop=20%"});
    std::string seen;
    for (int i = 0; i < 100; ++i) {
        for (int k = 0; k < i % 4; ++k)
            crowd.message("b", 4);
        seen += crowd.fates(1, 3);
    }
    QCOMPARE(seen, fates);
}

void TestFaultInjector::conditions_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("matches");
    const auto row = [](const char *text, bool matches) {
        QTest::newRow(text) << QByteArray(text) << matches;
    };
    row("drop", true);
    row("drop,subject=orders.new", true);
    row("drop,subject=orders.*", true);
    row("drop,subject=>", true);
    row("drop,subject=orders", false);
    row("drop,subject=orders.*.x", false);
    row("drop,client=worker-7", true);
    row("drop,client=worker*", true);
    row("drop,client=*er-*", true);
    row("drop,client=*", true);
    row("drop,client=w*7*", true);
    row("drop,client=worker", false);
    row("drop,client=*er", false);
    row("drop,user=ada", true);
    row("drop,user=bob", false);
    row("drop,cid=5", true);
    row("drop,cid=6", false);
    row("drop,on=deliver", false);
    row("drop,on=publish+deliver", true);
    row("drop,subject=orders.*,client=worker*,user=a*,cid=5", true);
    row("drop,subject=orders.*,client=worker*,user=b*,cid=5", false);
    row("drop,off", false);
}

void TestFaultInjector::conditions()
{
    QFETCH(const QByteArray, text);
    QFETCH(const bool, matches);
    Bench bench({text.toStdString()});
    bench.name = "worker-7";
    QCOMPARE(bench.message("orders.new", 5).fate == Fate::Drop, matches);
    QCOMPARE(bench.figures().matched, matches ? 1U : 0U);
}

void TestFaultInjector::afterAndCount()
{
    Bench bench({"drop,after=3,count=2"});
    QCOMPARE(bench.fates(8), std::string("...xx..."));
    QCOMPARE(bench.figures().matched, 8U);
    QCOMPARE(bench.figures().applied, 2U);
}

void TestFaultInjector::fromAndUntil()
{
    Bench bench({"drop,from=2s,until=4s"});
    std::string seen;
    for (int i = 0; i < 6; ++i) {
        seen += bench.fates(1);
        bench.now += 1s;
    }
    QCOMPARE(seen, std::string("..xx.."));
    QCOMPARE(bench.figures().matched, 2U); // outside of its time a rule sees nothing
}

void TestFaultInjector::switchedOffAndOn()
{
    Bench steady({"drop=50%"});
    const auto fates = steady.fates(40);
    Bench bench({"drop=50%"});
    auto seen = bench.fates(20);
    bench.set({"delay=1s,subject=x", "drop=50%,off"});
    QCOMPARE(bench.fates(10), std::string(10, '.'));
    bench.set({"drop=50%"});
    seen += bench.fates(20); // goes on where it was
    QCOMPARE(seen, fates);
    QCOMPARE(bench.figures().matched, 40U);
}

void TestFaultInjector::delayIsKept()
{
    Bench bench({"delay=50ms"});
    const auto first = bench.message();
    QVERIFY(first.fate == Fate::Pass);
    QVERIFY(first.due == start + 50ms);
    bench.now += 1ms;
    QVERIFY(bench.message().due == start + 51ms);
    Bench none({"delay=50ms,subject=b"});
    QVERIFY(!none.message().isHeld());
}

void TestFaultInjector::spreadStaysInBounds()
{
    Bench bench({"delay=50ms~20ms"});
    auto shortest = TimePoint::duration::max();
    auto longest = TimePoint::duration::zero();
    for (int i = 0; i < 2000; ++i) {
        bench.now += 1s; // far enough apart that none waits for the one before
        const auto delay = bench.message().due - bench.now;
        shortest = std::min(shortest, delay);
        longest = std::max(longest, delay);
    }
    QVERIFY(shortest >= 30ms && shortest < 31ms);
    QVERIFY(longest <= 70ms && longest > 69ms);
    TimePoint last;
    for (int i = 0; i < 2000; ++i) { // close together: the order stays
        bench.now += 1ms;
        const auto due = bench.message().due;
        QVERIFY(due >= last);
        last = due;
    }
}

void TestFaultInjector::delaysAddUp()
{
    Bench bench({"delay=50ms", "delay=20ms,subject=a"});
    QVERIFY(bench.message("a").due == start + 70ms);
    QVERIFY(bench.message("b").due == start + 50ms);
    QCOMPARE(bench.figures(1).matched, 1U);
}

void TestFaultInjector::dropEndsTheRow()
{
    Bench bench({"drop,count=1", "duplicate"});
    QVERIFY(bench.message().fate == Fate::Drop);
    QCOMPARE(bench.figures(1).matched, 0U);
    QCOMPARE(bench.message().copies, 2U);
}

void TestFaultInjector::duplicate()
{
    Bench bench({"duplicate", "duplicate,subject=a"});
    QCOMPARE(bench.message("a").copies, 3U);
    QCOMPARE(bench.message("b").copies, 2U);
}

void TestFaultInjector::reorderIsOvertaken()
{
    Bench bench({"reorder=30%,window=3"});
    std::vector<std::pair<std::uint64_t, std::uint64_t>> held; // position, held until
    std::uint64_t position = 0;
    for (int i = 0; i < 3000; ++i) {
        const auto verdict = bench.message();
        QCOMPARE(verdict.position, ++position);
        QVERIFY(verdict.reorder);
        const auto due = std::erase_if(held, [&](const auto &one) { return one.second <= position; });
        QVERIFY(due == 0 || verdict.heldUntil == 0); // who lets another go is not held
        if (verdict.heldUntil == 0)
            continue;
        QVERIFY(verdict.heldUntil > position && verdict.heldUntil <= position + 3);
        QVERIFY(verdict.due == bench.now + FaultInjector::longestReorder);
        held.emplace_back(position, verdict.heldUntil);
    }
    QVERIFY(bench.figures().applied > 300);
    QVERIFY(bench.figures().applied < 900);
    QCOMPARE(bench.message("a", 2).position, 1U); // each connection has its own row
}

void TestFaultInjector::bandwidthOfAConnection()
{
    Bench bench({"bandwidth=100k,on=deliver"});
    auto &injector = bench.injector;
    QCOMPARE(injector.allowance(FaultPoint::Publish, bench.party(1), 60'000, bench.now).bytes, 60'000U);
    std::uint64_t passed = 0;
    while (bench.now < start + 10s) {
        const auto allowed = injector.allowance(FaultPoint::Deliver, bench.party(1), 1'000'000, bench.now);
        if (allowed.bytes == 0) {
            QVERIFY(allowed.again > bench.now);
            bench.now = allowed.again;
            continue;
        }
        injector.spend(FaultPoint::Deliver, bench.party(1), allowed.bytes, bench.now);
        passed += allowed.bytes;
    }
    QVERIFY2(passed > 990'000 && passed <= 1'010'000, qPrintable(QString::number(passed)));
    QVERIFY(bench.figures().applied > 0);
    QCOMPARE(injector.allowance(FaultPoint::Deliver, bench.party(2), 100, bench.now).bytes, 100U); // its own budget
    QVERIFY(!bench.message("a", 1, FaultPoint::Deliver).isHeld()); // bytes are limited, messages are not judged
}

void TestFaultInjector::verySlowBandwidth()
{
    Bench bench({"bandwidth=3"});
    int passed = 0;
    while (bench.now < start + 100s) {
        const auto allowed = bench.injector.allowance(FaultPoint::Deliver, bench.party(1), 1000, bench.now);
        bench.injector.spend(FaultPoint::Deliver, bench.party(1), allowed.bytes, bench.now);
        passed += int(allowed.bytes);
        bench.now = std::max(allowed.again, bench.now + 1ms);
    }
    QVERIFY2(passed >= 298 && passed <= 302, qPrintable(QString::number(passed)));
}

void TestFaultInjector::bandwidthOfASubject()
{
    Bench bench({"bandwidth=1k,subject=a"});
    QVERIFY(bench.message("a").due == start + 100ms); // 100 bytes
    QVERIFY(bench.message("a", 2).due == start + 200ms);
    QVERIFY(!bench.message("b").isHeld());
    bench.now += 10s; // unused time is not saved up
    QVERIFY(bench.message("a").due == bench.now + 100ms);
}

void TestFaultInjector::connectRulesDecideOnce()
{
    Bench bench({"cut,count=2"});
    QVERIFY(bench.injector.judgesPresent());
    QVERIFY(bench.connect(1).fate == Fate::Cut);
    QVERIFY(bench.connect(1).fate == Fate::Pass);
    QVERIFY(bench.injector.judgePresent(bench.party(1), bench.now).fate == Fate::Pass);
    QVERIFY(bench.injector.judgePresent(bench.party(2), bench.now).fate == Fate::Cut);
    QVERIFY(bench.injector.judgePresent(bench.party(3), bench.now).fate == Fate::Pass); // count
    bench.set({"deny,on=connect", "refuse,client=app"});                                // for new ones only
    QVERIFY(!bench.injector.judgesPresent());
    QVERIFY(bench.injector.judgePresent(bench.party(4), bench.now).fate == Fate::Pass);
    QVERIFY(bench.connect(4).fate == Fate::Deny);
}

void TestFaultInjector::refusalBeforeAWord()
{
    Bench bench({"refuse,count=1", "refuse,client=app"});
    QVERIFY(bench.injector.refuses(1, bench.now));
    QVERIFY(!bench.injector.refuses(2, bench.now));
    QVERIFY(bench.connect(2).fate == Fate::Refuse); // by its name
    bench.name = "other";
    QVERIFY(bench.connect(3).fate == Fate::Pass);
    QCOMPARE(bench.figures(0).matched, 2U);
    QCOMPARE(bench.figures(0).applied, 1U);
    QCOMPARE(bench.figures(1).applied, 1U);
}

void TestFaultInjector::stopReading()
{
    Bench bench({"stop-reading=2s,subject=a"});
    const auto read = [&] {
        return bench.injector.allowance(FaultPoint::Publish, bench.party(1), 10, bench.now);
    };
    QCOMPARE(read().bytes, 10U);
    QVERIFY(bench.message("a").stopsUntil == start + 2s);
    QCOMPARE(read().bytes, 0U);
    QVERIFY(read().again == start + 2s);
    QCOMPARE(bench.injector.allowance(FaultPoint::Deliver, bench.party(1), 10, bench.now).bytes, 10U);
    QCOMPARE(bench.injector.allowance(FaultPoint::Publish, bench.party(2), 10, bench.now).bytes, 10U);
    bench.now += 2s;
    QCOMPARE(read().bytes, 10U);
    bench.set({"stop-reading"}); // for good
    QVERIFY(bench.connect(1).stopsUntil == TimePoint::max());
    QCOMPARE(read().bytes, 0U);
    bench.set({"stop-reading,off"});
    QCOMPARE(read().bytes, 10U);
    bench.set({});
    QCOMPARE(read().bytes, 10U);
}

void TestFaultInjector::forgets()
{
    Bench bench({"stop-reading", "reorder"});
    bench.connect(1);
    bench.message("a", 1);
    bench.injector.forget(1);
    QVERIFY(bench.injector.stoppedUntil(1, bench.now) == TimePoint());
    QCOMPARE(bench.message("a", 1).position, 1U);
}

QTEST_APPLESS_MAIN(TestFaultInjector)
#include "tst_faultinjector.moc"
