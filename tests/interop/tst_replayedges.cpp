// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/clienthelpers.h"
#include "core/clock.h"
#include "publishertarget.h"
#include "recording/recordingfixture.h"
#include "recording/replayer.h"
#include "support/natspeer.h"

#include <QTemporaryDir>
#include <QTest>

#include <mutex>

using namespace gnat;
using namespace gnat::test;

namespace {
constexpr int deadline = 30'000;
constexpr qint64 ms = 1'000'000;
constexpr qint64 start = 1'700'000'000'000'000'000;
} // namespace

/// The edges of speed changes, pause, seek, range and loop, to a real server; when messages arrive is measured by a
/// plain libnats subscriber and a monotonic clock. On a busy machine anything may be late; nothing may be early against
/// the moment before what it counts from was asked for. What must be soon lies far within what it must not wait for.
class ReplayEdgesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup() { m_replayer.reset(); }
    void aFasterPaceShortensTheRunningWait();
    void aSlowerPaceLengthensTheRunningWait();
    void aPaceChangedWhilePausedHoldsAfterIt();
    void fromMaxToTimedTheDistanceCounts();
    void aPauseWithinAWaitStandsStill();
    void aPauseBeforeTheFirstMessage();
    void seeksToTheFirstAndTheLastMessage();
    void seeksBeforeATakeItToA();
    void seeksBehindBEndTheRound();
    void stepsBackNoFurtherThanA();
    void anAThatMovesBehindThePlayheadTakesItAlong();
    void aLoopOverOneMomentTakesASecondARound();
    void anEmptyRangeAndAnEmptyRecordingEndAtOnce();
    void equalTimesGoTogetherAndInOrder();
    void timesThatGoBackAreNoSlowPatch();

private:
    /// A message for each offset, its payload the number.
    void make(const QList<qint64> &offsets);
    void play();
    bool arrive(qsizetype count, int withinMs = deadline)
    {
        return QTest::qWaitFor([&] { return numbers().size() >= count; }, withinMs);
    }
    bool ends()
    {
        return QTest::qWaitFor([&] { return m_replayer->state() == ReplayState::Stopped; }, deadline);
    }
    QList<int> numbers()
    {
        const std::lock_guard lock(m_mutex);
        return m_numbers;
    }
    qint64 timeOf(qsizetype index)
    {
        const std::lock_guard lock(m_mutex);
        return m_times.at(index);
    }

    QTemporaryDir m_folder;
    int m_files = 0;
    NatsServerProcess m_server;
    NatsPeer m_peer;
    std::unique_ptr<Client> m_client;
    ReplayOptions m_options;
    std::unique_ptr<Replayer> m_replayer;
    qint64 m_played = 0; ///< before it began
    std::mutex m_mutex;  // guards all below: libnats delivers on its own thread
    QList<int> m_numbers;
    QList<qint64> m_times;
};

void ReplayEdgesTest::initTestCase()
{
    QVERIFY2(m_server.start(), qPrintable(m_server.errorText()));
    QVERIFY(m_peer.connect(m_server.url()));
    QVERIFY(m_peer.subscribe("e.>", [this](const PeerMessage &seen) {
        const auto now = monotonicNanoseconds();
        const std::lock_guard lock(m_mutex);
        m_numbers << seen.payload.toInt();
        m_times << now;
    }));
    QVERIFY(m_peer.flush());
    m_client = std::make_unique<Client>(m_server.url());
    QVERIFY(m_client->connects());
}

void ReplayEdgesTest::init()
{
    m_options = {};
    m_replayer = std::make_unique<Replayer>();
    const std::lock_guard lock(m_mutex);
    m_numbers.clear();
    m_times.clear();
}

void ReplayEdgesTest::make(const QList<qint64> &offsets)
{
    QList<Note> notes;
    for (const auto offset : offsets)
        notes.append({"e.x", {}, {}, QByteArray::number(notes.size()), start + offset});
    m_options.path = m_folder.filePath(QStringLiteral("%1.gnat").arg(++m_files));
    QCOMPARE(record(m_options.path, notes), QString());
}

void ReplayEdgesTest::play()
{
    m_played = monotonicNanoseconds();
    const auto playing =
        m_replayer->play(m_options, std::make_shared<PublisherTarget>(m_client->connection->publisher()));
    QVERIFY2(playing.isOk(), playing.isOk() ? "" : playing.error().message.c_str());
}

void ReplayEdgesTest::aFasterPaceShortensTheRunningWait()
{
    make({0, 100'000 * ms}); // longer than any deadline
    play();
    QVERIFY(arrive(1));
    m_replayer->setPace(ReplayPace::factor(500));
    QVERIFY2(arrive(2), "the old pace went on");
    QVERIFY2(timeOf(1) - m_played >= 200 * ms, "earlier than at five hundred times the speed all along");
}

void ReplayEdgesTest::aSlowerPaceLengthensTheRunningWait()
{
    make({0, 1000 * ms});
    play();
    QVERIFY(arrive(1));
    const auto changed = monotonicNanoseconds();
    m_replayer->setPace(ReplayPace::factor(0.5));
    const auto waited = monotonicNanoseconds() - m_played; // at the old pace, at most
    QVERIFY(arrive(2));
    QVERIFY(timeOf(1) - changed >= 2 * (1000 * ms - waited));
}

void ReplayEdgesTest::aPaceChangedWhilePausedHoldsAfterIt()
{
    make({0, 500 * ms, 1000 * ms});
    m_options.startPaused = true;
    play();
    m_replayer->step();
    QVERIFY(arrive(1));
    m_replayer->setPace(ReplayPace::factor(5));
    const auto resumed = monotonicNanoseconds();
    m_replayer->resume();
    QVERIFY(arrive(3));
    QVERIFY(timeOf(1) - resumed >= 99 * ms);
    QVERIFY(timeOf(2) - resumed >= 199 * ms);
}

void ReplayEdgesTest::fromMaxToTimedTheDistanceCounts()
{
    make({0, 300 * ms, 600 * ms});
    m_options.pace = ReplayPace::max();
    m_options.startPaused = true;
    play();
    m_replayer->step();
    QVERIFY(arrive(1));
    m_replayer->setPace(ReplayPace::factor(1));
    const auto resumed = monotonicNanoseconds();
    m_replayer->resume();
    QVERIFY(arrive(3));
    QVERIFY(timeOf(1) - resumed >= 299 * ms);
    QVERIFY(timeOf(2) - resumed >= 599 * ms);
}

void ReplayEdgesTest::aPauseWithinAWaitStandsStill()
{
    make({0, 1500 * ms});
    play();
    QVERIFY(arrive(1));
    m_replayer->pause();
    const auto waited = monotonicNanoseconds() - m_played; // at most
    QVERIFY(!arrive(2, 1700));                             // longer than the distance
    const auto resumed = monotonicNanoseconds();
    m_replayer->resume();
    QVERIFY(arrive(2));
    QVERIFY(timeOf(1) - resumed >= 1500 * ms - waited); // what was left of it
}

void ReplayEdgesTest::aPauseBeforeTheFirstMessage()
{
    make({0, 100 * ms});
    m_options.startPaused = true;
    play();
    QVERIFY(!arrive(1, 200));
    const auto resumed = monotonicNanoseconds();
    m_replayer->resume();
    QVERIFY(arrive(2) && ends());
    QVERIFY(timeOf(1) - resumed >= 99 * ms);
}

void ReplayEdgesTest::seeksToTheFirstAndTheLastMessage()
{
    make({0, 3'600'000 * ms, 7'200'000 * ms});
    play();
    QVERIFY(arrive(1));
    m_replayer->seek(0);
    QVERIFY(arrive(2));
    m_replayer->seek(7'200'000 * ms);
    QVERIFY(ends() && arrive(3));
    QCOMPARE(numbers(), (QList<int>{0, 0, 2}));
}

void ReplayEdgesTest::seeksBeforeATakeItToA()
{
    make({0, 1'000'000 * ms, 2'000'000 * ms, 3'000'000 * ms});
    m_options.range = {1'000'000 * ms, 2'000'000 * ms, 1};
    play();
    QVERIFY(arrive(1));
    m_replayer->seek(0);
    QVERIFY(arrive(2));
    m_replayer->setPace(ReplayPace::max());
    QVERIFY(ends() && arrive(3));
    QCOMPARE(numbers(), (QList<int>{1, 1, 2}));
}

void ReplayEdgesTest::seeksBehindBEndTheRound()
{
    make({0, 1'000'000 * ms, 2'000'000 * ms, 3'000'000 * ms});
    m_options.range = {0, 1'000'000 * ms, 2};
    play();
    QVERIFY(arrive(1));
    m_replayer->seek(3'000'000 * ms);
    QVERIFY(arrive(2)); // the second round
    m_replayer->seek(2'500'000 * ms);
    QVERIFY(ends());
    QCOMPARE(numbers(), (QList<int>{0, 0}));
    QCOMPARE(m_replayer->figures().rounds, 2U);
}

void ReplayEdgesTest::stepsBackNoFurtherThanA()
{
    make({0, 1000 * ms, 2000 * ms});
    m_options.range = {1000 * ms, {}, 1};
    m_options.startPaused = true;
    play();
    m_replayer->step();
    QVERIFY(arrive(1));
    for (int i = 0; i < 3; ++i)
        m_replayer->stepBack();
    QTRY_COMPARE(m_replayer->figures().nextRow, 1U);
    m_replayer->step();
    QVERIFY(arrive(2));
    QCOMPARE(numbers(), (QList<int>{1, 1}));
}

void ReplayEdgesTest::anAThatMovesBehindThePlayheadTakesItAlong()
{
    make({0, 1'000'000 * ms, 2'000'000 * ms, 3'000'000 * ms});
    play();
    QVERIFY(arrive(1));
    m_replayer->setRange({2'000'000 * ms, {}, 1});
    QVERIFY(arrive(2));
    QCOMPARE(numbers(), (QList<int>{0, 2}));
}

void ReplayEdgesTest::aLoopOverOneMomentTakesASecondARound()
{
    make({0});
    m_options.range.rounds = 0;
    m_options.pace = ReplayPace::factor(10);
    play();
    QVERIFY(arrive(4));
    QVERIFY2(timeOf(3) - m_played >= 3 * 100 * ms, "it ran wild");
    QCOMPARE(m_replayer->state(), ReplayState::Playing);

    init(); // the same where A and B are one
    make({0, 1000 * ms, 2000 * ms});
    m_options.range = {1000 * ms, 1000 * ms, 3};
    m_options.pace = ReplayPace::factor(10);
    play();
    QVERIFY(ends() && arrive(3));
    QCOMPARE(numbers(), (QList<int>{1, 1, 1}));
    QVERIFY(timeOf(2) - m_played >= 2 * 100 * ms);
}

void ReplayEdgesTest::anEmptyRangeAndAnEmptyRecordingEndAtOnce()
{
    make({0, 3'600'000 * ms});
    m_options.range = {1000 * ms, 2000 * ms, 0};
    play();
    QVERIFY(ends());
    make({});
    m_options.range = {0, {}, 0};
    play();
    QVERIFY(ends());
    QVERIFY(numbers().isEmpty());
}

void ReplayEdgesTest::equalTimesGoTogetherAndInOrder()
{
    make({0, 300 * ms, 300 * ms, 300 * ms, 600 * ms});
    m_options.range = {300 * ms, 300 * ms, 1}; // all three are in it
    play();
    QVERIFY(ends() && arrive(3));
    QCOMPARE(numbers(), (QList<int>{1, 2, 3}));

    init();
    make({0, 300 * ms, 300 * ms, 300 * ms, 600 * ms});
    play();
    QVERIFY(ends() && arrive(5));
    QCOMPARE(numbers(), (QList<int>{0, 1, 2, 3, 4}));
    QVERIFY(timeOf(4) - m_played >= 600 * ms);
}

/// Our recorder writes no such file; one of another program may hold them.
void ReplayEdgesTest::timesThatGoBackAreNoSlowPatch()
{
    make({0, 40'000 * ms, 40'000 * ms, 50'000 * ms});
    QVERIFY(execute(m_options.path, "UPDATE message SET at_ns = at_ns - 39900000000 WHERE id = 3"));
    m_options.pace = ReplayPace::factor(20);
    play();
    QVERIFY(ends() && arrive(4));
    QCOMPARE(numbers(), (QList<int>{0, 1, 2, 3}));
    // The third would be 1,995 ms behind, and the rest wait once more.
    QVERIFY2(m_replayer->figures().worstLateNs < 1900 * ms, "its own time was its plan");
}

QTEST_GUILESS_MAIN(ReplayEdgesTest)
#include "tst_replayedges.moc"
