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
constexpr double ratePerSecond = 500; // ten each 20 ms

/// What a publisher of that rate sends in the time since `fromNs`.
double sentSince(std::int64_t fromNs)
{
    return ratePerSecond * static_cast<double>(monotonicNanoseconds() - fromNs) / 1e9;
}

} // namespace

/// The ledger over real servers: what is replayed, cut off or silently lost is in it.
class LedgerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { test::failOnQtWarnings(); }
    void aReplayToTheViewsIsReceived();
    void aSlowConsumerComesBack();
    void aServerThatStandsStillIsMissed();
    void aLossWithoutARateIsNotKnown();

private:
    QTemporaryDir m_folder;
};

/// Recorded from a real server, and played to the views alone.
void LedgerTest::aReplayToTheViewsIsReceived()
{
    Workspace workspace;
    workspace.preferences().setRecordingFolder(m_folder.path());
    auto *demo = workspace.startDemo();
    QVERIFY(demo);
    QTRY_COMPARE(demo->state(), ConnectionState::Connected);
    workspace.startRecording();
    const auto path = workspace.recorder().path();
    QTRY_VERIFY_WITH_TIMEOUT(workspace.recorder().figures().messages > 200, deadline);
    workspace.stopRecording();
    QTRY_VERIFY(!workspace.recorder().isRecording());
    const auto recorded = workspace.recorder().figures().messages;
    workspace.stopBroker();
    workspace.traffic().drain();
    const auto before = workspace.traffic().figures();
    QCOMPARE(before.replayed, 0U);

    ReplayOptions options;
    options.path = path;
    options.pace = {ReplayPace::Kind::Max, 1};
    options.includeSystem = true;
    QSignalSpy ended(&workspace.replayer(), &Replayer::finished);
    QVERIFY(workspace.replayer().play(options, workspace.replayTarget({.source = replayedSource})));
    QTRY_COMPARE_WITH_TIMEOUT(ended.count(), 1, deadline);
    QTRY_COMPARE(workspace.traffic().figures().kept, before.kept + recorded);
    const auto after = workspace.traffic().figures();
    QCOMPARE(after.inHand(), 0);
    QCOMPARE(after.waiting, 0U);
    QCOMPARE(after.replayed, recorded);
    QCOMPARE(after.received, before.received + recorded);
}

void LedgerTest::aSlowConsumerComesBack()
{
    Workspace workspace;
    auto *demo = workspace.startDemo();
    QVERIFY(demo);
    QTRY_COMPARE(demo->state(), ConnectionState::Connected);
    auto &log = workspace.traffic().log();
    QTRY_VERIFY_WITH_TIMEOUT(log.count() > 300, deadline); // about two seconds
    QSignalSpy states(demo, &Connection::stateChanged);
    const auto plan = FaultPlan::parse({"slow-consumer,client=Gnatcatcher"});
    QVERIFY(plan.isOk());
    QVERIFY(workspace.broker().setFaults(plan.value()).isOk());
    QTRY_COMPARE_WITH_TIMEOUT(demo->state(), ConnectionState::Reconnecting, deadline);
    QVERIFY2(demo->lastError().contains(QStringLiteral("slow consumer")), qPrintable(demo->lastError()));
    QVERIFY(workspace.broker().setFaults({}).isOk());
    QTRY_COMPARE_WITH_TIMEOUT(demo->state(), ConnectionState::Connected, deadline);
    const auto kept = log.count();
    QTRY_VERIFY_WITH_TIMEOUT(log.count() > kept + 50, deadline); // its subscriptions are back
    for (const auto &state : states)
        QVERIFY(state.at(0).value<ConnectionState>() != ConnectionState::Failed);
    QVERIFY(workspace.traffic().figures().missed > 0);
    QTRY_COMPARE(workspace.traffic().figures().inHand(), 0);
}

/// No packet, no end of the stream: two pings in vain tell it, long after the last message.
void LedgerTest::aServerThatStandsStillIsMissed()
{
    test::NatsServerProcess server;
    QVERIFY2(server.start(), qPrintable(server.errorText()));
    Workspace workspace;
    auto profile = profileFromUrls(server.url()).value();
    profile.subscriptions = QStringList{QStringLiteral("a.>")};
    profile.pingIntervalMs = 1'500;
    auto *connection = workspace.connectTo(profile);
    bool isSubscribed = false;
    connect(connection, &Connection::subscriptionsConfirmed, this, [&isSubscribed] { isSubscribed = true; });
    QTRY_VERIFY(isSubscribed);
    auto publisher = std::make_unique<test::SteadyPublisher>(server.port(), "steady", "a.b", 10);
    QTRY_VERIFY_WITH_TIMEOUT(workspace.traffic().log().count() > 1'500, deadline);
    const auto from = monotonicNanoseconds();
    server.pause();
    QTRY_COMPARE_WITH_TIMEOUT(connection->state(), ConnectionState::Reconnecting, deadline);
    publisher.reset();
    server.kill();
    QVERIFY2(server.start(), qPrintable(server.errorText()));
    connection->tryNow();
    QTRY_COMPARE_WITH_TIMEOUT(connection->state(), ConnectionState::Connected, deadline);
    const auto sent = sentSince(from);
    QVERIFY2(sent > 1'000, qPrintable(QString::number(sent))); // it took its time
    const auto missed = static_cast<double>(workspace.traffic().figures().missed);
    QVERIFY2(missed > 0.5 * sent && missed < 1.5 * sent, qPrintable(QStringLiteral("%1 of %2").arg(missed).arg(sent)));
    QCOMPARE(workspace.traffic().figures().unknownLosses, 0U);
}

void LedgerTest::aLossWithoutARateIsNotKnown()
{
    test::NatsServerProcess server;
    QVERIFY2(server.start(), qPrintable(server.errorText()));
    Workspace workspace;
    auto *connection = workspace.connectTo(profileFromUrls(server.url()).value());
    connect(connection, &Connection::stateChanged, this, [&server](ConnectionState state) {
        if (state == ConnectionState::Connected && server.isRunning())
            server.kill(); // nothing was seen yet
    });
    QTRY_COMPARE_WITH_TIMEOUT(connection->state(), ConnectionState::Reconnecting, deadline);
    connection->disconnect(this);
    QVERIFY2(server.start(), qPrintable(server.errorText()));
    connection->tryNow();
    QTRY_COMPARE_WITH_TIMEOUT(connection->state(), ConnectionState::Connected, deadline);
    QCOMPARE(workspace.traffic().figures().missed, 0U);
    QCOMPARE(workspace.traffic().figures().unknownLosses, 1U);
}

QTEST_GUILESS_MAIN(LedgerTest)
#include "tst_ledger.moc"
