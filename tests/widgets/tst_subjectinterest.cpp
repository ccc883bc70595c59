// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/clienthelpers.h"
#include "engine.h"
#include "items/roles.h"
#include "items/subjecttreemodel.h"
#include "resources/resources.h"
#include "subjects/subjectinterest.h"
#include "subjects/subjectspane.h"
#include "support/denyingserver.h"
#include "support/natsserverprocess.h"

#include <QLabel>
#include <QMenu>
#include <QTest>

using namespace gnat;
using namespace gnat::test;

/// Who subscribes, beside the traffic: asked of a real server, seen in the tree.
class SubjectInterestTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { initResources(); }
    void init() { failOnOurWarnings(); }
    void isShownOnDemandAndRemembered();
    void saysWhyNobodyIsKnown();
};

namespace {

ConnectionProfile profileOf(const QString &url)
{
    auto profile = profileFromUrls(url).value();
    profile.name = QStringLiteral("staging");
    return profile;
}

SubjectsPane *makePane(Engine &engine)
{
    auto *model = new SubjectTreeModel(engine.view.tree(), [](SourceId) { return QStringLiteral("staging"); });
    auto *pane = new SubjectsPane(model, &engine.connections);
    pane->remember(engine.preferences);
    pane->resize(280, 400);
    pane->show();
    return pane;
}

} // namespace

void SubjectInterestTest::isShownOnDemandAndRemembered()
{
    NatsServerProcess server;
    QVERIFY2(server.start(), qPrintable(server.errorText()));
    RawClient billing(server.port());
    billing.socket.write("SUB shop.orders.* workers 1\r\n");
    QVERIFY(billing.sync());
    Engine engine;
    auto *connection = engine.connections.add(profileOf(server.url()));
    QTRY_COMPARE(connection->state(), ConnectionState::Connected);
    {
        const std::unique_ptr<SubjectsPane> pane(makePane(engine));
        QVERIFY(!pane->interests()->isOn(connection->id())); // a foreign server is asked for nothing unasked
        QMenu menu;
        pane->fillTitleMenu(menu);
        for (auto *action : menu.actions()) {
            if (action->text() == QStringLiteral("Show who subscribes on staging"))
                action->trigger();
        }
        QVERIFY(pane->interests()->isOn(connection->id()));
        QModelIndex orders;
        QTRY_VERIFY_WITH_TIMEOUT(
            (pane->refresh(), orders = pane->model()->indexOf(connection->id(), "shop.orders.*")).isValid(), 20'000);
        QCOMPARE(orders.data(SubscribersRole).toUInt(), 1U);
        shoot(*pane, QStringLiteral("interest"));
    }
    const std::unique_ptr<SubjectsPane> again(makePane(engine));
    QVERIFY(again->interests()->isOn(connection->id()));
}

void SubjectInterestTest::saysWhyNobodyIsKnown()
{
    DenyingServer server;
    QVERIFY2(server.start(), qPrintable(server.errorText()));
    Engine engine;
    auto *connection = engine.connections.add(profileOf(server.url()));
    QTRY_COMPARE(connection->state(), ConnectionState::Connected);
    const std::unique_ptr<SubjectsPane> pane(makePane(engine));
    pane->interests()->setOn(connection->id(), true);
    const auto says = [&pane](const QString &text) {
        const auto labels = pane->findChildren<QLabel *>();
        return std::any_of(labels.begin(), labels.end(), [&](const QLabel *label) {
            return label->isVisible() && label->text().contains(text, Qt::CaseInsensitive);
        });
    };
    QTRY_VERIFY_WITH_TIMEOUT(says(QStringLiteral("permissions violation")), 20'000);
    QVERIFY(says(QStringLiteral("staging")));
    shoot(*pane, QStringLiteral("interest-refused"));
}

QTEST_MAIN(SubjectInterestTest)
#include "tst_subjectinterest.moc"
