// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/qt/brokercontroller.h"
#include "broker/qt/brokerfaults.h"
#include "broker/qt/brokerwatch.h"
#include "broker/qt/certificatemaker.h"
#include "broker/rawclient.h"

#include <QElapsedTimer>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <memory>
#include <vector>

using namespace gnat;

namespace {
constexpr int deadline = 15'000;
}

/// The broker as a window sees it: figures of nodes always, clients only while somebody looks.
class BrokerWatchTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingRuns();
    void nodesAreMeasured();
    void clientsAreSeenWhileSomebodyLooks();
    void subscriptionsOfOneClient();
    void aKilledNodeIsKnownAtOnce();
    void manyClientsDoNotHoldUpTheWindow();
    void aWatchMayGoWhileSnapshotsAreOnTheirWay();
    void faultsAreEdited();
    void certificatesAreMade();

private:
    static void start(BrokerController &controller, std::size_t nodes = 2)
    {
        BrokerOptions options;
        options.port = -1;
        QVERIFY(controller.start(options, nodes));
    }
};

void BrokerWatchTest::nothingRuns()
{
    BrokerController controller;
    BrokerWatch watch(controller);
    watch.setWatching(true);
    QVERIFY(!watch.view().hasNodes);
    start(controller);
    QVERIFY(watch.view().hasNodes);
    QCOMPARE(watch.view().nodesUp(), 2);
    controller.stop();
    QVERIFY(!watch.view().hasNodes);
}

void BrokerWatchTest::nodesAreMeasured()
{
    BrokerController controller;
    start(controller);
    BrokerWatch watch(controller);
    controller.setDemo({1, 0, 400, 0, 0, 0});
    controller.startDemo();
    QTRY_VERIFY_WITH_TIMEOUT(watch.view().nodes.at(0).inPerSecond > 300, deadline);
    QVERIFY(watch.view().nodes.at(0).inPerSecond < 500);
    QCOMPARE(watch.view().nodes.at(1).inPerSecond, 0.0); // nobody there wants it
    QVERIFY(watch.rates(0).size() > 1);
    QVERIFY(watch.view().clients.isEmpty());
    controller.setDemo({1, 0, 0, 0, 0, 0});
    QTRY_COMPARE_WITH_TIMEOUT(watch.view().nodes.at(0).inPerSecond, 0.0, deadline);
}

void BrokerWatchTest::clientsAreSeenWhileSomebodyLooks()
{
    BrokerController controller;
    start(controller);
    test::RawClient client(controller.cluster()->port(1));
    client.send("CONNECT {\"verbose\":false,\"name\":\"orders\",\"lang\":\"go\",\"version\":\"1.37.0\"}\r\n"
                "SUB a 1\r\nPING\r\n");
    client.readUntil("PONG\r\n");
    BrokerWatch watch(controller);
    QSignalSpy views(&watch, &BrokerWatch::viewChanged);
    QTRY_VERIFY_WITH_TIMEOUT(views.size() > 2, deadline);
    QVERIFY(watch.view().clients.isEmpty());
    QCOMPARE(watch.view().nodes.at(1).clients, quint64(1)); // the counter tells so much
    watch.setWatching(true);
    QTRY_COMPARE_WITH_TIMEOUT(watch.view().clients.size(), 1, deadline);
    const auto seen = watch.view().clients.first();
    QCOMPARE(seen.node, 1);
    QCOMPARE(seen.name, QStringLiteral("orders"));
    QCOMPARE(seen.library, QStringLiteral("go 1.37.0"));
    QCOMPARE(seen.subscriptions, 1U);
    QTRY_COMPARE_WITH_TIMEOUT(watch.view().routes.size(), 1, deadline);
    const auto rate = [&] {
        return watch.view().clients.first().inPerSecond;
    };
    QElapsedTimer time;
    time.start();
    while (rate() < 5 && time.elapsed() < deadline) {
        client.send("PUB b 2\r\nhi\r\n");
        QTest::qWait(20);
    }
    QVERIFY2(rate() >= 5 && rate() <= 60, qPrintable(QString::number(rate())));
}

void BrokerWatchTest::subscriptionsOfOneClient()
{
    BrokerController controller;
    start(controller);
    test::RawClient client(controller.cluster()->port(0));
    client.send("CONNECT {\"verbose\":false}\r\nSUB b workers 1\r\nSUB a 2\r\nPUB a 0\r\n\r\nPING\r\n");
    client.readUntil("PONG\r\n");
    BrokerWatch watch(controller);
    watch.setWatching(true);
    QTRY_COMPARE_WITH_TIMEOUT(watch.view().clients.size(), 1, deadline);
    QVERIFY(watch.subscriptions().isEmpty());
    watch.setWatchedClient(0, watch.view().clients.first().id);
    QTRY_COMPARE_WITH_TIMEOUT(watch.subscriptions().size(), 2, deadline);
    QCOMPARE(watch.subscriptions().at(0).subject, QStringLiteral("a"));
    QCOMPARE(watch.subscriptions().at(0).messages, quint64(1));
    QCOMPARE(watch.subscriptions().at(1).queue, QStringLiteral("workers"));
    watch.setWatchedClient(-1, 0);
    QVERIFY(watch.subscriptions().isEmpty());
}

void BrokerWatchTest::aKilledNodeIsKnownAtOnce()
{
    BrokerController controller;
    start(controller);
    BrokerWatch watch(controller);
    controller.startDemo();
    QTRY_VERIFY_WITH_TIMEOUT(watch.view().nodes.at(0).inPerSecond > 50, deadline);
    watch.expectEnd(0);
    controller.cluster()->killSoon(0);
    QTRY_COMPARE_WITH_TIMEOUT(watch.view().nodes.at(0).state, NodeState::Stopped, deadline);
    QVERIFY(watch.view().nodes.at(0).wasKilled);
    QTRY_COMPARE_WITH_TIMEOUT(watch.stories().last().kind, BrokerStory::Kind::Killed, deadline);
    QVERIFY(watch.stories().last().isFromHere);
    const auto measured = watch.rates(0).size();
    QTRY_VERIFY_WITH_TIMEOUT(watch.rates(0).size() > measured + 1, deadline);
    QCOMPARE(watch.rates(0).last().inPerSecond, 0.0); // what it has counted in its life is no rate
    QVERIFY(controller.startNode(0));
    QTRY_COMPARE_WITH_TIMEOUT(watch.view().nodes.at(0).state, NodeState::Running, deadline);
    QVERIFY(!controller.startNode(7));
    QVERIFY(controller.addNode());
    QTRY_COMPARE_WITH_TIMEOUT(watch.view().nodesUp(), 3, deadline);
}

void BrokerWatchTest::manyClientsDoNotHoldUpTheWindow()
{
    BrokerController controller;
    start(controller);
    BrokerWatch watch(controller);
    std::vector<std::unique_ptr<test::RawClient>> clients;
    clients.reserve(400);
    for (int i = 0; i < 400; ++i)
        clients.push_back(std::make_unique<test::RawClient>(controller.cluster()->port(std::size_t(i % 2))));
    QTRY_COMPARE_WITH_TIMEOUT(controller.stats().connections, 400U, deadline);
    controller.cluster()->killSoon(0);
    QTRY_COMPARE_WITH_TIMEOUT(watch.view().nodes.at(0).state, NodeState::Stopped, deadline);
    QTRY_COMPARE_WITH_TIMEOUT(watch.stories().last().clients, quint64(200), deadline);
    controller.stop(); // does not wait; the next start does
    QVERIFY(!controller.isRunning());
    start(controller);
    QCOMPARE(watch.view().nodesUp(), 2);
}

void BrokerWatchTest::aWatchMayGoWhileSnapshotsAreOnTheirWay()
{
    BrokerController controller;
    start(controller, 3);
    for (int i = 0; i < 200; ++i) {
        BrokerWatch watch(controller);
        watch.setWatching(true);
        watch.setWatchedClient(0, 1);
        if (i % 10 == 0)
            QCoreApplication::processEvents();
    }
    BrokerWatch watch(controller);
    watch.setWatching(true);
    QTRY_COMPARE_WITH_TIMEOUT(watch.view().routes.size(), 3, deadline);
}

void BrokerWatchTest::faultsAreEdited()
{
    BrokerController controller;
    BrokerFaults faults(controller);
    QVERIFY(!BrokerFaults::problemIn(QStringLiteral("drop=5%")));
    const auto problem = BrokerFaults::problemIn(QStringLiteral("drop=5%,subjekt=a"));
    QVERIFY(problem);
    QCOMPARE(problem->at, 8);
    QVERIFY(!faults.add(QStringLiteral("lose=5%")));
    QVERIFY(faults.add(QStringLiteral("delay=50ms~20ms,subject=orders.>,on=deliver")));
    QVERIFY(faults.add(QStringLiteral("refuse,off")));
    start(controller);
    auto rules = faults.rules();
    QCOMPARE(rules.size(), 2);
    QCOMPARE(rules.at(0).kind, QStringLiteral("delay"));
    QCOMPARE(rules.at(0).value, QStringLiteral("50ms~20ms"));
    QCOMPARE(rules.at(0).where, QStringLiteral("subject=orders.>,on=deliver"));
    QVERIFY(rules.at(0).isOn);
    QVERIFY(!rules.at(1).isOn);
    QCOMPARE(rules.at(1).text, QStringLiteral("refuse"));
    faults.setOn(0, false);
    QVERIFY(faults.change(0, QStringLiteral("drop=5%")));
    QVERIFY(!faults.rules().at(0).isOn); // it stays off
    faults.remove(1);
    faults.setSeed(9);
    QCOMPARE(faults.rules().size(), 1);
    QCOMPARE(faults.seed(), quint64(9));
}

void BrokerWatchTest::certificatesAreMade()
{
    const QTemporaryDir folder;
    CertificateMaker maker;
    CertificateSet set;
    QString error;
    connect(&maker, &CertificateMaker::made, this, [&](const CertificateSet &made) { set = made; });
    connect(&maker, &CertificateMaker::failed, this, [&](const QString &text) { error = text; });
    maker.make(folder.path());
    QTRY_VERIFY_WITH_TIMEOUT(!set.authority.isEmpty(), deadline);
    QVERIFY(QFile::exists(set.serverCertificate) && QFile::exists(set.clientKey));
    maker.make(folder.path()); // never overwritten
    QTRY_VERIFY_WITH_TIMEOUT(!error.isEmpty(), deadline);
}

QTEST_GUILESS_MAIN(BrokerWatchTest)
#include "tst_brokerwatch.moc"
