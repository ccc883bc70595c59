// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/clienthelpers.h"
#include "flow/dropledger.h"
#include "flow/fanout.h"
#include "items/roles.h"
#include "items/subscriptionmodel.h"
#include "support/natsserverprocess.h"

#include <QAbstractItemModelTester>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <future>

using namespace gnat;

/// Against a real server, because rows, checks and edits are what the connections say.
class TestSubscriptionModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void followsConnections();
    void tellsWhatTheServerRefuses();
    void countsWhatTheLibraryDropped();

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

void TestSubscriptionModel::tellsWhatTheServerRefuses()
{
    const QTemporaryDir folder;
    QFile config(folder.filePath(QStringLiteral("nats.conf")));
    QVERIFY(config.open(QIODevice::WriteOnly));
    config.write("authorization { users = [ { user: u, password: p, permissions: { subscribe: \"orders.>\" } } ] }");
    config.close();
    test::NatsServerProcess server({QStringLiteral("-c"), config.fileName()});
    QVERIFY2(server.start(), qPrintable(server.errorText()));
    DropLedger ledger;
    Fanout fanout;
    ConnectionSet connections(fanout, ledger);
    SubscriptionModel model(connections);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    auto profile = profileFromUrls(QStringLiteral("nats://u:p@127.0.0.1:%1").arg(server.port()));
    profile.value().subscriptions = QStringList{QStringLiteral(">"), QStringLiteral("orders.>")};
    connections.add(profile.value());
    QTRY_COMPARE(model.rowCount(), 2);
    const auto everything = model.index(0, SubscriptionModel::Pattern);
    const auto rate = model.index(0, SubscriptionModel::Rate);
    QTRY_COMPARE(rate.data().toString(), QStringLiteral("refused"));
    QVERIFY(everything.data(RefusalRole).toString().contains(QStringLiteral("Permissions Violation")));
    QVERIFY(everything.data(Qt::ToolTipRole).toString().contains(QStringLiteral("Permissions Violation")));
    QVERIFY(everything.data(Qt::AccessibleTextRole).toString().contains(QStringLiteral("refused")));
    const auto orders = model.index(1, SubscriptionModel::Pattern);
    QVERIFY(orders.data(RefusalRole).toString().isEmpty());
    QVERIFY(!orders.data(Qt::ToolTipRole).toString().contains(QStringLiteral("also matched by")));
}

/// The door holds up the library's delivery until more waits there than it keeps: 256 MB.
void TestSubscriptionModel::countsWhatTheLibraryDropped()
{
    constexpr int sent = 5'000;
    DropLedger ledger;
    Fanout fanout;
    std::promise<void> opening;
    std::shared_future<void> isOpen(opening.get_future());
    fanout.attach(std::make_shared<BatchQueue>(BatchQueue::Limits{}), [isOpen](SourceId) {
        isOpen.wait();
        return false;
    });
    ConnectionSet connections(fanout, ledger);
    SubscriptionModel model(connections);
    auto profile = profileFromUrls(m_server.url());
    profile.value().subscriptions = QStringList{QStringLiteral("large.*")};
    auto *connection = connections.add(profile.value());
    QSignalSpy confirmed(connection, &Connection::subscriptionsConfirmed);
    QSignalSpy errors(connection, &Connection::errorOccurred);
    QTRY_VERIFY(!confirmed.isEmpty());
    QCOMPARE(model.index(0, 0).data(DroppedRole).toULongLong(), 0U);

    test::RawClient raw(m_server.port());
    QVERIFY(raw.isUp);
    const auto message = "PUB large.a 60000\r\n" + QByteArray(60'000, 'x') + "\r\n";
    for (int i = 0; i < sent; ++i) {
        raw.socket.write(message);
        QVERIFY(raw.socket.waitForBytesWritten(5'000));
    }
    QVERIFY(raw.sync());
    QTRY_VERIFY_WITH_TIMEOUT(!errors.isEmpty(), 30'000); // the library says that it drops
    opening.set_value();
    const auto dropped = [&] {
        return model.index(0, 0).data(DroppedRole).toULongLong();
    };
    QTRY_VERIFY_WITH_TIMEOUT(dropped() > 0, 30'000);
    QTRY_COMPARE_WITH_TIMEOUT(model.index(0, 0).data(CountRole).toULongLong() + dropped(), sent, 30'000);
    QVERIFY(model.index(0, 0).data(Qt::ToolTipRole).toString().contains(QStringLiteral("dropped here")));
    QCOMPARE(ledger.figures().droppedInClient, dropped());
}

QTEST_GUILESS_MAIN(TestSubscriptionModel)
#include "tst_subscriptionmodel.moc"
