// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/qt/brokerwatch.h"
#include "cluster/brokerpanel.h"
#include "cluster/clientpane.h"
#include "cluster/clusterpage.h"
#include "cluster/failoverpane.h"
#include "cluster/faultedit.h"
#include "cluster/faultspane.h"
#include "cluster/serveractions.h"
#include "cluster/serverspane.h"
#include "cluster/topologyview.h"
#include "cluster/trafficpane.h"
#include "engine.h"
#include "items/clustertables.h"
#include "pagefixture.h"
#include "support/movingclient.h"

#include <QCheckBox>
#include <QPushButton>
#include <QSlider>
#include <QSpinBox>
#include <QTabWidget>
#include <QTableView>
#include <QTableWidget>
#include <QTcpServer>

#include <algorithm>

using namespace gnat;

namespace {
constexpr int deadline = 20'000;

QStringList column(const QTableView &table, int column)
{
    QStringList texts;
    for (int row = 0; row < table.model()->rowCount(); ++row)
        texts += table.model()->index(row, column).data().toString();
    return texts;
}
} // namespace

/// The page on three real servers with clients that move: kill, start again, pause, lame duck, traffic, log.
class ClusterPageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void saysThatNothingRuns();
    void serversAndClientsAppear();
    void aKilledServerIsDownAndItsClientsMove();
    void ourOwnConnectionMoves();
    void aServerIsStartedAgain();
    void aPausedServerGoesOn();
    void aLameDuckSendsItsClientsAway();
    void oneMoreServerJoins();
    void serversAreKilledInTurn();
    void slidersChangeTheTraffic();
    void faultsAreWrittenCountedAndSwitchedOff();
    void aClientShowsItsSubscriptions();
    void theFilterFindsClients();
    void aTakenPortIsNamedAndFreeOnesAreOffered();
    void stopsAndForgets();

private:
    void start();
    NodeState stateOf(int node) const { return m_page->watch().view().nodes.value(node).state; }
    QString serverOf(const QString &client) const;
    QStringList told() const { return column(*m_page->failover().events(), int(StoryColumn::Text)); }
    test::MovingClient *connectClient(const QString &name, int server, const QList<QByteArray> &subjects);

    std::unique_ptr<test::PageFixture> m_fixture;
    std::unique_ptr<ClusterPage> m_page;
    std::vector<std::unique_ptr<test::MovingClient>> m_clients;
};

void ClusterPageTest::init()
{
    m_page.reset(); // cleanup() is not called when init() failed
    m_fixture = std::make_unique<test::PageFixture>();
    auto &workspace = m_fixture->workspace();
    workspace.preferences().setState(QStringLiteral("broker.traffic"), {});
    m_page = std::make_unique<ClusterPage>(
        workspace.broker(), workspace.connections(), workspace.preferences(),
        [&workspace](bool onFreePorts) -> Result<void> {
            const auto started = workspace.startBroker(onFreePorts);
            return started ? Result<void>() : Result<void>(started.error());
        },
        [&workspace] { workspace.stopBroker(); });
    m_page->resize(1300, 760);
    m_page->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
}

void ClusterPageTest::cleanup()
{
    m_clients.clear();
    m_page.reset();
    m_fixture.reset();
}

/// Three servers at free ports, so that tests can run beside each other, and the connection "demo".
void ClusterPageTest::start()
{
    QVERIFY(m_fixture->workspace().startBroker(true));
    QTRY_COMPARE_WITH_TIMEOUT(m_page->watch().view().nodesUp(), 3, deadline);
    QTRY_COMPARE_WITH_TIMEOUT(m_page->clients().model()->rowCount(), 1, deadline);
}

test::MovingClient *ClusterPageTest::connectClient(const QString &name, int server, const QList<QByteArray> &subjects)
{
    QList<quint16> ports;
    for (const auto &node : m_page->watch().view().nodes)
        ports.append(node.port);
    m_clients.push_back(std::make_unique<test::MovingClient>(name, ports, subjects, server));
    return m_clients.back().get();
}

QString ClusterPageTest::serverOf(const QString &client) const
{
    const auto *rows = m_page->clients().model();
    for (int row = 0; row < rows->rowCount(); ++row) {
        if (rows->index(row, int(ClientColumn::Client)).data().toString() == client)
            return rows->index(row, int(ClientColumn::Server)).data().toString();
    }
    return {};
}

void ClusterPageTest::saysThatNothingRuns()
{
    QVERIFY(test::named<QPushButton>(*m_page, QStringLiteral("Start the embedded broker")));
    QVERIFY(!m_page->canFilter());
    test::shoot(*m_page, QStringLiteral("empty"));
    QCOMPARE(m_page->clients().model()->rowCount(), 0);
}

void ClusterPageTest::serversAndClientsAppear()
{
    start();
    connectClient(QStringLiteral("order-service"), 1, {"shop.orders.*", "user.get"});
    QTRY_COMPARE_WITH_TIMEOUT(serverOf(QStringLiteral("order-service")), QStringLiteral("n2"), deadline);
    QTRY_COMPARE_WITH_TIMEOUT(serverOf(QStringLiteral("Gnatcatcher")), QStringLiteral("n1"), deadline);
    const auto notes = column(m_page->clients(), int(ClientColumn::Note));
    QCOMPARE(notes, QStringList({QStringLiteral("this window"), QString()}));
    QTRY_VERIFY_WITH_TIMEOUT(m_page->watch().view().nodes.at(0).inPerSecond > 50, deadline);
    QTRY_VERIFY_WITH_TIMEOUT(m_page->watch().view().clients.last().outPerSecond > 5, deadline);
    QTRY_COMPARE_WITH_TIMEOUT(m_page->routes().model()->rowCount(), 3, deadline);
    QVERIFY(m_page->map().accessibleDescription().contains(QStringLiteral("n2 is up")));
}

void ClusterPageTest::aKilledServerIsDownAndItsClientsMove()
{
    start();
    connectClient(QStringLiteral("order-service"), 1, {"shop.orders.*"});
    connectClient(QStringLiteral("log-shipper"), 1, {"logs.>"});
    QTRY_COMPARE_WITH_TIMEOUT(m_page->watch().view().clients.size(), 3, deadline);

    auto *kill = test::named<QPushButton>(*m_page, QStringLiteral("Kill n2"));
    QVERIFY(kill);
    QTest::mouseClick(kill, Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(stateOf(1), NodeState::Stopped, deadline);
    QVERIFY(m_page->watch().view().nodes.at(1).wasKilled);
    QTRY_VERIFY_WITH_TIMEOUT(kill->text() != QStringLiteral("Kill"), deadline);
    QTRY_COMPARE_WITH_TIMEOUT(serverOf(QStringLiteral("order-service")), QStringLiteral("n3"), deadline);
    QTRY_COMPARE_WITH_TIMEOUT(serverOf(QStringLiteral("log-shipper")), QStringLiteral("n3"), deadline);
    QTRY_COMPARE_WITH_TIMEOUT(column(m_page->clients(), int(ClientColumn::Note)).count(QStringLiteral("moved")), 2,
                              deadline);
    QVERIFY(told().contains(QStringLiteral("n2 was killed from this window")));
    QVERIFY(std::ranges::any_of(told(), [](const QString &text) { return text.contains(u"lost their connection"); }));
    QVERIFY(
        std::ranges::any_of(told(), [](const QString &text) { return text.startsWith(u"log-shipper back on n3"); }));
    m_page->panel().tabs()->setCurrentWidget(m_page->panel().log());
    const auto log = column(*m_page->panel().log(), int(LogColumn::Text));
    QVERIFY2(log.contains(QStringLiteral("killed")), qPrintable(log.join(u'\n')));
    test::shoot(*m_page, QStringLiteral("killed"));
}

void ClusterPageTest::ourOwnConnectionMoves()
{
    start();
    const auto *connection = m_fixture->workspace().connections().all().front().get();
    QTRY_COMPARE_WITH_TIMEOUT(connection->state(), ConnectionState::Connected, deadline);
    m_page->actions().kill(0);
    const auto first = m_page->watch().view().nodes.at(0).url;
    QTRY_VERIFY_WITH_TIMEOUT(connection->state() == ConnectionState::Connected && connection->server().url != first,
                             deadline);
    QTRY_VERIFY_WITH_TIMEOUT(!serverOf(QStringLiteral("Gnatcatcher")).isEmpty() &&
                                 serverOf(QStringLiteral("Gnatcatcher")) != QStringLiteral("n1"),
                             deadline);
    // and the demo's traffic with it
    const auto busiest = [&] {
        double rate = 0;
        for (const auto &node : m_page->watch().view().nodes)
            rate = std::max(rate, node.inPerSecond);
        return rate;
    };
    QTRY_VERIFY_WITH_TIMEOUT(busiest() > 50, deadline);
}

void ClusterPageTest::aServerIsStartedAgain()
{
    start();
    const auto port = m_page->watch().view().nodes.at(2).port;
    m_page->actions().kill(2);
    QTRY_COMPARE_WITH_TIMEOUT(stateOf(2), NodeState::Stopped, deadline);
    auto *again = test::named<QPushButton>(*m_page, QStringLiteral("Start n3 again"));
    QVERIFY(again);
    QTest::mouseClick(again, Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(stateOf(2), NodeState::Running, deadline);
    QCOMPARE(m_page->watch().view().nodes.at(2).port, port);
    QTRY_COMPARE_WITH_TIMEOUT(m_page->routes().model()->rowCount(), 3, deadline);
}

void ClusterPageTest::aPausedServerGoesOn()
{
    start();
    auto *pause = test::named<QAbstractButton>(*m_page, QStringLiteral("Pause n2"));
    QVERIFY(pause);
    QTest::mouseClick(pause, Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(stateOf(1), NodeState::Paused, deadline);
    auto *resume = test::named<QAbstractButton>(*m_page, QStringLiteral("Resume n2"));
    QVERIFY(resume);
    QTest::mouseClick(resume, Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(stateOf(1), NodeState::Running, deadline);
    QTRY_VERIFY_WITH_TIMEOUT(told().contains(QStringLiteral("n2 goes on")), deadline);
}

void ClusterPageTest::aLameDuckSendsItsClientsAway()
{
    start();
    connectClient(QStringLiteral("user-service"), 2, {"user.get"});
    QTRY_COMPARE_WITH_TIMEOUT(serverOf(QStringLiteral("user-service")), QStringLiteral("n3"), deadline);
    auto *lame = test::named<QAbstractButton>(*m_page, QStringLiteral("Lame duck n3"));
    QVERIFY(lame);
    QTest::mouseClick(lame, Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(stateOf(2), NodeState::LameDuck, deadline);
    QTRY_COMPARE_WITH_TIMEOUT(stateOf(2), NodeState::Stopped, deadline);
    QVERIFY(!m_page->watch().view().nodes.at(2).wasKilled);
    QTRY_COMPARE_WITH_TIMEOUT(serverOf(QStringLiteral("user-service")), QStringLiteral("n1"), deadline);
}

void ClusterPageTest::oneMoreServerJoins()
{
    start();
    auto *add = test::named<QAbstractButton>(*m_page, QStringLiteral("Add a server"));
    QVERIFY(add);
    QTest::mouseClick(add, Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(m_page->watch().view().nodesUp(), 4, deadline);
    QVERIFY(m_page->panel().servers()->card(3));
    QTRY_COMPARE_WITH_TIMEOUT(m_page->routes().model()->rowCount(), 6, deadline);
    test::shoot(*m_page, QStringLiteral("four"));
}

void ClusterPageTest::serversAreKilledInTurn()
{
    start();
    m_page->actions().setKillsInTurn(true, 1500);
    QTRY_COMPARE_WITH_TIMEOUT(stateOf(0), NodeState::Stopped, deadline);
    QTRY_VERIFY_WITH_TIMEOUT(stateOf(1) == NodeState::Stopped && stateOf(0) == NodeState::Running, deadline);
    m_page->actions().setKillsInTurn(false);
    QTRY_COMPARE_WITH_TIMEOUT(m_page->watch().view().nodesUp(), 3, deadline);
}

void ClusterPageTest::slidersChangeTheTraffic()
{
    start();
    const auto rate = [&] {
        return m_page->watch().view().nodes.at(0).inPerSecond;
    };
    QTRY_VERIFY_WITH_TIMEOUT(rate() > 100, deadline);
    auto &traffic = *m_page->panel().traffic();
    for (std::size_t kind = 0; kind < TrafficPane::kinds; ++kind)
        traffic.box(kind)->setChecked(false);
    QTRY_COMPARE_WITH_TIMEOUT(rate(), 0.0, deadline);
    traffic.box(1)->setChecked(true);
    traffic.slider(1)->setValue(TrafficPane::positionOf(2000));
    QTRY_VERIFY_WITH_TIMEOUT(rate() > 1500 && rate() < 2500, deadline);
    m_page->panel().tabs()->setCurrentIndex(1);
    test::shoot(*m_page, QStringLiteral("traffic"));
    QCOMPARE(TrafficPane::rateAt(0), 0.0);
    QCOMPARE(TrafficPane::rateAt(TrafficPane::positions), 10'000.0);
    QCOMPARE(TrafficPane::rateAt(TrafficPane::positionOf(2000)), 2000.0);
}

void ClusterPageTest::faultsAreWrittenCountedAndSwitchedOff()
{
    start();
    auto &faults = *m_page->panel().faults();
    m_page->panel().tabs()->setCurrentWidget(&faults);
    QTest::keyClicks(faults.edit(), QStringLiteral("drop=5,subject=logs.>"));
    QVERIFY(faults.edit()->problem());
    QCOMPARE(faults.edit()->problem()->at, 5);
    QVERIFY2(faults.problem().startsWith(QStringLiteral("Character 6: ")), qPrintable(faults.problem()));
    QVERIFY(!faults.button()->isEnabled());
    test::shoot(*m_page, QStringLiteral("wrongfault"));
    faults.edit()->clear();
    QTest::keyClicks(faults.edit(), QStringLiteral("drop,subject=logs.>"));
    QVERIFY(faults.problem().isEmpty());
    QTest::mouseClick(faults.button(), Qt::LeftButton);
    QCOMPARE(faults.table()->rowCount(), 1);
    QVERIFY(faults.edit()->text().isEmpty());
    const auto hits = [&] {
        return faults.table()->item(0, 3)->text().toInt();
    };
    QTRY_VERIFY_WITH_TIMEOUT(hits() > 5, deadline);

    faults.table()->setCurrentCell(0, 0);
    QCOMPARE(faults.edit()->text(), QStringLiteral("drop,subject=logs.>"));
    faults.edit()->setText(QStringLiteral("delay=20ms,subject=iot.>"));
    QTest::keyClick(faults.edit(), Qt::Key_Return);
    QCOMPARE(faults.table()->item(0, 0)->text(), QStringLiteral("delay"));
    QCOMPARE(faults.table()->item(0, 1)->text(), QStringLiteral("20ms"));
    QCOMPARE(faults.table()->item(0, 2)->text(), QStringLiteral("subject=iot.>"));
    test::shoot(*m_page, QStringLiteral("faults"));
    faults.table()->item(0, 0)->setCheckState(Qt::Unchecked);
    QVERIFY(!m_fixture->workspace().broker().faults().rules.front().isOn);
    faults.seed()->setValue(7);
    QCOMPARE(m_fixture->workspace().broker().faults().seed, 7U);
}

void ClusterPageTest::aClientShowsItsSubscriptions()
{
    start();
    connectClient(QStringLiteral("order-service"), 1, {"shop.orders.*", "user.get"});
    QTRY_COMPARE_WITH_TIMEOUT(m_page->clients().model()->rowCount(), 2, deadline);
    m_page->clients().setCurrentIndex(m_page->clients().model()->index(1, 0));
    auto *subscriptions = m_page->panel().client()->subscriptions();
    QTRY_COMPARE_WITH_TIMEOUT(column(*subscriptions, 0),
                              QStringList({QStringLiteral("shop.orders.*"), QStringLiteral("user.get")}), deadline);
    m_page->panel().tabs()->setCurrentWidget(m_page->panel().client());
    test::shoot(*m_page, QStringLiteral("client"));
    QVERIFY(m_page->panel().tabs()->isTabVisible(m_page->panel().tabs()->indexOf(m_page->panel().client())));
    m_clients.clear();
    QTRY_COMPARE_WITH_TIMEOUT(m_page->clients().model()->rowCount(), 1, deadline);
}

void ClusterPageTest::theFilterFindsClients()
{
    start();
    connectClient(QStringLiteral("order-service"), 1, {});
    connectClient(QStringLiteral("billing"), 2, {});
    QTRY_COMPARE_WITH_TIMEOUT(m_page->clients().model()->rowCount(), 3, deadline);
    m_page->setFilterText(QStringLiteral("ORDER"));
    QCOMPARE(column(m_page->clients(), 0), QStringList(QStringLiteral("order-service")));
    m_page->setFilterText({});
    QCOMPARE(m_page->clients().model()->rowCount(), 3);
}

void ClusterPageTest::aTakenPortIsNamedAndFreeOnesAreOffered()
{
    QTcpServer taker; // 4222, unless somebody else has it already
    taker.listen(QHostAddress::LocalHost, 4222);
    auto *start = test::named<QPushButton>(*m_page, QStringLiteral("Start the embedded broker"));
    QVERIFY(start);
    QTest::mouseClick(start, Qt::LeftButton);
    QTRY_VERIFY(m_page->problem().contains(QStringLiteral("4222")));
    QVERIFY(!m_fixture->workspace().broker().isRunning());
    auto *free = test::named<QAbstractButton>(*m_page, QStringLiteral("Use free ports"));
    QVERIFY(free);
    QTest::mouseClick(free, Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(m_page->watch().view().nodesUp(), 3, deadline);
    QVERIFY(m_page->problem().isEmpty());
}

void ClusterPageTest::stopsAndForgets()
{
    start();
    auto *stop = test::named<QPushButton>(*m_page, QStringLiteral("Stop broker"));
    QVERIFY(stop);
    QTest::mouseClick(stop, Qt::LeftButton); // nobody else is connected: it does not ask
    QTRY_VERIFY(!m_fixture->workspace().broker().isRunning());
    QVERIFY(!m_page->watch().view().hasNodes);
    QVERIFY(m_fixture->workspace().connections().all().empty());
    QCOMPARE(m_page->clients().model()->rowCount(), 0);
    QVERIFY(test::named<QPushButton>(*m_page, QStringLiteral("Start the embedded broker")));
}

QTEST_MAIN(ClusterPageTest)
#include "tst_clusterpage.moc"
