// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/text.h"
#include "recording/recordingorigin.h"
#include "recording/recordingreader.h"
#include "recording/replayer.h"
#include "support/natsserverprocess.h"
#include "support/qtwarnings.h"
#include "traffic/messagelog.h"
#include "traffic/subjecttree.h"
#include "workspace.h"

#include <QDir>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace gnat;

/// The whole engine without a window: demo, record, replay, loss of a server, and the order of the end.
class WorkspaceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void demoFillsTreeAndLog();
    void subscribesToNothingUnasked();
    void serversAreListedAsRecent();
    void subscriptionsComeBack();
    void subjectsComeBack();
    void recordsAndReplays();
    void recordsOnlyAPart();
    void recordsSeveralAtOnce();
    void saysWhyARecordingCannotStart();
    void noticesALostServer();
    void demoGoesOnWhenNodesDie();
    void endsWhileEverythingRuns();

private:
    QTemporaryDir m_folder;
};

void WorkspaceTest::init()
{
    gnat::test::failOnQtWarnings();
}

void WorkspaceTest::demoFillsTreeAndLog()
{
    Workspace workspace;
    auto *demo = workspace.startDemo();
    QVERIFY(demo);
    auto &tree = workspace.traffic().tree();
    QTRY_VERIFY_WITH_TIMEOUT(tree.find(demo->id(), "user.get") != 0, 10'000);
    QTRY_VERIFY_WITH_TIMEOUT(workspace.traffic().log().count() > 200, 10'000);
    QCOMPARE(workspace.startDemo(), demo);
    workspace.traffic().drain();
    QVERIFY(tree.find(demo->id(), "iot.pump-07.telemetry") != 0);
    QCOMPARE(workspace.ledger().figures().droppedHere(), 0U);
}

void WorkspaceTest::subscribesToNothingUnasked()
{
    gnat::test::NatsServerProcess server;
    QVERIFY2(server.start(), qPrintable(server.errorText()));
    Workspace workspace;
    auto *connection = workspace.connectTo(profileFromUrls(server.url()).value());
    QTRY_COMPARE(connection->state(), ConnectionState::Connected);
    QVERIFY(connection->subscriptions().isEmpty());
}

void WorkspaceTest::serversAreListedAsRecent()
{
    Workspace workspace;
    workspace.connectTo(profileFromUrls(QStringLiteral("nats://ada:s3cret@127.0.0.1:1")).value());
    QVERIFY(workspace.startDemo());
    QCOMPARE(workspace.preferences().recentUrls().value(0), QStringLiteral("nats://127.0.0.1:1"));
}

void WorkspaceTest::subscriptionsComeBack()
{
    gnat::test::NatsServerProcess server;
    QVERIFY2(server.start(), qPrintable(server.errorText()));
    auto profile = profileFromUrls(server.url()).value();
    profile.subscriptions = QStringList{QStringLiteral("asked.>")};
    const auto have = [](const Connection &connection) {
        QStringList texts;
        for (const auto &subscription : connection.subscriptions())
            texts << QStringLiteral("%1 %2 %3")
                         .arg(QString::fromUtf8(subscription.pattern), QString::fromUtf8(subscription.queueGroup),
                              subscription.isOn ? QStringLiteral("on") : QStringLiteral("off"));
        texts.sort();
        return texts;
    };
    const QStringList wanted{QStringLiteral("mine.* workers on"), QStringLiteral("off.>  off")};
    {
        Workspace workspace;
        auto *connection = workspace.connectTo(profile);
        QTRY_COMPARE(connection->state(), ConnectionState::Connected);
        QCOMPARE(have(*connection), QStringList{QStringLiteral("asked.>  on")});
        connection->unsubscribe(connection->subscriptions().first().id);
        QVERIFY(connection->subscribe("mine.*", "workers"));
        connection->setSubscriptionOn(connection->subscribe("off.>").value(), false);
        QTRY_COMPARE(have(*connection), wanted);
    }
    Workspace workspace;
    auto *connection = workspace.connectTo(profile);
    QTRY_COMPARE(connection->state(), ConnectionState::Connected);
    QTRY_COMPARE(have(*connection), wanted);
    auto other = profile;
    other.subscriptions = QStringList{QStringLiteral("new.>")}; // the user asks for something else: that counts
    QCOMPARE(have(*workspace.connectTo(other)), QStringList{QStringLiteral("new.>  on")});
}

void WorkspaceTest::subjectsComeBack()
{
    gnat::test::NatsServerProcess server;
    QVERIFY2(server.start(), qPrintable(server.errorText()));
    auto profile = profileFromUrls(server.url()).value();
    profile.subscriptions = QStringList{QStringLiteral(">")};
    std::int64_t seenNs = 0;
    {
        Workspace workspace;
        auto *connection = workspace.connectTo(profile);
        auto &tree = workspace.traffic().tree();
        QTRY_COMPARE(connection->state(), ConnectionState::Connected);
        for (const auto *subject : {"shop.orders.new", "iot.pump", "_INBOX.x.1"})
            QVERIFY(connection->publish({subject, {}, {}, "x"}).isOk());
        QTRY_VERIFY(tree.figures(tree.find(connection->id(), "_INBOX.x.1")).messages > 0);
        seenNs = tree.figures(tree.find(connection->id(), "iot.pump")).lastNs;
        // A program that is killed keeps what the last half minute saw.
        const auto file = QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) +
                          QStringLiteral("/gnatcatcher/subjects.json");
        QFile::remove(file);
        Q_EMIT workspace.ticker().ticked(900);
        QTRY_VERIFY(QFile::exists(file));
    }
    const auto looks = [&](bool isEmbedded) {
        Workspace workspace;
        auto asked = profile;
        asked.subscriptions.clear();
        asked.isEmbedded = isEmbedded;
        const auto source = workspace.connectTo(asked)->id();
        auto &tree = workspace.traffic().tree();
        const auto node = tree.find(source, "iot.pump");
        return tree.subjectCount() == 2 && tree.find(source, "shop.orders.new") != SubjectTree::root &&
               tree.figures(node).messages == 0 && tree.figures(node).lastNs / 1'000'000 == seenNs / 1'000'000;
    };
    QVERIFY(!looks(true));
    QVERIFY(looks(false));
    QVERIFY(looks(false)); // one that showed nothing keeps what it had
    Workspace workspace;
    profile.login = LoginKind::Password; // another user: may see other subjects, and subscribed to nothing
    profile.user = QStringLiteral("ada");
    profile.subscriptions.clear();
    const auto *other = workspace.connectTo(profile);
    QCOMPARE(workspace.traffic().tree().subjectCount(), std::size_t{0});
    QVERIFY(other->subscriptions().isEmpty());
}

void WorkspaceTest::recordsOnlyAPart()
{
    Workspace workspace;
    workspace.preferences().setRecordingFolder(m_folder.filePath(QStringLiteral("part")));
    QVERIFY(workspace.startDemo());
    QSignalSpy finished(&workspace.recorder(), &Recorder::finished);
    QSignalSpy problems(&workspace, &Workspace::problemOccurred);
    workspace.recordOnly(QStringLiteral("@demo logs.>"));
    QVERIFY(workspace.recorder().isRecording());
    const auto path = workspace.recorder().path();
    QTRY_VERIFY_WITH_TIMEOUT(workspace.recorder().figures().messages > 10, 10'000);
    workspace.toggleRecording();
    QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, 10'000);
    const auto reader = RecordingReader::open(path);
    QVERIFY(reader.isOk());
    bool isOnly = true;
    QVERIFY(reader.value()
                .visitFacts(
                    [&](const RecordedFacts &message) {
                        return isOnly = reader.value().subjectName(message.subject).value().starts_with("logs.");
                    },
                    0, 1'000'000)
                .isOk());
    QVERIFY(isOnly);
}

void WorkspaceTest::recordsSeveralAtOnce()
{
    Workspace workspace;
    workspace.preferences().setRecordingFolder(m_folder.filePath(QStringLiteral("several")));
    QVERIFY(workspace.startDemo());
    QSignalSpy finished(&workspace.recordings(), &RecordingSet::finished);
    QSignalSpy problems(&workspace, &Workspace::problemOccurred);
    workspace.toggleRecording();
    RecordingOptions options;
    options.path = QStringLiteral("by name/or not");
    options.split.messages = 50;
    workspace.startRecording(options);
    workspace.recordOnly(QStringLiteral("logs.>"));
    QVERIFY(problems.isEmpty());
    const auto running = workspace.recordings().running();
    QCOMPARE(running.size(), 3);
    QCOMPARE(running.at(0), &workspace.recorder());
    QVERIFY2(running.at(1)->path().endsWith(QStringLiteral("several/by name-or not_00001.gnat")),
             qPrintable(running.at(1)->path()));
    QCOMPARE(running.at(2)->filter(), QStringLiteral("logs.>"));
    for (const auto *recorder : running)
        QTRY_VERIFY_WITH_TIMEOUT(recorder->figures().messages > 5, 10'000);
    const auto part = running.at(2)->path();
    workspace.stopRecording(running.at(2));
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 10'000);
    QCOMPARE(workspace.recordings().running().size(), 2);
    workspace.toggleRecording(); // the key ends its own
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 2, 10'000);
    QVERIFY(!workspace.recorder().isRecording());
    QCOMPARE(workspace.recordings().running(), QList<Recorder *>{running.at(1)});
    workspace.toggleRecording(); // and begins one again
    QVERIFY(workspace.recorder().isRecording());
    const auto summary = RecordingReader::open(part).value().summary().value();
    QVERIFY(summary.endedNs != 0);
    QCOMPARE(summary.connections, QStringList{QStringLiteral("demo")});
    QCOMPARE(summary.subscriptions, QStringList{QStringLiteral(">")});
    QCOMPARE(readRecordingOrigin(part).value().connections.value(0).profile, QStringLiteral("demo"));
}

void WorkspaceTest::recordsAndReplays()
{
    Workspace workspace;
    workspace.preferences().setRecordingFolder(m_folder.filePath(QStringLiteral("rec")));
    auto *demo = workspace.startDemo();
    QVERIFY(demo);
    QTRY_COMPARE(demo->state(), ConnectionState::Connected);
    QSignalSpy finished(&workspace.recorder(), &Recorder::finished);
    workspace.toggleRecording();
    QVERIFY(workspace.recorder().isRecording());
    QSignalSpy problems(&workspace, &Workspace::problemOccurred);
    workspace.startRecording(); // one runs: it goes on, and a strip says so
    QCOMPARE(problems.size(), 1);
    QTRY_VERIFY_WITH_TIMEOUT(workspace.recorder().figures().messages > 100, 10'000);
    QVERIFY(finished.isEmpty());
    workspace.stopRecording();
    QTRY_COMPARE(finished.size(), 1);
    workspace.stopRecording(); // none runs: none begins
    QVERIFY(!workspace.recorder().isRecording());
    const auto path = finished.at(0).at(0).toString();
    QVERIFY2(path.endsWith(QStringLiteral(" demo.gnat")), qPrintable(path));

    const auto reader = RecordingReader::open(path);
    QVERIFY2(reader.isOk(), reader ? "" : reader.error().message.c_str());
    const auto summary = reader.value().summary().value();
    QVERIFY(summary.messages > 100);
    QCOMPARE(summary.connections, QStringList{QStringLiteral("demo")});
    QCOMPARE(summary.subscriptions, QStringList{QStringLiteral(">")});

    ReplayOptions options;
    options.path = path;
    options.pace = ReplayPace::max();
    QVERIFY(options.remap.addRule("*.>=replayed.>").isOk());
    QSignalSpy replayed(&workspace.replayer(), &Replayer::finished);
    const auto playing = workspace.replayer().play(options, workspace.replayTarget({demo->id(), false}));
    QVERIFY2(playing.isOk(), playing ? "" : playing.error().message.c_str());
    QTRY_COMPARE_WITH_TIMEOUT(replayed.size(), 1, 20'000);
    const auto figures = replayed.at(0).at(0).value<ReplayFigures>();
    QCOMPARE(figures.sent + figures.skippedSystem, summary.messages);
    auto &tree = workspace.traffic().tree();
    QTRY_VERIFY(tree.find(demo->id(), "replayed.iot.pump-07.telemetry") != 0 ||
                tree.find(demo->id(), "replayed.pump-07.telemetry") != 0);
}

void WorkspaceTest::saysWhyARecordingCannotStart()
{
    Workspace workspace;
    QSignalSpy problems(&workspace, &Workspace::problemOccurred);
    workspace.toggleRecording();
    QCOMPARE(problems.size(), 1);
    QVERIFY(!workspace.recorder().isRecording());

    // A file stands where the folder should be: unwritable for everybody, root too.
    const auto blocked = m_folder.filePath(QStringLiteral("blocked"));
    QFile file(blocked);
    QVERIFY(file.open(QIODevice::WriteOnly));
    workspace.preferences().setRecordingFolder(blocked);
    QVERIFY(workspace.startDemo());
    workspace.toggleRecording();
    QTRY_COMPARE(problems.size(), 2);
    QVERIFY2(problems.at(1).at(0).toString().contains(blocked), qPrintable(problems.at(1).at(0).toString()));
    QTRY_VERIFY(!workspace.recorder().isRecording());
}

void WorkspaceTest::noticesALostServer()
{
    gnat::test::NatsServerProcess server;
    QVERIFY2(server.start(), qPrintable(server.errorText()));
    Workspace workspace;
    auto profile = profileFromUrls(server.url()).value();
    profile.subscriptions = QStringList{QStringLiteral("a.>")};
    auto *connection = workspace.connectTo(profile);
    QTRY_COMPARE(connection->state(), ConnectionState::Connected);
    for (int i = 0; i < 1000; ++i)
        QVERIFY(connection->publish({"a.b", {}, {}, "before"}).isOk());
    QTRY_COMPARE(workspace.traffic().log().count(), 1000U);
    QSignalSpy alive(connection, &Connection::roundTripMeasured);
    QTRY_VERIFY_WITH_TIMEOUT(alive.count() >= 2, 10'000); // two seconds apart: now a rate is known
    server.kill();
    QTRY_COMPARE(connection->state(), ConnectionState::Reconnecting);
    QVERIFY(!connection->lastError().isEmpty());
    QVERIFY2(server.start(), qPrintable(server.errorText()));
    connection->tryNow();
    QTRY_COMPARE_WITH_TIMEOUT(connection->state(), ConnectionState::Connected, 20'000);
    QVERIFY(connection->publish({"a.b", {}, {}, "back"}).isOk());
    QTRY_COMPARE(workspace.traffic().log().count(), 1001U);
    // What nobody sent meanwhile is estimated from the rate before, and stands outside of what adds up.
    const auto figures = workspace.traffic().figures();
    QVERIFY(figures.missed > 0);
    QCOMPARE(figures.received, 1001U);
    QCOMPARE(figures.inHand(), 0);
}

void WorkspaceTest::demoGoesOnWhenNodesDie()
{
    Workspace workspace;
    auto *demo = workspace.startDemo();
    QVERIFY(demo);
    QCOMPARE(demo->profile().servers.size(), 3);
    QTRY_COMPARE(demo->state(), ConnectionState::Connected);
    auto &log = workspace.traffic().log();
    for (std::size_t node = 0; node < 2; ++node) { // demo and client move to the next
        QTRY_VERIFY_WITH_TIMEOUT(log.count() > 50, 10'000);
        workspace.broker().cluster()->kill(node);
        QTRY_VERIFY_WITH_TIMEOUT(workspace.broker().cluster()->stats(node + 1).connections > 0 ||
                                     workspace.broker().cluster()->stats(2).connections > 0,
                                 20'000);
        const auto before = log.count();
        QTRY_VERIFY_WITH_TIMEOUT(log.count() > before + 100, 20'000);
    }
    QCOMPARE(demo->state(), ConnectionState::Connected);
    QCOMPARE(workspace.startDemo(), demo);
    QTRY_COMPARE(workspace.traffic().figures().inHand(), 0);
}

void WorkspaceTest::endsWhileEverythingRuns()
{
    QString path;
    quint64 written = 0;
    {
        Workspace workspace;
        workspace.preferences().setRecordingFolder(m_folder.filePath(QStringLiteral("end")));
        auto *demo = workspace.startDemo();
        QTRY_COMPARE(demo->state(), ConnectionState::Connected);
        workspace.toggleRecording();
        path = workspace.recorder().path();
        QTRY_VERIFY_WITH_TIMEOUT(workspace.recorder().figures().messages > 50, 10'000);
        written = workspace.recorder().figures().messages;
    }
    const auto reader = RecordingReader::open(path);
    QVERIFY2(reader.isOk(), reader ? "" : reader.error().message.c_str());
    const auto summary = reader.value().summary().value();
    QVERIFY(summary.endedNs != 0);
    QVERIFY(summary.messages >= written);
    QVERIFY(!QFile::exists(path + QStringLiteral("-wal")));
}

QTEST_GUILESS_MAIN(WorkspaceTest)
#include "tst_workspace.moc"
