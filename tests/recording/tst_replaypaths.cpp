// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "replayfixture.h"

#include "recording/replaypreview.h"

#include <QElapsedTimer>
#include <QSignalSpy>

using namespace gnat;
using namespace gnat::test;

/// Ways through a recording other than once from its start to its end, and what is said of them.
class TestReplayPaths : public QObject, private ReplayFixture
{
    Q_OBJECT

private Q_SLOTS:
    void init() { begin(); }
    void playsARangeWithBothEnds();
    void loopsARange();
    void endsWhenNothingInTheLoopIsSent();
    void wrapsWhenSoughtToTheEndOfALoop();
    void tellsWhatWasPlayed();
    void endsWhenSoughtToTheEnd();
    void eachRoundTakesTheTimeOfTheRange();
    void rangeChangesWhileItPlays();
    void endsWhenTheRangeEndsBeforeWhatWaits();
    void stepsOverWhatIsNotSent();
    void stepsToTheNextThatIsSent();
    void stepsBack();
    void stepAtTheEndEndsIt();
    void countsRefusalsByReason();
    void saysWhatMayNotHaveArrived_data();
    void saysWhatMayNotHaveArrived();
    void previewCountsWithoutSending();
    void previewListsTheMostFrequentSubjects();
    void remapsReplies();
};

void TestReplayPaths::playsARangeWithBothEnds()
{
    make(100, ms);
    options.pace = ReplayPace::max();
    options.range = {10 * ms, 20 * ms, 1};
    Replayer replayer;
    QSignalSpy finished(&replayer, &Replayer::finished);
    play(replayer);
    QVERIFY(finished.wait(deadline));
    QCOMPARE(payloads().size(), 11);
    QCOMPARE(payloads().first(), QByteArray("10"));
    QCOMPARE(payloads().last(), QByteArray("20"));
    QCOMPARE(replayer.figures().rounds, 1U);
}

void TestReplayPaths::loopsARange()
{
    make(10, ms);
    options.pace = ReplayPace::max();
    options.range = {2 * ms, 3 * ms, 4};
    Replayer replayer;
    QSignalSpy finished(&replayer, &Replayer::finished);
    play(replayer);
    QVERIFY(finished.wait(deadline));
    QCOMPARE(payloads(), (QList<QByteArray>{"2", "3", "2", "3", "2", "3", "2", "3"}));
    QCOMPARE(replayer.figures().rounds, 4U);
    QCOMPARE(replayer.figures().played, (QList<RowRange>{{2, 4}}));
}

void TestReplayPaths::endsWhenNothingInTheLoopIsSent()
{
    make(10, 1000 * ms);
    options.pace = ReplayPace::max();
    options.range = {1500 * ms, 1600 * ms, 0};
    Replayer replayer;
    QSignalSpy finished(&replayer, &Replayer::finished);
    play(replayer);
    QVERIFY(finished.wait(deadline));
    QCOMPARE(target->count(), 0);
    // All of it, but nothing that the filter lets pass.
    options.range = {0, {}, 0};
    options.wanted = [](const MessageView &) {
        return false;
    };
    finished.clear();
    play(replayer);
    QVERIFY(finished.wait(deadline));
    QCOMPARE(replayer.figures().skippedFilter, 10U);
}

void TestReplayPaths::wrapsWhenSoughtToTheEndOfALoop()
{
    make(5, 3'600'000 * ms);
    options.range.rounds = 0;
    Replayer replayer;
    play(replayer);
    QTRY_COMPARE_WITH_TIMEOUT(target->count(), 1, deadline);
    replayer.seek(replayer.figures().durationNs);
    QTRY_COMPARE_WITH_TIMEOUT(payloads(), (QList<QByteArray>{"0", "4", "0"}), deadline);
    QCOMPARE(replayer.state(), ReplayState::Playing);
}

void TestReplayPaths::tellsWhatWasPlayed()
{
    make(100, 1000 * ms);
    options.startPaused = true;
    target->refuse("payload 51");
    Replayer replayer;
    play(replayer);
    replayer.step(10);
    QTRY_COMPARE_WITH_TIMEOUT(replayer.figures().nextRow, 10U, deadline);
    replayer.seek(50'000 * ms);
    QTRY_COMPARE_WITH_TIMEOUT(replayer.figures().nextRow, 50U, deadline);
    replayer.step(5);
    QTRY_COMPARE_WITH_TIMEOUT(replayer.figures().nextRow, 55U, deadline);
    QCOMPARE(replayer.figures().played, (QList<RowRange>{{0, 10}, {50, 51}, {52, 55}}));
    replayer.seek(8'000 * ms); // back, and on over what was played
    QTRY_COMPARE_WITH_TIMEOUT(replayer.figures().nextRow, 8U, deadline);
    replayer.step(4);
    QTRY_COMPARE_WITH_TIMEOUT(replayer.figures().nextRow, 12U, deadline);
    QCOMPARE(replayer.figures().played, (QList<RowRange>{{0, 12}, {50, 51}, {52, 55}}));
    replayer.stepBack();
    QTRY_COMPARE_WITH_TIMEOUT(replayer.figures().nextRow, 11U, deadline);
    QCOMPARE(replayer.figures().played, (QList<RowRange>{{0, 12}, {50, 51}, {52, 55}}));
}

void TestReplayPaths::endsWhenSoughtToTheEnd()
{
    make(5, 3'600'000 * ms);
    Replayer replayer;
    QSignalSpy finished(&replayer, &Replayer::finished);
    play(replayer);
    QTRY_COMPARE_WITH_TIMEOUT(target->count(), 1, deadline);
    replayer.seek(99 * 3'600'000 * ms);
    QVERIFY(finished.wait(deadline));
    QCOMPARE(payloads(), (QList<QByteArray>{"0", "4"}));
}

void TestReplayPaths::eachRoundTakesTheTimeOfTheRange()
{
    make(10, 10 * ms);
    options.range = {15 * ms, 75 * ms, 3}; // 2 … 7, and 15 ms in which nothing is sent
    Replayer replayer;
    QSignalSpy finished(&replayer, &Replayer::finished);
    const auto begin = monotonicNanoseconds();
    play(replayer);
    QVERIFY(finished.wait(deadline));
    QCOMPARE(target->count(), 18);
    const auto times = target->times();
    QVERIFY(times.first() - begin >= 5 * ms);
    for (int round = 1; round < 3; ++round)
        QVERIFY(times.at(round * 6) - begin >= round * 60 * ms + 5 * ms);
}

void TestReplayPaths::endsWhenTheRangeEndsBeforeWhatWaits()
{
    make(2, 60'000 * ms);
    Replayer replayer;
    QSignalSpy finished(&replayer, &Replayer::finished);
    play(replayer);
    QTRY_COMPARE_WITH_TIMEOUT(target->count(), 1, deadline);
    QTRY_COMPARE_WITH_TIMEOUT(replayer.figures().sent, 1U, deadline);
    replayer.setRange({0, 10 * ms, 1});
    QVERIFY(finished.wait(deadline));
    QCOMPARE(payloads(), QList<QByteArray>{"0"});
}

void TestReplayPaths::rangeChangesWhileItPlays()
{
    make(20, ms);
    options.startPaused = true;
    Replayer replayer;
    QSignalSpy finished(&replayer, &Replayer::finished);
    play(replayer);
    replayer.setRange({0, 1 * ms, 1});
    replayer.step(2);
    QTRY_COMPARE_WITH_TIMEOUT(target->count(), 2, deadline);
    replayer.setRange({0, 3 * ms, 1}); // it had looked behind the old end
    replayer.resume();
    QVERIFY(finished.wait(deadline));
    QCOMPARE(payloads(), (QList<QByteArray>{"0", "1", "2", "3"}));
}

void TestReplayPaths::stepsOverWhatIsNotSent()
{
    make(30, 1000 * ms);
    options.startPaused = true;
    options.wanted = [](const MessageView &message) {
        return message.subject != "m.1";
    };
    Replayer replayer;
    play(replayer);
    QCOMPARE(replayer.state(), ReplayState::Paused);
    replayer.step();
    QTRY_COMPARE_WITH_TIMEOUT(target->flushed(), 1, deadline);
    replayer.step();
    QTRY_COMPARE_WITH_TIMEOUT(replayer.figures().nextRow, 2U, deadline);
    QCOMPARE(target->count(), 1);
    replayer.step(3);
    QTRY_COMPARE_WITH_TIMEOUT(payloads(), (QList<QByteArray>{"0", "2", "3", "4"}), deadline);
    QTRY_COMPARE_WITH_TIMEOUT(replayer.figures().positionNs, 4000 * ms, deadline);
    QCOMPARE(replayer.state(), ReplayState::Paused);
}

void TestReplayPaths::stepsToTheNextThatIsSent()
{
    make(30, 1000 * ms);
    options.startPaused = true;
    options.wanted = [](const MessageView &message) {
        return message.subject == "m.7";
    };
    Replayer replayer;
    play(replayer);
    replayer.step(2, StepKind::Sent);
    QTRY_COMPARE_WITH_TIMEOUT(payloads(), (QList<QByteArray>{"7", "17"}), deadline);
    QTRY_COMPARE_WITH_TIMEOUT(replayer.figures().nextRow, 18U, deadline);
}

void TestReplayPaths::stepsBack()
{
    make(5, 1000 * ms);
    options.startPaused = true;
    Replayer replayer;
    play(replayer);
    replayer.step(3);
    QTRY_COMPARE_WITH_TIMEOUT(target->count(), 3, deadline);
    replayer.stepBack();
    QTRY_COMPARE_WITH_TIMEOUT(replayer.figures().nextRow, 2U, deadline);
    QTRY_COMPARE_WITH_TIMEOUT(replayer.figures().positionNs, 2000 * ms, deadline);
    for (int i = 0; i < 5; ++i)
        replayer.stepBack();
    QTRY_COMPARE_WITH_TIMEOUT(replayer.figures().nextRow, 0U, deadline);
    replayer.step();
    QTRY_COMPARE_WITH_TIMEOUT(payloads(), (QList<QByteArray>{"0", "1", "2", "0"}), deadline);
}

void TestReplayPaths::stepAtTheEndEndsIt()
{
    make(2, 1000 * ms);
    options.startPaused = true;
    Replayer replayer;
    QSignalSpy finished(&replayer, &Replayer::finished);
    play(replayer);
    replayer.step(2);
    QTRY_COMPARE_WITH_TIMEOUT(target->count(), 2, deadline);
    QCOMPARE(finished.size(), 0);
    replayer.step();
    QVERIFY(finished.wait(deadline));
    QCOMPARE(target->count(), 2);
    QCOMPARE(replayer.state(), ReplayState::Stopped);
}

void TestReplayPaths::countsRefusalsByReason()
{
    make(4, ms);
    options.pace = ReplayPace::max();
    target->refuse("payload 1");
    target->refuse("payload 2");
    Replayer replayer;
    QSignalSpy finished(&replayer, &Replayer::finished);
    play(replayer);
    QVERIFY(finished.wait(deadline));
    const auto figures = replayer.figures();
    QCOMPARE(figures.refused, 2U);
    QCOMPARE(figures.refusals.size(), 1);
    QCOMPARE(figures.refusals.first().reason, QStringLiteral("too large"));
    QCOMPARE(figures.refusals.first().count, 2U);
}

void TestReplayPaths::saysWhatMayNotHaveArrived_data()
{
    QTest::addColumn<bool>("confirmsEach");
    QTest::addColumn<quint64>("uncertain");
    QTest::newRow("together") << false << quint64(40);
    QTest::newRow("each") << true << quint64(0);
}

void TestReplayPaths::saysWhatMayNotHaveArrived()
{
    QFETCH(bool, confirmsEach);
    QFETCH(quint64, uncertain);
    if (confirmsEach)
        target->confirmEach();
    make(100, ms);
    options.pace = ReplayPace::max();
    target->loseAfter(40);
    Replayer replayer;
    QSignalSpy finished(&replayer, &Replayer::finished);
    QSignalSpy lost(&replayer, &Replayer::targetLost);
    play(replayer);
    QVERIFY(lost.wait(deadline));
    target->setLost(false);
    replayer.resume();
    QVERIFY(finished.wait(deadline));
    QCOMPARE(target->count(), 100); // it goes on with the message that it could not send
    QCOMPARE(replayer.figures().sent, 100U);
    QCOMPARE(replayer.figures().uncertain, uncertain);
}

void TestReplayPaths::previewCountsWithoutSending()
{
    make(100, ms);
    options.range = {10 * ms, 39 * ms, 1};
    QVERIFY(options.remap.addRule("m.1=")); // left out
    QVERIFY(options.remap.addRule("m.*=test.all"));
    const auto preview = previewReplay(options);
    QVERIFY(preview);
    QCOMPARE(preview.value().figures.total, 100U);
    QCOMPARE(preview.value().figures.sent, 27U);
    QCOMPARE(preview.value().figures.skippedRemap, 3U);
    QCOMPARE(preview.value().subjects.size(), 1);
    QCOMPARE(preview.value().subjects.first().subject, QByteArray("test.all"));
    QCOMPARE(preview.value().subjects.first().messages, 27U);
    std::stop_source stop;
    stop.request_stop();
    QCOMPARE(previewReplay(options, stop.get_token()).error().kind, ErrorKind::Cancelled);
}

void TestReplayPaths::previewListsTheMostFrequentSubjects()
{
    constexpr int many = static_cast<int>(ReplayPreview::mostSubjects) + 5;
    auto notes = plainNotes(many + 2);
    for (int i = 0; i < many; ++i)
        notes[i].subject = "once." + QByteArray::number(i);
    options.path = folder.filePath(QStringLiteral("%1.gnat").arg(++files));
    QCOMPARE(record(options.path, notes), QString());
    QVERIFY(options.remap.addRule("m.*=often"));
    quint64 told = 0;
    const auto preview = previewReplay(options, {}, [&told](quint64, quint64 total) { told = total; });
    QVERIFY(preview);
    QCOMPARE(told, quint64(many + 2));
    QCOMPARE(preview.value().subjects.size(), qsizetype(ReplayPreview::mostSubjects));
    QCOMPARE(preview.value().subjects.first().subject, QByteArray("often"));
    QCOMPARE(preview.value().subjects.first().messages, 2U);
    QCOMPARE(preview.value().moreSubjects, 6U);
}

void TestReplayPaths::remapsReplies()
{
    options.path = folder.filePath(QStringLiteral("%1.gnat").arg(++files));
    const QList<Note> notes{{"q.a", "answers.1", {}, "1", start}, {"q.b", {}, {}, "2", start + ms}};
    QCOMPARE(record(options.path, notes), QString());
    options.pace = ReplayPace::max();
    QVERIFY(options.remap.addRule("answers.*=test.answers.$1"));
    const QList<std::pair<ReplyPolicy, QByteArray>> expected{
        {ReplyPolicy::Keep, "answers.1"}, {ReplyPolicy::Drop, QByteArray()}, {ReplyPolicy::Remap, "test.answers.1"}};
    for (const auto &[policy, reply] : expected) {
        options.replies = policy;
        target = std::make_shared<KeepingTarget>();
        Replayer replayer;
        QSignalSpy finished(&replayer, &Replayer::finished);
        play(replayer);
        QVERIFY(finished.wait(deadline));
        QCOMPARE(target->notes().first().reply, reply);
        QCOMPARE(target->notes().last().reply, QByteArray());
        QCOMPARE(target->notes().first().subject, QByteArray("q.a"));
    }
}

QTEST_GUILESS_MAIN(TestReplayPaths)
#include "tst_replaypaths.moc"
