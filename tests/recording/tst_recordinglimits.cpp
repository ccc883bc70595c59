// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "heldstart.h"
#include "recordingfixture.h"

#include "base/text.h"
#include "core/clock.h"
#include "recording/pretrigger.h"
#include "recording/replaytarget.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace gnat;
using namespace gnat::test;

/// When a recording begins, rests and ends: pause, what came before it, triggers, limits.
class TestRecordingLimits : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pausesExactly();
    void endsAPauseWithTheRecording();
    void savesWhatJustHappened();
    void keepsNoMoreThanItsLimits();
    void waitsForTheMessageThatStartsIt();
    void endsWithTheMessageThatStopsIt();
    void isNotStoppedByWhatCameBefore_data();
    void isNotStoppedByWhatCameBefore();
    void endsAtASize();
    void refusesASizeThatAnEmptyOneHas();
    void endsAfterATime();
    void endsAfterATimeWhilePaused();
    void endsALossWithTheRecording();
    void statesNoGapFromBeforeItsTrigger();
    void endsALossWhenTheConnectionIsBack();
    void statesNoGapBeforeItsStart();
    void runsBesideAnother();

private:
    QString file(const char *name) const { return m_folder.filePath(QLatin1String(name)); }
    QTemporaryDir m_folder;
};

namespace {

constexpr qint64 second = 1'000'000'000;

MessagePredicate payloadIs(const QByteArray &payload)
{
    return [payload](const MessageView &message) {
        return message.payload == viewOf(payload);
    };
}

QString finish(Recorder &recorder)
{
    QSignalSpy finished(&recorder, &Recorder::finished);
    recorder.stop();
    return finished.wait(30'000) ? finished.first().at(2).toString() : QStringLiteral("it did not finish");
}

} // namespace

void TestRecordingLimits::pausesExactly()
{
    const auto notes = plainNotes(3000);
    Fanout fanout;
    Recorder recorder(fanout);
    QVERIFY(recorder.start(optionsFor(file("pause.gnat"))));
    publish(fanout, notes.first(1000));
    recorder.pause();
    QVERIFY(recorder.isPaused());
    publish(fanout, notes.mid(1000, 1000));
    QCOMPARE(recorder.figures().paused, 1000U);
    recorder.resume();
    QVERIFY(!recorder.isPaused());
    publish(fanout, notes.mid(2000));
    recorder.pause();
    publish(fanout, notes.first(7));
    recorder.resume();
    QCOMPARE(finish(recorder), QString());
    QVERIFY(readAll(recorder.path()) == notes.first(1000) + notes.mid(2000));
    QCOMPARE(query(recorder.path(), "SELECT reason || ' ' || count || ' ' || (until_ns >= at_ns) FROM gap"),
             QByteArray("paused 1000 1\npaused 7 1"));
}

void TestRecordingLimits::endsAPauseWithTheRecording()
{
    Fanout fanout;
    Recorder recorder(fanout);
    QVERIFY(recorder.start(optionsFor(file("pausedend.gnat"))));
    recorder.pause();
    publish(fanout, plainNotes(5));
    QCOMPARE(finish(recorder), QString());
    QCOMPARE(query(recorder.path(), "SELECT reason || ' ' || count FROM gap"), QByteArray("paused 5"));
    QCOMPARE(readAll(recorder.path())->size(), 0);
}

void TestRecordingLimits::savesWhatJustHappened()
{
    const auto now = wallNanoseconds();
    Fanout fanout;
    const PreTrigger before(fanout, {60 * second, 10'000'000});
    publish(fanout, plainNotes(100, now - 70 * second)); // too long ago
    const auto recent = plainNotes(200, now - 20 * second);
    publish(fanout, recent);
    publish(fanout, plainNotes(10, now - 20 * second), SourceId(99)); // of another connection
    Recorder recorder(fanout);
    auto options = optionsFor(file("before.gnat"));
    options.atHand = [&] {
        publish(fanout, {recent.last()}); // while it starts: neither lost nor written twice
        return before.ring();
    };
    options.before = {30 * second, 10'000'000};
    QVERIFY(recorder.start(options));
    const auto later = plainNotes(50, now);
    publish(fanout, later);
    QCOMPARE(finish(recorder), QString());
    const auto read = readAll(recorder.path());
    QVERIFY(read);
    QVERIFY2(*read == recent + QList<Note>{recent.last()} + later, qPrintable(QString::number(read->size())));
}

void TestRecordingLimits::keepsNoMoreThanItsLimits()
{
    const auto now = wallNanoseconds();
    Fanout fanout;
    const PreTrigger before(fanout, {60 * second, 100'000});
    publish(fanout, plainNotes(20'000, now - second, 1000), source, 100);
    QVERIFY(before.bytes() <= 100'000);
    QVERIFY(!before.ring().batches().empty());
    QCOMPARE(before.ring().batches().back()->firstSequence() + before.ring().batches().back()->size(), 20'001U);
    publish(fanout, plainNotes(20'000, now - second, 1000), replayedSource, 100);
    QCOMPARE(before.ring().batches().back()->firstSequence() + before.ring().batches().back()->size(), 20'001U);
}

void TestRecordingLimits::waitsForTheMessageThatStartsIt()
{
    const auto notes = plainNotes(3000, 1'700'000'000 * second, second / 100);
    Fanout fanout;
    Recorder recorder(fanout);
    auto options = optionsFor(file("start.gnat"));
    options.startWhen = payloadIs("payload 2000");
    options.before = {5 * second, 10'000'000};
    QVERIFY(recorder.start(options));
    QCOMPARE(recorder.figures().state, RecordingState::Waiting);
    publish(fanout, notes);
    QCOMPARE(finish(recorder), QString());
    QVERIFY(readAll(recorder.path()) == notes.mid(1500));
}

void TestRecordingLimits::endsWithTheMessageThatStopsIt()
{
    const auto notes = plainNotes(3000);
    Fanout fanout;
    Recorder recorder(fanout);
    QSignalSpy finished(&recorder, &Recorder::finished);
    auto options = optionsFor(file("stop.gnat"));
    options.stopWhen = payloadIs("payload 1234");
    QVERIFY(recorder.start(options));
    publish(fanout, notes);
    QVERIFY(finished.wait(10'000));
    QVERIFY(readAll(recorder.path()) == notes.first(1235));
}

void TestRecordingLimits::isNotStoppedByWhatCameBefore_data()
{
    QTest::addColumn<bool>("isTriggered");
    QTest::newRow("before the button was pressed") << false;
    QTest::newRow("before the message that starts it") << true;
}

/// What ends it comes three times: before it begins, at the end, and after that.
void TestRecordingLimits::isNotStoppedByWhatCameBefore()
{
    QFETCH(const bool, isTriggered);
    auto notes = plainNotes(100, wallNanoseconds() - second);
    for (const int i : {20, 80, 90})
        notes[i].payload = "done";
    Fanout fanout;
    const PreTrigger before(fanout, {60 * second, 10'000'000});
    Recorder recorder(fanout);
    QSignalSpy finished(&recorder, &Recorder::finished);
    auto options = optionsFor(file("stopbefore.gnat"));
    options.overwrite = true;
    options.before = {30 * second, 10'000'000};
    options.stopWhen = payloadIs("done");
    if (isTriggered)
        options.startWhen = payloadIs("payload 50");
    else
        options.atHand = [&] {
            return before.ring();
        };
    publish(fanout, isTriggered ? QList<Note>() : notes.first(50), source, 7);
    QVERIFY(recorder.start(options));
    publish(fanout, isTriggered ? notes : notes.mid(50), source, 7);
    QVERIFY(finished.wait(20'000));
    QVERIFY(readAll(recorder.path()) == notes.first(81));
}

void TestRecordingLimits::endsAtASize()
{
    Fanout fanout;
    Recorder recorder(fanout);
    QSignalSpy finished(&recorder, &Recorder::finished);
    auto options = optionsFor(file("size.gnat"));
    options.maxFileBytes = 2'000'000;
    QVERIFY(recorder.start(options));
    auto notes = plainNotes(20'000);
    for (auto &note : notes)
        note.payload.append(QByteArray(1000, 'x'));
    publish(fanout, notes);
    QVERIFY(finished.wait(20'000));
    const auto kept = recorder.figures().messages;
    QVERIFY2(kept > 0 && kept <= 10'000, qPrintable(QString::number(kept)));
    QVERIFY(readAll(recorder.path()) == notes.first(static_cast<qsizetype>(kept)));
}

void TestRecordingLimits::refusesASizeThatAnEmptyOneHas()
{
    Fanout fanout;
    Recorder recorder(fanout);
    auto options = optionsFor(file("tiny.gnat"));
    options.maxFileBytes = 999'999;
    const auto started = recorder.start(options);
    QVERIFY(!started);
    QCOMPARE(started.error().message, std::string("A recording needs at least 1 MB."));
    QVERIFY(!QFile::exists(file("tiny.gnat")));
    options.maxFileBytes = 1'000'000;
    QVERIFY(recorder.start(options));
}

void TestRecordingLimits::endsAfterATime()
{
    Fanout fanout;
    Recorder recorder(fanout);
    QSignalSpy finished(&recorder, &Recorder::finished);
    auto options = optionsFor(file("time.gnat"));
    options.maxMs = 300;
    QVERIFY(recorder.start(options));
    QVERIFY(finished.wait(10'000));
    QVERIFY(recorder.figures().elapsedMs >= 300);
}

void TestRecordingLimits::endsAfterATimeWhilePaused()
{
    Fanout fanout;
    Recorder recorder(fanout);
    QSignalSpy finished(&recorder, &Recorder::finished);
    HeldStart start;
    auto options = optionsFor(file("pausedtime.gnat"));
    options.startWhen = start.predicate();
    options.maxMs = 100;
    QVERIFY(recorder.start(options));
    publish(fanout, plainNotes(1));
    recorder.pause();
    publish(fanout, plainNotes(5));
    start.letGo();
    QVERIFY(finished.wait(20'000));
    QCOMPARE(query(recorder.path(), "SELECT reason || ' ' || count FROM gap"), QByteArray("paused 5"));
}

/// Nobody stops it by hand, and the connection does not come back.
void TestRecordingLimits::endsALossWithTheRecording()
{
    Fanout fanout;
    Recorder recorder(fanout);
    QSignalSpy finished(&recorder, &Recorder::finished);
    HeldStart start;
    auto options = optionsFor(file("lossatend.gnat"));
    options.startWhen = start.predicate();
    options.maxMs = 200;
    QVERIFY(recorder.start(options));
    publish(fanout, plainNotes(1));
    const auto lostNs = wallNanoseconds();
    recorder.beginLoss(source, lostNs);
    start.letGo();
    QVERIFY(finished.wait(20'000));
    QCOMPARE(query(recorder.path(), "SELECT reason || ' ' || count || ' ' || (at_ns - " + QByteArray::number(lostNs) +
                                        ") || ' ' || (until_ns - at_ns >= 200000000) FROM gap"),
             QByteArray("connection lost 0 0 1"));
}

/// It waits for long, and much happens before it begins.
void TestRecordingLimits::statesNoGapFromBeforeItsTrigger()
{
    Fanout fanout;
    Recorder recorder(fanout);
    auto options = optionsFor(file("waited.gnat"));
    options.startWhen = payloadIs("payload 3");
    options.before.ns = second;
    const auto start = wallNanoseconds();
    options.startedNs = start - 100 * second;
    QVERIFY(recorder.start(options));
    recorder.addGap({start - 90 * second, start - 80 * second, QStringLiteral("slow consumer"), 1});
    recorder.addGap({start - 70 * second, start + second, QStringLiteral("slow consumer"), 2});
    recorder.beginLoss(source, start - 60 * second);
    recorder.addMark(start - 50 * second, QStringLiteral("note"), QStringLiteral("kept"));
    QTRY_COMPARE_WITH_TIMEOUT(query(recorder.path(), "SELECT count(*) FROM mark"), QByteArray("1"), 20'000);
    QCOMPARE(query(recorder.path(), "SELECT count(*) FROM gap"), QByteArray("0"));
    publish(fanout, plainNotes(10, start, 0));
    recorder.endLoss(source, start + second);
    QCOMPARE(finish(recorder), QString());
    QCOMPARE(readAll(recorder.path())->size(), 10);
    QCOMPARE(query(recorder.path(), "SELECT reason || ' ' || count || ' ' || (at_ns - " +
                                        QByteArray::number(start - second) + ") FROM gap ORDER BY reason"),
             QByteArray("connection lost 0 0\nslow consumer 2 0"));
}

void TestRecordingLimits::endsALossWhenTheConnectionIsBack()
{
    Fanout fanout;
    Recorder recorder(fanout);
    QVERIFY(recorder.start(optionsFor(file("loss.gnat"))));
    const auto now = wallNanoseconds();
    recorder.beginLoss(source, now);
    recorder.beginLoss(SourceId(8), now + 1);
    recorder.endLoss(source, now + 5);
    recorder.endLoss(source, now + 6); // it was not lost
    recorder.endLoss(SourceId(8), now + 9);
    QCOMPARE(finish(recorder), QString());
    QCOMPARE(query(recorder.path(), "SELECT until_ns - at_ns FROM gap ORDER BY at_ns"), QByteArray("5\n8"));
}

/// What was saved from before the start belongs to the recording.
void TestRecordingLimits::statesNoGapBeforeItsStart()
{
    const auto start = wallNanoseconds();
    Fanout fanout;
    for (const qint64 before : {0, 5}) {
        Recorder recorder(fanout);
        auto options = optionsFor(file("clamped.gnat"));
        options.overwrite = true;
        options.startedNs = start;
        options.before.ns = before * second;
        if (before > 0)
            options.atHand = [] {
                return BatchRing({});
            };
        QVERIFY(recorder.start(options));
        recorder.beginLoss(source, start - 60 * second);
        recorder.endLoss(source, start + second);
        recorder.addGap({start - 9 * second, start - 6 * second, QStringLiteral("slow consumer"), 1});
        recorder.addGap({start - 9 * second, start + 2 * second, QStringLiteral("slow consumer"), 2});
        QCOMPARE(finish(recorder), QString());
        const auto from = QByteArray::number(start - before * second);
        QCOMPARE(query(recorder.path(), "SELECT (at_ns - " + from + ") || ' ' || count FROM gap ORDER BY until_ns"),
                 QByteArray("0 0\n0 2"));
    }
}

void TestRecordingLimits::runsBesideAnother()
{
    const auto notes = plainNotes(1000);
    Fanout fanout;
    Recorder first(fanout);
    Recorder other(fanout);
    QVERIFY(first.start(optionsFor(file("first.gnat"))));
    auto options = optionsFor(file("other.gnat"));
    options.wanted = payloadIs("payload 5");
    QVERIFY(other.start(options));
    publish(fanout, notes);
    QCOMPARE(finish(first), QString());
    QCOMPARE(finish(other), QString());
    QVERIFY(readAll(first.path()) == notes);
    QVERIFY(readAll(other.path()) == notes.mid(5, 1));
}

QTEST_GUILESS_MAIN(TestRecordingLimits)
#include "tst_recordinglimits.moc"
