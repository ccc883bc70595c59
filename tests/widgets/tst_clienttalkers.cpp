// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine.h"
#include "items/roles.h"
#include "live/clienttalkers.h"
#include "live/talkerspane.h"
#include "resources/resources.h"
#include "support/batches.h"
#include "support/denyingserver.h"
#include "support/natsserverprocess.h"
#include "support/steadypublisher.h"
#include "traffic/subjecttree.h"

#include <QAbstractButton>
#include <QHeaderView>
#include <QLabel>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

#include <cmath>
#include <memory>

using namespace gnat;
using namespace gnat::test;

/// Top talkers by client: a real server is asked, by mouse.
class ClientTalkersTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { initResources(); }
    void init() { failOnOurWarnings(); }
    void listsWhoPublishes();
    void asksOnlyWhileItIsSeen();
    void saysWhyNobodyIsKnown();
    void tokensBelowABranch();
};

namespace {

constexpr int deadline = 20'000;
enum Column { Name, PublishRate, PublishByteRate, Share, Published, ReceiveRate };

ConnectionProfile profileOf(const QString &url)
{
    auto profile = profileFromUrls(url).value();
    profile.name = QStringLiteral("staging");
    return profile;
}

std::unique_ptr<TalkersPane> makePane(Engine &engine)
{
    auto pane = std::make_unique<TalkersPane>(engine.view.tree(), engine.connections);
    pane->resize(960, 240);
    pane->show();
    return pane;
}

void choose(const TalkersPane &pane, const QString &name)
{
    auto *button = named<QAbstractButton>(pane, name);
    QVERIFY(button);
    QTest::mouseClick(button, Qt::LeftButton);
}

QString cell(TalkersPane &pane, int row, int column)
{
    return pane.clients().table()->model()->index(row, column).data().toString();
}

double figure(TalkersPane &pane, int row, int column)
{
    return pane.clients().table()->model()->index(row, column).data(SortRole).toDouble();
}

bool says(const TalkersPane &pane, const QString &text)
{
    const auto labels = pane.findChildren<QLabel *>();
    return std::any_of(labels.begin(), labels.end(), [&](const QLabel *label) {
        return label->isVisible() && label->text().contains(text, Qt::CaseInsensitive);
    });
}

} // namespace

void ClientTalkersTest::listsWhoPublishes()
{
    NatsServerProcess server;
    QVERIFY2(server.start(), qPrintable(server.errorText()));
    const SteadyPublisher slow(server.port(), "billing", "shop.orders", 4);
    const SteadyPublisher fast(server.port(), "sensors", "iot.temp", 40);
    Engine engine;
    auto *connection = engine.connections.add(profileOf(server.url()));
    QTRY_COMPARE(connection->state(), ConnectionState::Connected); // and nothing is subscribed to
    const auto pane = makePane(engine);
    QVERIFY(!pane->isByClient());
    choose(*pane, QStringLiteral("Clients"));
    QVERIFY(pane->isByClient());
    QVERIFY(says(*pane, QStringLiteral("Asking the servers of staging")));
    const auto isKnown = [&pane] {
        pane->refresh();
        return figure(*pane, 0, PublishRate) > 0 && figure(*pane, 1, PublishRate) > 0;
    };
    QTRY_VERIFY_WITH_TIMEOUT(isKnown(), deadline);
    QCOMPARE(pane->clients().table()->model()->rowCount(), 3); // and ourselves
    QVERIFY2(cell(*pane, 0, Name).startsWith(QStringLiteral("sensors (go 1.28), cid ")),
             qPrintable(cell(*pane, 0, Name)));
    QVERIFY(cell(*pane, 1, Name).startsWith(QStringLiteral("billing (go 1.28), cid ")));
    QVERIFY2(cell(*pane, 2, Name).endsWith(QStringLiteral("(this program)")), qPrintable(cell(*pane, 2, Name)));
    QVERIFY(figure(*pane, 0, Share) > 0.8 && figure(*pane, 0, Share) < 1);
    QVERIFY(says(*pane, QStringLiteral("in the whole account")));
    QVERIFY(!says(*pane, QStringLiteral("staging"))); // nothing is wrong
    shoot(*pane, QStringLiteral("talkers-by-client"));
    // We receive the servers' answers: a click on that column brings us to the top.
    auto *header = pane->clients().table()->horizontalHeader();
    const QPoint received(header->sectionViewportPosition(ReceiveRate) + 10, header->height() / 2);
    QTest::mouseClick(header->viewport(), Qt::LeftButton, {}, received);
    QCOMPARE(header->sortIndicatorSection(), int(ReceiveRate));
    if (header->sortIndicatorOrder() == Qt::AscendingOrder)
        QTest::mouseClick(header->viewport(), Qt::LeftButton, {}, received);
    QTRY_VERIFY_WITH_TIMEOUT((pane->refresh(), cell(*pane, 0, Name).endsWith(QStringLiteral("(this program)"))),
                             deadline);
    choose(*pane, QStringLiteral("Subjects"));
    QVERIFY(!pane->isByClient());
    QVERIFY(pane->table()->isVisible());
}

void ClientTalkersTest::asksOnlyWhileItIsSeen()
{
    NatsServerProcess server;
    QVERIFY2(server.start(), qPrintable(server.errorText()));
    Engine engine;
    auto *connection = engine.connections.add(profileOf(server.url()));
    QTRY_COMPARE(connection->state(), ConnectionState::Connected);
    const auto pane = makePane(engine);
    choose(*pane, QStringLiteral("Clients"));
    const auto asked = [&pane] {
        return figure(*pane, 0, Published);
    };
    QTRY_VERIFY_WITH_TIMEOUT((pane->refresh(), asked() > 0), deadline); // our own questions are counted, too
    pane->hide();
    QCOMPARE(pane->clients().table()->model()->rowCount(), 0);
    pane->refresh();
    pane->show();
    QCOMPARE(pane->clients().table()->model()->rowCount(), 0); // what was known before is not of now
    QTRY_VERIFY_WITH_TIMEOUT((pane->refresh(), asked() > 0), deadline);
    engine.connections.remove(connection->id());
    pane->refresh();
    QVERIFY(says(*pane, QStringLiteral("Connect to a server")));
    QCOMPARE(pane->clients().table()->model()->rowCount(), 0);
}

void ClientTalkersTest::saysWhyNobodyIsKnown()
{
    DenyingServer server;
    QVERIFY2(server.start(), qPrintable(server.errorText()));
    Engine engine;
    auto *connection = engine.connections.add(profileOf(server.url()));
    QTRY_COMPARE(connection->state(), ConnectionState::Connected);
    const auto pane = makePane(engine);
    choose(*pane, QStringLiteral("Clients"));
    QTRY_VERIFY_WITH_TIMEOUT((pane->refresh(), says(*pane, QStringLiteral("permissions violation"))), deadline);
    QVERIFY(says(*pane, QStringLiteral("Who publishes on staging is not known")));
    shoot(*pane, QStringLiteral("talkers-refused"));
}

/// The branch that is chosen in the subject tree.
void ClientTalkersTest::tokensBelowABranch()
{
    Engine engine;
    auto &tree = engine.view.tree();
    const SourceId source(1);
    tree.aggregate(1'000'000);
    std::vector<std::string> subjects(30, "shop.eu.orders");
    subjects.insert(subjects.end(), 10, "shop.us.carts");
    subjects.insert(subjects.end(), 90, "iot.pump.on");
    tree.add(*makeBatch(source, subjects));
    tree.aggregate(1'000'000'000);
    const auto pane = makePane(engine);
    pane->setBranch(source, "shop");
    choose(*pane, QStringLiteral("Tokens"));
    auto *rows = pane->table()->model();
    QCOMPARE(rows->rowCount(), 3); // of all
    auto *below = named<QAbstractButton>(*pane, QStringLiteral("Below shop"));
    QVERIFY(below);
    QTest::mouseClick(below, Qt::LeftButton, {}, {8, below->height() / 2});
    QCOMPARE(rows->rowCount(), 2);
    QCOMPARE(rows->index(0, 0).data().toString(), QStringLiteral("eu"));
    QVERIFY(std::abs(rows->index(0, Share).data(SortRole).toDouble() - 0.75) < 0.01);
    QSignalSpy filters(pane.get(), &TalkersPane::filterRequested);
    Q_EMIT pane->table()->activated(rows->index(0, 0));
    QCOMPARE(filters.value(0).value(0).toString(), QStringLiteral("shop.eu or shop.eu.>"));
    pane->setBranch(source, "shop.us.carts"); // nothing is below it
    pane->setBranch(source, "never.seen");
    QCOMPARE(rows->rowCount(), 2);
    pane->setBranch(source, "iot");
    QCOMPARE(rows->rowCount(), 1);
    QCOMPARE(rows->index(0, 0).data().toString(), QStringLiteral("pump"));
    shoot(*pane, QStringLiteral("talkers-below"));
    tree.clear();
    pane->refresh();
    QCOMPARE(rows->rowCount(), 0); // not those of all
    choose(*pane, QStringLiteral("Subjects"));
    QVERIFY(!below->isVisible());
}

QTEST_MAIN(ClientTalkersTest)
#include "tst_clienttalkers.moc"
