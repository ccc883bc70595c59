// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/clienthelpers.h"
#include "core/clock.h"
#include "publishertarget.h"
#include "recording/recordingfixture.h"
#include "recording/replayer.h"
#include "support/farrelay.h"
#include "support/natspeer.h"

#include <QTemporaryDir>
#include <QTest>

#include <mutex>

using namespace gnat;
using namespace gnat::test;

namespace {
constexpr int deadline = 60'000;
constexpr qint64 ms = 1'000'000;
constexpr qint64 start = 1'700'000'000'000'000'000;
} // namespace

/// A replay to a real server that is far away: its timing does not wait for answers, and what no answer confirmed is
/// counted. What arrives is seen by a plain libnats subscriber that is near.
class FarReplayTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void keepsTheOriginalTiming();
    void countsWhatNoAnswerConfirmed();
    void isConfirmedThoughAnswersTakeLong();
    void stopsSoonThoughNobodyAnswers();

private:
    void make(const QList<Note> &notes);
    qsizetype arrived()
    {
        const std::lock_guard lock(m_mutex);
        return m_times.size();
    }

    QTemporaryDir m_folder;
    int m_files = 0;
    NatsServerProcess m_server;
    NatsPeer m_peer;
    ReplayOptions m_options;
    std::mutex m_mutex;  // guards all below: libnats delivers on its own thread
    QByteArray m_prefix; ///< of the subjects that this test sends on
    QList<int> m_numbers;
    QList<qint64> m_times;
};

void FarReplayTest::initTestCase()
{
    QVERIFY2(m_server.start(), qPrintable(m_server.errorText()));
    QVERIFY(m_peer.connect(m_server.url()));
    QVERIFY(m_peer.subscribe("m.>", [this](const PeerMessage &seen) {
        const auto now = monotonicNanoseconds();
        const std::lock_guard lock(m_mutex);
        if (!seen.subject.startsWith(m_prefix))
            return; // of a test before, which the server had read and not handed on
        m_numbers << seen.payload.mid(8).toInt();
        m_times << now;
    }));
    QVERIFY(m_peer.flush());
}

void FarReplayTest::init()
{
    m_options = {};
}

void FarReplayTest::make(const QList<Note> &notes)
{
    m_options.path = m_folder.filePath(QStringLiteral("%1.gnat").arg(++m_files));
    QCOMPARE(record(m_options.path, notes), QString());
    const std::lock_guard lock(m_mutex);
    m_numbers.clear();
    m_times.clear();
    m_prefix = "m.test" + QByteArray::number(m_files) + '.';
    QVERIFY(m_options.remap.addRule("m.*=" + m_prefix.toStdString() + "$1").isOk());
}

void FarReplayTest::keepsTheOriginalTiming()
{
    constexpr int count = 300;
    make(plainNotes(count, start, 10 * ms));
    const FarRelay relay(m_server.port(), 75);
    Client client(relay.url());
    QVERIFY(client.connects());
    Replayer replayer;
    QSignalSpy ended(&replayer, &Replayer::finished);
    QVERIFY(replayer.play(m_options, std::make_shared<PublisherTarget>(client.connection->publisher())).isOk());
    QVERIFY(ended.wait(deadline));
    QCOMPARE(ended.first().at(1).toString(), QString());
    QCOMPARE(arrived(), count); // the end is confirmed
    const auto figures = replayer.figures();
    QCOMPARE(figures.sent, quint64(count));
    QCOMPARE(figures.uncertain, 0U);
    // 45 s and a shift for each message, if it waited for answers. The plan is 2.99 s.
    const auto took = m_times.last() - m_times.first() - figures.shiftedNs;
    QVERIFY2(qAbs(took - (count - 1) * 10 * ms) < 1000 * ms, QByteArray::number(took).constData());
    QVERIFY2(figures.shifts < 5, QByteArray::number(figures.shifts).constData());
    QVERIFY2(figures.p50LateNs < 20 * ms, QByteArray::number(figures.p50LateNs).constData());
    for (int i = 0; i < count; ++i)
        QCOMPARE(m_numbers.at(i), i);
}

void FarReplayTest::countsWhatNoAnswerConfirmed()
{
    constexpr qsizetype size = 1000;
    auto notes = plainNotes(1000);
    for (auto &note : notes)
        note.payload = note.payload.leftJustified(size, '.');
    make(notes);
    m_options.pace = ReplayPace::max();
    m_options.range.rounds = 0;
    m_options.stopWhenTargetLost = true;
    FarRelay relay(m_server.port(), 5);
    Client client(relay.url());
    QVERIFY(client.connects());
    const auto target = std::make_shared<PublisherTarget>(client.connection->publisher());
    Replayer replayer;
    QSignalSpy ended(&replayer, &Replayer::finished);
    QVERIFY(replayer.play(m_options, target).isOk());
    QTRY_VERIFY_WITH_TIMEOUT(arrived() >= 5000, deadline);
    relay.holdAnswers();
    // It goes on until a megabyte is under way.
    QTRY_VERIFY_WITH_TIMEOUT(target->unconfirmed() * size >= 1'000'000, deadline);
    relay.breakAll();
    if (ended.isEmpty())
        QVERIFY(ended.wait(deadline));
    QVERIFY(!ended.first().at(1).toString().isEmpty());
    QVERIFY(m_peer.flush());
    const auto figures = replayer.figures();
    QVERIFY(figures.uncertain >= 1000);
    QVERIFY2(figures.uncertain < 1200, QByteArray::number(figures.uncertain).constData());
    QVERIFY2(quint64(arrived()) >= figures.sent - figures.uncertain, "something that was confirmed did not arrive");
}

void FarReplayTest::isConfirmedThoughAnswersTakeLong()
{
    make(plainNotes(10));
    const FarRelay relay(m_server.port(), 300);
    Client client(relay.url());
    QVERIFY(client.connects());
    Replayer replayer;
    QSignalSpy ended(&replayer, &Replayer::finished);
    QVERIFY(replayer.play(m_options, std::make_shared<PublisherTarget>(client.connection->publisher())).isOk());
    QVERIFY(ended.wait(deadline));
    QCOMPARE(replayer.figures().sent, 10U);
    QCOMPARE(replayer.figures().uncertain, 0U);
    QCOMPARE(arrived(), 10);
}

void FarReplayTest::stopsSoonThoughNobodyAnswers()
{
    make(plainNotes(100, start, 20 * ms));
    FarRelay relay(m_server.port(), 1);
    Client client(relay.url());
    QVERIFY(client.connects());
    Replayer replayer;
    QSignalSpy ended(&replayer, &Replayer::finished);
    QVERIFY(replayer.play(m_options, std::make_shared<PublisherTarget>(client.connection->publisher())).isOk());
    QTRY_VERIFY_WITH_TIMEOUT(arrived() >= 10, deadline);
    relay.holdAnswers();
    const auto before = arrived();
    QTRY_VERIFY_WITH_TIMEOUT(arrived() >= before + 5, deadline); // and it plays on
    replayer.stop();
    QVERIFY(ended.wait(10'000)); // not the half minute that an answer may take
    QCOMPARE(ended.first().at(1).toString(), QString());
    const auto figures = replayer.figures();
    QVERIFY(figures.uncertain >= 5);
    QVERIFY(figures.uncertain < figures.sent);
}

QTEST_GUILESS_MAIN(FarReplayTest)
#include "tst_farreplay.moc"
