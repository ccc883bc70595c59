// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/qt/brokercontroller.h"

#include "broker/rawclient.h"

#include <QSignalSpy>
#include <QTest>

using namespace gnat;

class TestBrokerController : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void startsAndStops();
    void failureNamesTheCause();
    void demo();
    void demoMovesToAnotherNode();
    void tellsWhenTheLastNodeHasEnded();
};

void TestBrokerController::startsAndStops()
{
    BrokerController controller;
    const QSignalSpy started(&controller, &BrokerController::started);
    const QSignalSpy stopped(&controller, &BrokerController::stopped);
    BrokerOptions options;
    options.port = -1;
    QVERIFY(controller.start(options).isOk());
    QVERIFY(controller.isRunning());
    QCOMPARE(controller.clientUrl(), QStringLiteral("nats://127.0.0.1:%1").arg(controller.port()));
    QVERIFY(controller.start(options).isOk()); // the first one is stopped
    QCOMPARE(started.count(), 2);
    QCOMPARE(stopped.count(), 1);
    controller.stop();
    controller.stop();
    QCOMPARE(stopped.count(), 2);
    QCOMPARE(controller.port(), quint16(0));
    QVERIFY(controller.clientUrl().isEmpty());
}

void TestBrokerController::failureNamesTheCause()
{
    BrokerController first;
    BrokerOptions options;
    options.port = -1;
    QVERIFY(first.start(options).isOk());
    options.port = first.port();
    BrokerController second;
    const QSignalSpy failed(&second, &BrokerController::failed);
    QVERIFY(!second.start(options).isOk());
    QVERIFY(!second.isRunning());
    QCOMPARE(failed.count(), 1);
    QVERIFY(failed.at(0).at(0).toString().contains(QStringLiteral("is in use by another program")));
}

void TestBrokerController::demo()
{
    BrokerController controller;
    controller.startDemo(); // nothing runs
    QVERIFY(!controller.isDemoRunning());
    BrokerOptions options;
    options.port = -1;
    QVERIFY(controller.start(options).isOk());
    controller.startDemo();
    QVERIFY(controller.isDemoRunning());
    test::RawClient client(controller.port());
    client.send("CONNECT {\"verbose\":false,\"headers\":true}\r\nSUB > 1\r\n");
    QVERIFY(client.readUntil(".telemetry 1 ").contains("MSG iot."));

    controller.setDemo({1, 0, 500, 0, 0, 0});
    client.readUntil("HMSG logs.");
    client.send("SUB inbox 2\r\nPUB user.get inbox 11\r\n{\"id\":1003}\r\nPING\r\n");
    QVERIFY(client.readUntil("\"name\":\"Dmitri Volkov\"").contains("\"id\":1003"));
    const auto subscriptions = controller.stats().subscriptions;
    controller.stopDemo();
    QCOMPARE(controller.stats().subscriptions, subscriptions - 7); // the demo's workers are gone
    const auto sent = controller.stats().inMessages;
    client.send("PING\r\n");
    client.readUntil("PONG\r\n");
    QCOMPARE(controller.stats().inMessages, sent);
}

void TestBrokerController::demoMovesToAnotherNode()
{
    BrokerController controller;
    BrokerOptions options;
    options.port = -1;
    QVERIFY(controller.start(options, 3).isOk());
    QCOMPARE(controller.clientUrls().size(), 3);
    QTRY_COMPARE(controller.stats().routes, 6U);
    controller.startDemo();
    test::RawClient client(controller.cluster()->port(2));
    client.send("CONNECT {\"verbose\":false,\"headers\":true}\r\nSUB > 1\r\n");
    QVERIFY(client.readUntil(".telemetry 1 ").contains("MSG iot."));
    controller.cluster()->kill(0);
    QTRY_VERIFY(controller.cluster()->node(1).stats().subscriptions >= 7); // the demo's workers
    client.send("PING\r\n");
    client.readUntil("PONG\r\n");
    QVERIFY(client.readUntil(".telemetry 1 ").contains("MSG iot."));
    QVERIFY(controller.isDemoRunning());
    controller.cluster()->kill(1);
    controller.cluster()->kill(2);
    QTRY_VERIFY(!controller.isRunning());
    QVERIFY(controller.cluster()->start(1).isOk()); // the demo is still wanted
    QTRY_VERIFY(controller.stats().inMessages > 10);
}

void TestBrokerController::tellsWhenTheLastNodeHasEnded()
{
    BrokerController controller;
    const QSignalSpy stopped(&controller, &BrokerController::stopped);
    const QSignalSpy events(&controller, &BrokerController::eventsAdded);
    BrokerOptions options;
    options.port = -1;
    QVERIFY(controller.start(options, 2).isOk());
    controller.cluster()->lameDuck(0);
    controller.cluster()->lameDuck(1);
    QTRY_COMPARE(stopped.count(), 1);
    QVERIFY(!events.isEmpty());
    QVERIFY(!controller.isRunning());
    controller.stop();
    QCOMPARE(stopped.count(), 1); // said once
}

QTEST_GUILESS_MAIN(TestBrokerController)
#include "tst_brokercontroller.moc"
