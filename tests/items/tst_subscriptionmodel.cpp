// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "flow/dropledger.h"
#include "flow/fanout.h"
#include "items/roles.h"
#include "items/subscriptionmodel.h"
#include "support/natsserverprocess.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace gnat;

/// Against a real server, because rows, checks and edits are what the connections say.
class TestSubscriptionModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void followsConnections();

private:
    static QString draw(const SubscriptionModel &model);

    test::NatsServerProcess m_server;
};

void TestSubscriptionModel::initTestCase()
{
    QVERIFY2(m_server.start(), qPrintable(m_server.errorText()));
}

QString TestSubscriptionModel::draw(const SubscriptionModel &model)
{
    QStringList rows;
    for (int row = 0; row < model.rowCount(); ++row) {
        const auto index = model.index(row, SubscriptionModel::Pattern);
        const bool isOn = index.data(Qt::CheckStateRole).toInt() == Qt::Checked;
        rows.append((isOn ? u'+' : u'-') + index.data().toString());
    }
    return rows.join(u' ');
}

void TestSubscriptionModel::followsConnections()
{
    DropLedger ledger;
    Fanout fanout;
    ConnectionSet connections(fanout, ledger);
    SubscriptionModel model(connections);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    auto profile = profileFromUrls(m_server.url());
    QVERIFY(profile.isOk());
    profile.value().subscriptions = QStringList{QStringLiteral(">"), QStringLiteral("shop.>")};
    auto *connection = connections.add(profile.value());
    QSignalSpy confirmed(connection, &Connection::subscriptionsConfirmed);
    QTRY_COMPARE(connection->state(), ConnectionState::Connected);
    QTRY_VERIFY(!confirmed.isEmpty());
    QTRY_COMPARE(draw(model), QStringLiteral("+> +shop.>"));
    QCOMPARE(model.connection(model.index(0, 0)), connection);
    QVERIFY(model.index(1, 0).data(Qt::ToolTipRole).toString().contains(QStringLiteral("also matched by >")));

    QVERIFY(connection->publish({"shop.a", {}, {}, "x"}).isOk());
    QTRY_VERIFY(model.index(0, 0).data(CountRole).toULongLong() > 0);
    QTRY_VERIFY(model.index(0, 0).data(RateRole).toDouble() > 0);

    QVERIFY(model.setData(model.index(0, 0), Qt::Unchecked, Qt::CheckStateRole));
    QTRY_COMPARE(draw(model), QStringLiteral("-> +shop.>"));
    QCOMPARE(model.index(0, SubscriptionModel::Rate).data().toString(), QStringLiteral("off"));

    QSignalSpy refused(&model, &SubscriptionModel::editRefused);
    QVERIFY(!model.setData(model.index(1, 0), QStringLiteral("a.>.b"), Qt::EditRole));
    QCOMPARE(refused.size(), 1);
    QVERIFY(model.setData(model.index(1, 0), QStringLiteral("user.*"), Qt::EditRole));
    QTRY_COMPARE(draw(model), QStringLiteral("-> +user.*"));

    connections.remove(connection->id());
    QCOMPARE(model.rowCount(), 0);
}

QTEST_GUILESS_MAIN(TestSubscriptionModel)
#include "tst_subscriptionmodel.moc"
