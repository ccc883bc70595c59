// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/clock.h"
#include "core/continuousclock.h"
#include "recording/pretrigger.h"
#include "recordingfixture.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <chrono>

using namespace gnat;
using namespace gnat::test;

namespace {
constexpr qint64 second = 1'000'000'000;
constexpr qint64 hour = 3600 * second;
std::atomic<qint64> wallAheadNs = 0;
} // namespace

// This program's clocks, in place of those in core: the wall clock is one that somebody sets.
std::int64_t gnat::wallNanoseconds()
{
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::nanoseconds>(now).count() + wallAheadNs;
}

std::int64_t gnat::monotonicNanoseconds()
{
    const auto now = std::chrono::steady_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::nanoseconds>(now).count();
}

/// Somebody sets the wall clock while it is recorded: order and spacing in the file stay true, and a mark says it.
class TestRecordingClock : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { wallAheadNs = 0; }
    void goesOnEvenly_data();
    void goesOnEvenly();
    void splitsByTimeThatPassed_data() { goesOnEvenly_data(); }
    void splitsByTimeThatPassed();
    void placesWhatWasAtHand_data() { goesOnEvenly_data(); }
    void placesWhatWasAtHand();

private:
    QString file(const char *name) const { return m_folder.filePath(QLatin1String(name)); }
    QTemporaryDir m_folder;
};

namespace {

/// A connection: stamps what it publishes as it comes, and tells by which clock, as DeliveryFeed does.
class Source
{
public:
    explicit Source(Fanout &fanout) : m_fanout(fanout) {}

    /// Ten messages a second apart, as if they had come until `endNs` of continuous time.
    void publishTen(qint64 endNs)
    {
        const auto offset = wallOffset();
        if (std::abs(offset - m_offsetNs) >= clockStepNs) {
            m_offsetNs = offset;
            m_fanout.noteClock(source, m_offsetNs);
        }
        publish(m_fanout, plainNotes(10, endNs - 9 * second + m_offsetNs, second));
    }

private:
    Fanout &m_fanout;
    qint64 m_offsetNs = 0;
};

QString finish(Recorder &recorder)
{
    QSignalSpy finished(&recorder, &Recorder::finished);
    recorder.stop();
    return finished.wait(30'000) ? finished.first().at(2).toString() : QStringLiteral("it did not finish");
}

/// Between neighbours, in whole milliseconds.
QList<qint64> spacingOf(const QList<Note> &notes)
{
    QList<qint64> spacing;
    for (qsizetype i = 1; i < notes.size(); ++i)
        spacing << (notes.at(i).atNs - notes.at(i - 1).atNs + 500'000) / 1'000'000;
    return spacing;
}

bool isClose(qint64 ns, qint64 otherNs)
{
    return std::abs(ns - otherNs) < 50'000'000;
}

} // namespace

void TestRecordingClock::goesOnEvenly_data()
{
    QTest::addColumn<qint64>("step");
    QTest::newRow("an hour back") << -hour;
    QTest::newRow("an hour on") << hour;
}

void TestRecordingClock::goesOnEvenly()
{
    QFETCH(const qint64, step);
    const auto path = file(step > 0 ? "forward.gnat" : "back.gnat");
    Fanout fanout;
    Recorder recorder(fanout);
    QVERIFY(recorder.start(optionsFor(path)));
    const auto startNs = continuousNanoseconds();
    const auto startOffset = wallOffset();
    Source live(fanout);
    live.publishTen(startNs + 10 * second);
    QTRY_COMPARE_WITH_TIMEOUT(recorder.figures().messages, 10U, 20'000);
    wallAheadNs = step;
    recorder.addMark(wallNanoseconds(), QStringLiteral("mark"), QStringLiteral("after it"));
    recorder.addGap({wallNanoseconds(), wallNanoseconds() + second, QStringLiteral("slow consumer"), 1});
    live.publishTen(startNs + 20 * second);
    QTRY_COMPARE_WITH_TIMEOUT(recorder.figures().messages, 20U, 20'000);
    wallAheadNs = 0;
    live.publishTen(startNs + 30 * second);
    QCOMPARE(finish(recorder), QString());

    const auto notes = readAll(path);
    QVERIFY(notes);
    QCOMPARE(spacingOf(*notes), QList<qint64>(29, 1000));
    QVERIFY(isClose(notes->first().atNs, startNs + second + startOffset));
    const auto number = [&](const char *sql) {
        return query(path, sql).toLongLong();
    };
    QVERIFY(isClose(number("SELECT mono_offset_ns FROM session"), startOffset));
    QVERIFY(number("SELECT ended_ns - started_ns FROM session") < 60 * second);
    QVERIFY(number("SELECT abs(at_ns - started_ns) FROM mark, session WHERE kind = 'mark'") < 60 * second);
    QVERIFY(isClose(number("SELECT until_ns - at_ns FROM gap"), second));
    QVERIFY(number("SELECT abs(at_ns - started_ns) FROM gap, session") < 60 * second);
    const auto forward = QByteArray("the computer's clock was set 3600.000 s forward; times here go on without that");
    const auto back = QByteArray("the computer's clock was set 3600.000 s back; times here go on without that");
    QCOMPARE(query(path, "SELECT text FROM mark WHERE kind = 'clock set' ORDER BY at_ns"),
             step > 0 ? forward + '\n' + back : back + '\n' + forward);
}

void TestRecordingClock::splitsByTimeThatPassed()
{
    QFETCH(const qint64, step);
    Fanout fanout;
    Recorder recorder(fanout);
    auto options = optionsFor(file("split.gnat"));
    options.overwrite = true;
    options.split.ms = 14'500;
    QVERIFY(recorder.start(options));
    const auto startNs = continuousNanoseconds();
    Source live(fanout);
    live.publishTen(startNs + 10 * second);
    wallAheadNs = step;
    live.publishTen(startNs + 20 * second);
    live.publishTen(startNs + 30 * second);
    QCOMPARE(finish(recorder), QString());
    const auto parts = recordingPartPaths(file("split.gnat"));
    QCOMPARE(parts.size(), 2);
    for (const auto &part : parts)
        QCOMPARE(readAll(part)->size(), 15);
    // The second says by itself, and once, that its times are not those of the clock on the wall.
    for (const auto &part : parts)
        QCOMPARE(query(part, "SELECT kind FROM mark"), QByteArray("clock set"));
}

/// What came before the button was pressed keeps its distance to what came after, though the clock was set between.
void TestRecordingClock::placesWhatWasAtHand()
{
    QFETCH(const qint64, step);
    Fanout fanout;
    const PreTrigger before(fanout, {60 * second, 10'000'000});
    Source live(fanout);
    const auto startNs = continuousNanoseconds();
    live.publishTen(startNs);
    wallAheadNs = step;
    Recorder recorder(fanout);
    auto options = optionsFor(file("athand.gnat"));
    options.overwrite = true;
    options.atHand = [&] {
        return before.ring();
    };
    options.before.ns = 30 * second;
    QVERIFY(recorder.start(options));
    live.publishTen(startNs + 10 * second);
    QCOMPARE(finish(recorder), QString());
    const auto notes = readAll(recorder.path());
    QVERIFY(notes);
    QCOMPARE(spacingOf(*notes), QList<qint64>(19, 1000));
    QCOMPARE(query(recorder.path(), "SELECT count(*) FROM mark"), QByteArray("0"));
}

QTEST_GUILESS_MAIN(TestRecordingClock)
#include "tst_recordingclock.moc"
