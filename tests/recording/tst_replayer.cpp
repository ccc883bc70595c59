// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "replaytest.h"

#include "recording/fanouttarget.h"

#include <QSignalSpy>
#include <QTest>

using namespace gnat;
using namespace gnat::test;

namespace {

constexpr qint64 ms = 1'000'000;
constexpr int deadline = 30'000;

} // namespace

class TestReplayer : public ReplayTest
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void sendsEverythingAsFastAsPossible();
    void keepsTheOriginalTiming();
    void multipliesTheSpeed();
    void standsStillWhilePaused();
    void changesSpeedWhileItRuns();
    void seeks();
    void seeksWhilePaused();
    void startsWithinTheRange();
    void pausesWhenTheTargetIsLost();
    void endsWhenTheTargetIsLostAndSoAsked();
    void stopsAtOnce();
    void refusesWhatCannotBePlayed();
    void playsIntoTheViews();
    void stopsWhileAViewIsFull();
    void saysWhenTheFileIsDamaged();
};

void TestReplayer::init()
{
    m_target = std::make_shared<KeepingTarget>();
}

void TestReplayer::sendsEverythingAsFastAsPossible()
{
    const auto notes = plainNotes(20'000);
    const auto figures = playToTheEnd(fast(notes));
    QCOMPARE(figures.sent, 20'000U);
    QCOMPARE(figures.read, 20'000U);
    QCOMPARE(figures.total, 20'000U);
    QCOMPARE(figures.positionNs, figures.durationNs);
    QCOMPARE(m_target->flushed(), 20'000);
    QVERIFY(m_target->notes() == notes);
}

void TestReplayer::keepsTheOriginalTiming()
{
    const auto notes = plainNotes(30, 1'700'000'000'000'000'000, 10 * ms);
    ReplayOptions options;
    options.path = recorded(notes);
    const auto begin = monotonicNanoseconds();
    const auto figures = playToTheEnd(options);
    QCOMPARE(figures.sent, 30U);
    QVERIFY(m_target->notes() == notes);
    const auto times = m_target->times();
    // Never early; how late depends on the machine and is measured, not promised.
    for (qsizetype i = 0; i < times.size(); ++i)
        QVERIFY2(times.at(i) - begin >= i * 10 * ms, QByteArray::number(i).constData());
    QVERIFY(figures.worstLateNs > 0);
    QVERIFY(figures.p50LateNs <= figures.p99LateNs && figures.p99LateNs <= figures.worstLateNs);
}

void TestReplayer::multipliesTheSpeed()
{
    ReplayOptions options;
    options.path = recorded(plainNotes(11, 1'700'000'000'000'000'000, 30'000 * ms)); // 5 min, longer than any deadline
    options.pace = ReplayPace::factor(1000);
    const auto begin = monotonicNanoseconds();
    QCOMPARE(playToTheEnd(options).sent, 11U);
    QVERIFY(m_target->times().last() - begin >= 300 * ms);
}

void TestReplayer::standsStillWhilePaused()
{
    ReplayOptions options;
    options.path = recorded(plainNotes(40, 1'700'000'000'000'000'000, 10 * ms));
    Replayer replayer;
    QSignalSpy finished(&replayer, &Replayer::finished);
    QVERIFY(replayer.play(options, m_target));
    QCOMPARE(replayer.state(), ReplayState::Playing);
    QTRY_VERIFY_WITH_TIMEOUT(m_target->count() >= 5, deadline);
    replayer.pause();
    QCOMPARE(replayer.state(), ReplayState::Paused);
    // One may be on its way while pause() is called; after that the count stands still for far longer than ten gaps.
    const auto before = m_target->count();
    QVERIFY(!finished.wait(300));
    const auto during = m_target->count();
    QVERIFY(during <= before + 1);
    const auto resumedNs = monotonicNanoseconds();
    replayer.resume();
    QVERIFY(finished.wait(deadline));
    QCOMPARE(m_target->count(), 40);
    // No burst: the rest took its own time from the moment of resuming.
    const auto rest = 40 - during;
    QVERIFY(m_target->times().last() - resumedNs >= (rest - 1) * 10 * ms);
}

void TestReplayer::changesSpeedWhileItRuns()
{
    ReplayOptions options;
    options.path = recorded(plainNotes(100, 1'700'000'000'000'000'000, 100'000 * ms));
    Replayer replayer;
    QSignalSpy finished(&replayer, &Replayer::finished);
    QVERIFY(replayer.play(options, m_target));
    QTRY_COMPARE_WITH_TIMEOUT(m_target->count(), 1, deadline);
    replayer.setPace(ReplayPace::factor(1000));
    QTRY_VERIFY_WITH_TIMEOUT(m_target->count() >= 10, deadline);
    replayer.setPace(ReplayPace::max());
    QVERIFY(finished.wait(deadline));
    QCOMPARE(m_target->count(), 100);
}

void TestReplayer::seeks()
{
    ReplayOptions options;
    options.path = recorded(plainNotes(1000, 1'700'000'000'000'000'000, 100'000 * ms));
    Replayer replayer;
    QSignalSpy finished(&replayer, &Replayer::finished);
    QVERIFY(replayer.play(options, m_target));
    QTRY_COMPARE_WITH_TIMEOUT(m_target->count(), 1, deadline);
    replayer.seek(89'950'000 * ms);
    QTRY_COMPARE_WITH_TIMEOUT(m_target->count(), 2, deadline);
    QCOMPARE(m_target->notes().last().payload, QByteArray("payload 900"));
    replayer.setPace(ReplayPace::max());
    QVERIFY(finished.wait(deadline));
    QCOMPARE(m_target->count(), 1 + 100);
}

void TestReplayer::seeksWhilePaused()
{
    ReplayOptions options;
    options.path = recorded(plainNotes(1000, 1'700'000'000'000'000'000, 100'000 * ms));
    Replayer replayer;
    QSignalSpy finished(&replayer, &Replayer::finished);
    QVERIFY(replayer.play(options, m_target));
    QTRY_COMPARE_WITH_TIMEOUT(m_target->count(), 1, deadline);
    replayer.pause();
    replayer.seek(50'000'000 * ms);
    QTRY_COMPARE_WITH_TIMEOUT(replayer.figures().positionNs, 50'000'000 * ms, deadline);
    QCOMPARE(m_target->count(), 1);
    replayer.resume();
    QTRY_COMPARE_WITH_TIMEOUT(m_target->count(), 2, deadline);
    QCOMPARE(m_target->notes().last().payload, QByteArray("payload 500"));
    replayer.stop();
    QVERIFY(finished.wait(deadline));
}

void TestReplayer::startsWithinTheRange()
{
    auto options = fast(plainNotes(100));
    options.range = {20 * ms, 94 * ms, 2};
    options.fromNs = 90 * ms;
    QCOMPARE(playToTheEnd(options).sent, 5U + 75U); // the second round begins at the start of the range
    QCOMPARE(m_target->notes().first().payload, QByteArray("payload 90"));
    QCOMPARE(m_target->notes().at(5).payload, QByteArray("payload 20"));
    m_target = std::make_shared<KeepingTarget>();
    options.range.rounds = 1;
    options.fromNs = 0;
    QCOMPARE(playToTheEnd(options).sent, 75U);
    QCOMPARE(m_target->notes().first().payload, QByteArray("payload 20"));
}

void TestReplayer::pausesWhenTheTargetIsLost()
{
    ReplayOptions options;
    options.path = recorded(plainNotes(50, 1'700'000'000'000'000'000, 5 * ms));
    Replayer replayer;
    QSignalSpy finished(&replayer, &Replayer::finished);
    QSignalSpy lost(&replayer, &Replayer::targetLost);
    m_target->loseAfter(3);
    QVERIFY(replayer.play(options, m_target));
    QTRY_COMPARE_WITH_TIMEOUT(lost.size(), 1, deadline);
    QCOMPARE(lost.first().first().toString(), QStringLiteral("the server is gone"));
    QCOMPARE(replayer.state(), ReplayState::Paused);
    replayer.resume();
    QTRY_COMPARE_WITH_TIMEOUT(lost.size(), 2, deadline);
    QVERIFY(finished.isEmpty());
    m_target->setLost(false);
    replayer.resume();
    QVERIFY(finished.wait(deadline));
    QVERIFY(m_target->notes() == plainNotes(50, 1'700'000'000'000'000'000, 5 * ms));
}

void TestReplayer::endsWhenTheTargetIsLostAndSoAsked()
{
    auto options = fast(plainNotes(50));
    options.stopWhenTargetLost = true;
    m_target->setLost(true);
    Replayer replayer;
    QSignalSpy finished(&replayer, &Replayer::finished);
    QVERIFY(replayer.play(options, m_target));
    QVERIFY(finished.wait(deadline));
    QCOMPARE(finished.first().at(1).toString(), QStringLiteral("the server is gone"));
    QCOMPARE(replayer.state(), ReplayState::Stopped);
    QCOMPARE(replayer.figures().sent, 0U);
}

void TestReplayer::stopsAtOnce()
{
    ReplayOptions options;
    options.path = recorded(plainNotes(10, 1'700'000'000'000'000'000, 3'600'000 * ms));
    Replayer replayer;
    QSignalSpy finished(&replayer, &Replayer::finished);
    QVERIFY(replayer.play(options, m_target));
    QTRY_COMPARE_WITH_TIMEOUT(m_target->count(), 1, deadline);
    QTRY_COMPARE_WITH_TIMEOUT(m_target->flushed(), 1, deadline); // before it waits for the next
    replayer.stop();
    QVERIFY(finished.wait(deadline));
    QCOMPARE(finished.first().at(1).toString(), QString());
    QCOMPARE(m_target->count(), 1);
    // And again, from the start.
    QVERIFY(replayer.play(options, m_target));
    QTRY_COMPARE_WITH_TIMEOUT(m_target->count(), 2, deadline);
}

void TestReplayer::refusesWhatCannotBePlayed()
{
    Replayer replayer;
    ReplayOptions options;
    options.path = m_folder.filePath(QStringLiteral("absent.gnat"));
    QCOMPARE(replayer.play(options, m_target).error().kind, ErrorKind::NotFound);
    options = fast(plainNotes(1));
    QVERIFY(!replayer.play(options, nullptr));
    QCOMPARE(replayer.state(), ReplayState::Stopped);
    QVERIFY(replayer.play(options, m_target));
    QVERIFY(!replayer.play(options, m_target));
}

void TestReplayer::playsIntoTheViews()
{
    const auto notes = plainNotes(10'000);
    Fanout fanout;
    // A small queue: the replay waits instead of dropping.
    const auto queue = std::make_shared<BatchQueue>(BatchQueue::Limits{100, 1'000'000});
    fanout.attach(queue);
    Replayer replayer;
    QSignalSpy finished(&replayer, &Replayer::finished);
    QVERIFY(replayer.play(fast(notes), std::make_shared<FanoutTarget>(fanout, SourceId(42))));
    QList<Note> seen;
    const auto drain = [&] {
        for (const auto &batch : queue->take()) {
            QCOMPARE(batch->source(), SourceId(42));
            for (std::size_t i = 0; i < batch->size(); ++i)
                seen << noteOf(batch->at(i));
        }
    };
    while (finished.isEmpty()) {
        drain();
        QCoreApplication::processEvents();
    }
    drain();
    QVERIFY(seen == notes);
    QCOMPARE(queue->figures().droppedMessages, 0U);
}

void TestReplayer::stopsWhileAViewIsFull()
{
    Fanout fanout;
    const auto queue = std::make_shared<BatchQueue>(BatchQueue::Limits{1, 1});
    fanout.attach(queue);
    Replayer replayer;
    QSignalSpy finished(&replayer, &Replayer::finished);
    QVERIFY(replayer.play(fast(plainNotes(10'000)), std::make_shared<FanoutTarget>(fanout, SourceId(42))));
    QTRY_VERIFY_WITH_TIMEOUT(queue->figures().waitingMessages > 0, deadline);
    replayer.stop();
    QVERIFY(finished.wait(deadline));
    QCOMPARE(finished.first().at(1).toString(), QString());
}

void TestReplayer::saysWhenTheFileIsDamaged()
{
    auto options = fast(plainNotes(20'000));
    QFile file(options.path);
    QVERIFY(file.open(QIODevice::ReadWrite));
    // A page in the middle, long after the tables.
    QVERIFY(file.seek(file.size() / 32768 / 2 * 32768));
    QCOMPARE(file.write(QByteArray(32768, '\xa5')), 32768);
    file.close();
    Replayer replayer;
    QSignalSpy finished(&replayer, &Replayer::finished);
    QVERIFY(replayer.play(options, m_target));
    QVERIFY(finished.wait(deadline));
    QVERIFY2(finished.first().at(1).toString().contains(QStringLiteral("damaged")),
             qPrintable(finished.first().at(1).toString()));
    const auto figures = finished.first().at(0).value<ReplayFigures>();
    QVERIFY2(figures.sent > 5'000 && figures.sent < 20'000,
             qPrintable(QString::number(figures.sent))); // what is before
}

QTEST_GUILESS_MAIN(TestReplayer)
#include "tst_replayer.moc"
