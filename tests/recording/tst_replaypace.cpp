// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "replayfixture.h"

#include "recording/replayclock_p.h"

#include <QElapsedTimer>
#include <QSignalSpy>

#include <limits>

using namespace gnat;
using namespace gnat::test;

/// When the messages of a replay are sent: at what pace, and what follows a slow patch.
class TestReplayPace : public QObject, private ReplayFixture
{
    Q_OBJECT

private Q_SLOTS:
    void init() { begin(); }
    void clockStandsStillAndChangesPace();
    void clockTicksAtAFixedRate();
    void anotherRateKeepsTheShareOfTheTick();
    void timesThatLieFarApartAreFarAway();
    void anotherRateSendsNothingAtOnce();
    void sendsAtAFixedRate();
    void changesThePaceWhileItWaits();
    void movesTheRestBackAfterASlowPatch();
    void catchesUpIfAsked();
    void refusesAPaceOutOfBounds();
};

void TestReplayPace::clockStandsStillAndChangesPace()
{
    ReplayClock clock;
    clock.moveTo(1000, 0);
    QCOMPARE(clock.recordedAt(50), 1050);
    QCOMPARE(clock.dueAt(1100), 100);
    clock.setPace(ReplayPace::factor(2), 50);
    QCOMPARE(clock.dueAt(1100), 75);
    clock.setRunning(false, 60);
    QCOMPARE(clock.recordedAt(10'000), 1070);
    clock.setRunning(true, 10'000);
    QCOMPARE(clock.dueAt(1100), 10'015);
    clock.setPace(ReplayPace::factor(0.01), 10'000);
    QCOMPARE(clock.dueAt(1100), 13'000);
    clock.setPace(ReplayPace::max(), 10'100);
    QCOMPARE(clock.recordedAt(20'000), 1071);
    QVERIFY(clock.dueAt(1100) <= 0);
    clock.pass(1100);
    clock.setPace(ReplayPace::factor(1), 20'000);
    QCOMPARE(clock.dueAt(1200), 20'100);
}

void TestReplayPace::clockTicksAtAFixedRate()
{
    ReplayClock clock;
    clock.moveTo(0, 0);
    clock.setPace(ReplayPace::rate(1000), 5);
    QCOMPARE(clock.dueAt(999), 5);
    clock.pass(999);
    QCOMPARE(clock.dueAt(1000), 5 + ms);
    QCOMPARE(clock.recordedAt(ms), 999);
    // Half a tick is left when it pauses, and when it goes on.
    clock.setRunning(false, 5 + ms / 2);
    clock.setRunning(true, 70 * ms);
    QCOMPARE(clock.dueAt(1000), 70 * ms + ms / 2);
}

void TestReplayPace::anotherRateKeepsTheShareOfTheTick()
{
    ReplayClock clock;
    clock.moveTo(0, 0);
    clock.setPace(ReplayPace::rate(1000), 0);
    clock.pass(1);
    QCOMPARE(clock.dueAt(2), ms);
    // A quarter of the tick is over; three quarters are left at any rate, however often it changes.
    clock.setPace(ReplayPace::rate(10), ms / 4);
    QCOMPARE(clock.dueAt(2), ms / 4 + 75 * ms);
    clock.setPace(ReplayPace::rate(500), ms / 4);
    QCOMPARE(clock.dueAt(2), ms / 4 + 3 * ms / 2);
    // While it is paused, too.
    clock.setRunning(false, ms / 4);
    clock.setPace(ReplayPace::rate(1000), 5 * ms);
    clock.setRunning(true, 70 * ms);
    QCOMPARE(clock.dueAt(2), 70 * ms + 3 * ms / 4);
    // From another kind of pace, the next is due at once.
    clock.setPace(ReplayPace::factor(1), 70 * ms);
    clock.setPace(ReplayPace::rate(1), 70 * ms);
    QCOMPARE(clock.dueAt(2), 70 * ms);
}

void TestReplayPace::timesThatLieFarApartAreFarAway()
{
    constexpr qint64 far = 1'760'000'000'000'000'000;
    constexpr auto never = std::numeric_limits<qint64>::max();
    ReplayClock clock;
    clock.setPace(ReplayPace::factor(0.1), 0);
    clock.moveTo(0, 1000);
    QVERIFY(clock.dueAt(far) > far);
    clock.setPace(ReplayPace::factor(0.01), 1000);
    QVERIFY(clock.dueAt(never) > far);
    clock.moveTo(std::numeric_limits<qint64>::min(), 1000);
    QVERIFY(clock.dueAt(never) > far);
    QVERIFY(clock.dueAt(std::numeric_limits<qint64>::min()) <= 1000);
    clock.setPace(ReplayPace::factor(1000), 1000);
    clock.moveTo(far, 1000);
    QVERIFY(clock.recordedAt(far) > far);
}

void TestReplayPace::anotherRateSendsNothingAtOnce()
{
    make(20, 3'600'000 * ms);
    options.pace = ReplayPace::rate(0.01);
    Replayer replayer;
    play(replayer);
    QTRY_COMPARE_WITH_TIMEOUT(target->count(), 1, deadline);
    for (const double rate : {0.02, 0.03, 0.05, 0.02})
        replayer.setPace(ReplayPace::rate(rate));
    replayer.pause(); // when it has been flushed, the changes are behind it
    QTRY_COMPARE_WITH_TIMEOUT(target->flushed(), 1, deadline);
    replayer.step();
    QTRY_COMPARE_WITH_TIMEOUT(target->flushed(), 2, deadline);
    QCOMPARE(target->count(), 2);
}

void TestReplayPace::sendsAtAFixedRate()
{
    make(50, 3'600'000 * ms); // hours apart
    options.pace = ReplayPace::rate(500);
    Replayer replayer;
    QSignalSpy finished(&replayer, &Replayer::finished);
    const auto begin = monotonicNanoseconds();
    play(replayer);
    QVERIFY(finished.wait(deadline));
    const auto times = target->times();
    QCOMPARE(times.size(), 50);
    for (int i = 0; i < 50; ++i)
        QVERIFY2(times.at(i) - begin >= i * 2 * ms, QByteArray::number(i).constData());
}

void TestReplayPace::changesThePaceWhileItWaits()
{
    make(3, 3'600'000 * ms);
    Replayer replayer;
    QSignalSpy finished(&replayer, &Replayer::finished);
    play(replayer);
    QTRY_COMPARE_WITH_TIMEOUT(target->count(), 1, deadline);
    replayer.setPace(ReplayPace::rate(1000));
    QVERIFY(finished.wait(deadline));
    QCOMPARE(target->count(), 3);
}

void TestReplayPace::movesTheRestBackAfterASlowPatch()
{
    make(10, 20 * ms);
    target->holdUp(3, std::chrono::milliseconds(300));
    Replayer replayer;
    QSignalSpy finished(&replayer, &Replayer::finished);
    play(replayer);
    QVERIFY(finished.wait(deadline));
    const auto times = target->times();
    QCOMPARE(times.size(), 10);
    // The fifth came late, after the fourth was let go; what follows keeps its distance from the fifth.
    QVERIFY(times.at(9) - times.at(3) >= 5 * 20 * ms);
    QVERIFY(replayer.figures().shifts >= 1);
    QVERIFY(replayer.figures().shiftedNs >= 200 * ms);
    QVERIFY(replayer.figures().worstLateNs >= 200 * ms);
}

void TestReplayPace::catchesUpIfAsked()
{
    make(10, 20 * ms);
    options.whenLate = LatePolicy::CatchUp;
    target->holdUp(3, std::chrono::milliseconds(300));
    Replayer replayer;
    QSignalSpy finished(&replayer, &Replayer::finished);
    play(replayer);
    QVERIFY(finished.wait(deadline));
    const auto times = target->times();
    QCOMPARE(times.size(), 10);
    QCOMPARE(replayer.figures().shifts, 0U);
    // The plan stays as it was: the six behind the hold-up are all behind it, by 180 ms at least.
    QVERIFY(replayer.figures().p50LateNs >= 150 * ms);
}

void TestReplayPace::refusesAPaceOutOfBounds()
{
    make(1, ms);
    Replayer replayer;
    for (const auto pace : {ReplayPace::factor(0), ReplayPace::factor(1001), ReplayPace::rate(-1)}) {
        options.pace = pace;
        QCOMPARE(replayer.play(options, target).error().kind, ErrorKind::InvalidInput);
    }
}

QTEST_GUILESS_MAIN(TestReplayPace)
#include "tst_replaypace.moc"
