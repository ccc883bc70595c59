// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/clock.h"
#include "support/natsserverprocess.h"
#include "support/qtwarnings.h"
#include "support/steadypublisher.h"
#include "traffic/messagelog.h"
#include "traffic/trafficview.h"
#include "workspace.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace gnat;

namespace {

constexpr int deadline = 20'000;
constexpr qint64 ms = 1'000'000;

} // namespace

/// What a recording states of a connection that was lost, over a real server.
class RecordingGapsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void beginWithTheLastSignOfLife();
    void tellOfASilenceAtTheEnd();
    void areStatedOfWhatWasAtHand();
    void endWhereTheConnectionIsClosed();

private:
    void comeBack();
    QList<RecordedGap> stopAndRead();

    QTemporaryDir m_folder;
    std::unique_ptr<test::NatsServerProcess> m_server;
    std::unique_ptr<Workspace> m_workspace;
    std::unique_ptr<test::SteadyPublisher> m_publisher;
    Connection *m_connection = nullptr;
};

/// A server, a connection to it, and 500 messages a second.
void RecordingGapsTest::init()
{
    test::failOnQtWarnings();
    m_server = std::make_unique<test::NatsServerProcess>();
    QVERIFY2(m_server->start(), qPrintable(m_server->errorText()));
    m_workspace = std::make_unique<Workspace>();
    m_workspace->preferences().setRecordingFolder(m_folder.path());
    auto profile = profileFromUrls(m_server->url()).value();
    profile.subscriptions = QStringList{QStringLiteral("a.>")};
    if (QByteArray(QTest::currentTestFunction()) == "beginWithTheLastSignOfLife")
        profile.pingIntervalMs = 1'000;
    m_connection = m_workspace->connectTo(profile);
    bool isSubscribed = false;
    connect(m_connection, &Connection::subscriptionsConfirmed, this, [&isSubscribed] { isSubscribed = true; });
    QTRY_VERIFY_WITH_TIMEOUT(isSubscribed, deadline);
    m_connection->disconnect(this);
    m_publisher = std::make_unique<test::SteadyPublisher>(m_server->port(), "steady", "a.b", 10);
    QTRY_VERIFY_WITH_TIMEOUT(m_workspace->traffic().log().count() > 100, deadline);
}

void RecordingGapsTest::cleanup()
{
    m_publisher.reset();
    m_workspace.reset();
    m_server.reset();
}

/// The server is started anew, and the connection is there again.
void RecordingGapsTest::comeBack()
{
    m_publisher.reset();
    m_server->kill();
    QVERIFY2(m_server->start(), qPrintable(m_server->errorText()));
    m_connection->tryNow();
    QTRY_COMPARE_WITH_TIMEOUT(m_connection->state(), ConnectionState::Connected, deadline);
}

QList<RecordedGap> RecordingGapsTest::stopAndRead()
{
    m_workspace->stopRecording();
    if (!QTest::qWaitFor([&] { return !m_workspace->recorder().isRecording(); }, deadline))
        return {};
    const auto reader = RecordingReader::open(m_workspace->recorder().path());
    const auto summary = reader ? reader.value().summary() : Result<RecordingSummary>(reader.error());
    return summary ? summary.value().gaps : QList<RecordedGap>();
}

/// A server that stands still is noticed after pings in vain. What it did not send is missing from before that on.
void RecordingGapsTest::beginWithTheLastSignOfLife()
{
    m_workspace->startRecording();
    QTRY_VERIFY_WITH_TIMEOUT(m_workspace->recorder().figures().messages > 100, deadline);
    m_server->pause();
    const auto pausedNs = wallNanoseconds();
    QTRY_COMPARE_WITH_TIMEOUT(m_connection->state(), ConnectionState::Reconnecting, deadline);
    const auto noticedNs = wallNanoseconds();
    QVERIFY(noticedNs - pausedNs > 500 * ms);
    comeBack();
    const auto backNs = wallNanoseconds();
    const auto gaps = stopAndRead();
    QCOMPARE(gaps.size(), 1);
    QCOMPARE(gaps.first().reason, QStringLiteral("connection lost"));
    QVERIFY2(std::abs(gaps.first().atNs - pausedNs) < 250 * ms,
             qPrintable(QString::number((gaps.first().atNs - pausedNs) / ms)));
    QVERIFY(gaps.first().untilNs > noticedNs && gaps.first().untilNs <= backNs);
}

/// The recording ends before anybody notices that the server stands still.
void RecordingGapsTest::tellOfASilenceAtTheEnd()
{
    constexpr qint64 silence = 8'000 * ms;
    m_workspace->startRecording();
    QTRY_VERIFY_WITH_TIMEOUT(m_workspace->recorder().figures().messages > 100, deadline);
    m_server->pause();
    const auto pausedNs = wallNanoseconds();
    QTRY_VERIFY_WITH_TIMEOUT(wallNanoseconds() - pausedNs > silence, deadline);
    QCOMPARE(m_connection->state(), ConnectionState::Connected);
    const auto gaps = stopAndRead();
    QCOMPARE(gaps.size(), 1);
    QCOMPARE(gaps.first().reason, QStringLiteral("connection lost"));
    QVERIFY(std::abs(gaps.first().atNs - pausedNs) < 250 * ms);
    QVERIFY(gaps.first().untilNs > pausedNs + silence);

    m_server->resume();
    const auto count = m_workspace->traffic().log().count();
    QTRY_VERIFY_WITH_TIMEOUT(m_workspace->traffic().log().count() > count + 100, deadline);
    m_workspace->startRecording(RecordingOptions());
    QCOMPARE(stopAndRead().size(), 0);
}

/// It is lost and back before the button is pressed: what was at hand has a hole, and the file says so.
void RecordingGapsTest::areStatedOfWhatWasAtHand()
{
    const auto beforeNs = wallNanoseconds();
    m_server->kill();
    QTRY_COMPARE_WITH_TIMEOUT(m_connection->state(), ConnectionState::Reconnecting, deadline);
    comeBack();
    const auto backNs = wallNanoseconds();
    m_workspace->startRecording();
    const auto gaps = stopAndRead();
    QCOMPARE(gaps.size(), 1);
    QCOMPARE(gaps.first().reason, QStringLiteral("connection lost"));
    QVERIFY(gaps.first().atNs > beforeNs - 250 * ms && gaps.first().untilNs <= backNs);
    QVERIFY(gaps.first().untilNs > gaps.first().atNs);

    m_workspace->startRecording(RecordingOptions()); // nothing from before belongs to that one
    const auto later = stopAndRead();
    QCOMPARE(later.size(), 0);
}

/// Who closes a lost connection is not owed anything from then on.
void RecordingGapsTest::endWhereTheConnectionIsClosed()
{
    m_workspace->startRecording();
    m_server->kill();
    QTRY_COMPARE_WITH_TIMEOUT(m_connection->state(), ConnectionState::Reconnecting, deadline);
    m_connection->close();
    QTRY_COMPARE_WITH_TIMEOUT(m_connection->state(), ConnectionState::Closed, deadline);
    const auto closedNs = wallNanoseconds();
    const auto gaps = stopAndRead();
    QCOMPARE(gaps.size(), 1);
    QVERIFY(gaps.first().untilNs <= closedNs);
}

QTEST_GUILESS_MAIN(RecordingGapsTest)
#include "tst_recordinggaps.moc"
