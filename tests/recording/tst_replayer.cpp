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
    options.path = recorded(plainNotes(11, 1'700'000'000'000'000'000, 1000 * ms)); // 10 s
    options.pace = ReplayPace::factor(50);
    QElapsedTimer timer;
    timer.start();
    QCOMPARE(playToTheEnd(options).sent, 11U);
    QVERIFY(timer.elapsed() >= 195);
    QVERIFY2(timer.elapsed() < 5000, "it did not play faster than recorded");
}

void TestReplayer::standsStillWhilePaused()
{
    ReplayOptions options;
    options.path = recorded(plainNotes(40, 1'700'000'000'000'000'000, 10 * ms));
    Replayer replayer;
    QSignalSpy finished(&replayer, &Replayer::finished);
    QVERIFY(replayer.play(options, m_target));
    QCOMPARE(replayer.state(), ReplayState::Playing);
    QTRY_VERIFY(m_target->count() >= 5);
    replayer.pause();
    QCOMPARE(replayer.state(), ReplayState::Paused);
    // One may be on its way while pause() is called; after that the count stands still for far longer than ten gaps.
    const auto before = m_target->count();
    QVERIFY(!finished.wait(300));
    const auto during = m_target->count();
    QVERIFY(during <= before + 1);
    const auto resumedNs = monotonicNanoseconds();
    replayer.resume();
    QVERIFY(finished.wait(10'000));
    QCOMPARE(m_target->count(), 40);
    // No burst: the rest took its own time from the moment of resuming.
    const auto rest = 40 - during;
    QVERIFY(m_target->times().last() - resumedNs >= (rest - 1) * 10 * ms);
}

void TestReplayer::changesSpeedWhileItRuns()
{
    ReplayOptions options;
    options.path = recorded(plainNotes(100, 1'700'000'000'000'000'000, 1000 * ms)); // 100 s
    Replayer replayer;
    QSignalSpy finished(&replayer, &Replayer::finished);
    QVERIFY(replayer.play(options, m_target));
    QTRY_COMPARE(m_target->count(), 1);
    replayer.setPace(ReplayPace::factor(1000));
    QTRY_VERIFY(m_target->count() >= 10);
    replayer.setPace(ReplayPace::max());
    QVERIFY(finished.wait(10'000));
    QCOMPARE(m_target->count(), 100);
}

void TestReplayer::seeks()
{
    ReplayOptions options;
    options.path = recorded(plainNotes(1000, 1'700'000'000'000'000'000, 1000 * ms));
    Replayer replayer;
    QSignalSpy finished(&replayer, &Replayer::finished);
    QVERIFY(replayer.play(options, m_target));
    QTRY_COMPARE(m_target->count(), 1);
    replayer.seek(899'500 * ms);
    QTRY_COMPARE(m_target->count(), 2);
    QCOMPARE(m_target->notes().last().payload, QByteArray("payload 900"));
    replayer.setPace(ReplayPace::max());
    QVERIFY(finished.wait(10'000));
    QCOMPARE(m_target->count(), 1 + 100);
}

void TestReplayer::seeksWhilePaused()
{
    ReplayOptions options;
    options.path = recorded(plainNotes(1000, 1'700'000'000'000'000'000, 1000 * ms));
    Replayer replayer;
    QSignalSpy finished(&replayer, &Replayer::finished);
    QVERIFY(replayer.play(options, m_target));
    QTRY_COMPARE(m_target->count(), 1);
    replayer.pause();
    replayer.seek(500'000 * ms);
    QTRY_COMPARE(replayer.figures().positionNs, 500'000 * ms);
    QCOMPARE(m_target->count(), 1);
    replayer.resume();
    QTRY_COMPARE(m_target->count(), 2);
    QCOMPARE(m_target->notes().last().payload, QByteArray("payload 500"));
    replayer.stop();
    QVERIFY(finished.wait(10'000));
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
    QVERIFY(replayer.play(options, m_target));
    QTRY_VERIFY(m_target->count() >= 3);
    m_target->setLost(true);
    QTRY_COMPARE(lost.size(), 1);
    QCOMPARE(lost.first().first().toString(), QStringLiteral("the server is gone"));
    QCOMPARE(replayer.state(), ReplayState::Paused);
    replayer.resume();
    QTRY_COMPARE(lost.size(), 2);
    QVERIFY(finished.isEmpty());
    m_target->setLost(false);
    replayer.resume();
    QVERIFY(finished.wait(10'000));
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
    QVERIFY(finished.wait(10'000));
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
    QTRY_COMPARE(m_target->count(), 1);
    QTRY_COMPARE(m_target->flushed(), 1); // before it waits for the next
    replayer.stop();
    QVERIFY(finished.wait(1000));
    QCOMPARE(finished.first().at(1).toString(), QString());
    QCOMPARE(m_target->count(), 1);
    // And again, from the start.
    QVERIFY(replayer.play(options, m_target));
    QTRY_COMPARE(m_target->count(), 2);
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
    QTRY_VERIFY(queue->figures().waitingMessages > 0);
    replayer.stop();
    QVERIFY(finished.wait(5000));
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
    QVERIFY(finished.wait(10'000));
    QVERIFY2(finished.first().at(1).toString().contains(QStringLiteral("damaged")),
             qPrintable(finished.first().at(1).toString()));
}

QTEST_GUILESS_MAIN(TestReplayer)
#include "tst_replayer.moc"
