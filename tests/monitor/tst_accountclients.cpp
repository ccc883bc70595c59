// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/brokernode.h"
#include "client/clienthelpers.h"
#include "monitor/accountclients.h"
#include "support/denyingserver.h"
#include "support/natsserverprocess.h"
#include "support/qtwarnings.h"
#include "support/steadypublisher.h"

#include <QTest>

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <vector>

using namespace gnat;
using namespace gnat::test;

/// How much each client of an account publishes, asked of real servers.
class AccountClientsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { failOnQtWarnings(); }
    void tellsWhoPublishesHowMuch_data();
    void tellsWhoPublishesHowMuch();
    void tellsOfAllServers();
    void readsPageByPage();
    void aServerThatStartsAgain();
    void saysWhyNot();
};

namespace {

std::optional<ClientTalker> find(const AccountClients &clients, const QString &name)
{
    const auto all = clients.clients();
    const auto found = std::ranges::find(all, name, [](const ClientTalker &talker) { return talker.figures.name; });
    return found == all.end() ? std::nullopt : std::optional(*found);
}

double rateOf(const AccountClients &clients, const QString &name)
{
    const auto talker = find(clients, name);
    return talker && talker->rates ? talker->rates->published : -1;
}

const QString fast = QStringLiteral("fast");
const QString slow = QStringLiteral("slow");

} // namespace

void AccountClientsTest::tellsWhoPublishesHowMuch_data()
{
    QTest::addColumn<bool>("isOurs");
    QTest::newRow("nats-server") << false;
    QTest::newRow("embedded broker") << true;
}

void AccountClientsTest::tellsWhoPublishesHowMuch()
{
    QFETCH(const bool, isOurs);
    NatsServerProcess theirs;
    BrokerOptions options;
    options.port = -1;
    BrokerNode ours(options);
    if (isOurs)
        QVERIFY(ours.start());
    else
        QVERIFY2(theirs.start(), qPrintable(theirs.errorText()));
    const quint16 port = isOurs ? ours.port() : theirs.port();
    SteadyPublisher many(port, "fast", "talk.fast", 50);
    SteadyPublisher few(port, "slow", "talk.slow", 10);
    Client client(QStringLiteral("nats://127.0.0.1:%1").arg(port));
    QVERIFY(client.connects()); // and subscribes to nothing
    AccountClients clients(*client.connection);
    QTRY_VERIFY_WITH_TIMEOUT((clients.refresh(), rateOf(clients, fast) > 0 && rateOf(clients, slow) > 0), 20'000);
    QCOMPARE(clients.problem(), QString());
    const double ratio = rateOf(clients, fast) / rateOf(clients, slow);
    QVERIFY2(ratio > 3 && ratio < 8, qPrintable(QString::number(ratio))); // they send in the same turns
    many.stop();
    few.stop();
    QTRY_COMPARE_WITH_TIMEOUT((clients.refresh(), find(clients, fast)->figures.published), many.sent(), 20'000);
    const auto quiet = [&clients] {
        clients.refresh();
        return rateOf(clients, fast) == 0 && rateOf(clients, slow) == 0;
    };
    QTRY_VERIFY_WITH_TIMEOUT(quiet(), 20'000);
    const auto talker = find(clients, slow).value();
    QCOMPARE(talker.figures.published, few.sent());
    QCOMPARE(talker.figures.publishedBytes, few.sent() * SteadyPublisher::payloadBytes);
    QVERIFY(!talker.figures.isOwn);
    const auto all = clients.clients();
    QCOMPARE(std::ranges::count_if(all, [](const ClientTalker &one) { return one.figures.isOwn; }), 1);
}

void AccountClientsTest::tellsOfAllServers()
{
    BrokerOptions options;
    options.port = -1;
    options.cluster.name = "two";
    options.cluster.port = -1;
    BrokerNode one(options);
    QVERIFY(one.start());
    options.cluster.routes = {"nats://127.0.0.1:" + std::to_string(one.clusterPort())};
    BrokerNode two(options);
    QVERIFY(two.start());
    SteadyPublisher here(one.port(), "fast", "talk.fast", 20);
    SteadyPublisher there(two.port(), "slow", "talk.slow", 4);
    Client client(QStringLiteral("nats://127.0.0.1:%1").arg(one.port()));
    QVERIFY(client.connects());
    AccountClients clients(*client.connection);
    QTRY_VERIFY_WITH_TIMEOUT((clients.refresh(), rateOf(clients, fast) > 0 && rateOf(clients, slow) > 0), 30'000);
    QVERIFY(find(clients, fast)->figures.serverId != find(clients, slow)->figures.serverId);
    two.stop();
    QTRY_VERIFY_WITH_TIMEOUT((clients.refresh(), !find(clients, slow)), 30'000);
    QTRY_VERIFY_WITH_TIMEOUT((clients.refresh(), rateOf(clients, fast) > 0), 20'000);
}

void AccountClientsTest::readsPageByPage()
{
    constexpr int more = 1100; // than a page holds
    NatsServerProcess server;
    QVERIFY2(server.start(), qPrintable(server.errorText()));
    std::vector<std::unique_ptr<RawClient>> others;
    for (int i = 0; i < more; ++i) {
        others.push_back(std::make_unique<RawClient>(server.port()));
        QVERIFY(others.back()->isUp);
    }
    Client client(server.url());
    QVERIFY(client.connects());
    AccountClients clients(*client.connection);
    QTRY_COMPARE_WITH_TIMEOUT((clients.refresh(), clients.clients().size()), more + 1, 30'000);
    QCOMPARE(clients.servers().begin().value(), more + 1);
    // Long answers are asked for less often.
    QTRY_VERIFY_WITH_TIMEOUT((clients.refresh(), clients.intervalNs() > 0), 30'000);
    QVERIFY2(clients.intervalNs() > 2'500'000'000, qPrintable(QString::number(clients.intervalNs())));
}

void AccountClientsTest::aServerThatStartsAgain()
{
    NatsServerProcess server;
    QVERIFY2(server.start(), qPrintable(server.errorText()));
    auto before = std::make_unique<SteadyPublisher>(server.port(), "fast", "talk.fast", 50);
    Client client(server.url());
    QVERIFY(client.connects());
    AccountClients clients(*client.connection);
    QTRY_VERIFY_WITH_TIMEOUT((clients.refresh(), rateOf(clients, fast) > 0), 20'000);
    before.reset();
    server.kill();
    QTRY_VERIFY_WITH_TIMEOUT(client.connection->state() != ConnectionState::Connected, 10'000);
    clients.refresh();
    QVERIFY(clients.clients().isEmpty()); // nobody is known while nobody can be asked
    QVERIFY2(server.start(), qPrintable(server.errorText()));
    QTRY_VERIFY_WITH_TIMEOUT(client.connection->state() == ConnectionState::Connected, 30'000);
    const SteadyPublisher again(server.port(), "fast", "talk.fast", 5);
    bool isNegative = false;
    const auto isKnown = [&] {
        clients.refresh();
        const auto talker = find(clients, fast);
        isNegative = isNegative || (talker && talker->rates && talker->rates->published < 0);
        return rateOf(clients, fast) > 0;
    };
    QTRY_VERIFY_WITH_TIMEOUT(isKnown(), 20'000);
    QVERIFY(!isNegative);
}

void AccountClientsTest::saysWhyNot()
{
    DenyingServer server;
    QVERIFY2(server.start(), qPrintable(server.errorText()));
    Client client(profileFromUrls(server.url()).value());
    QVERIFY(client.connects());
    AccountClients clients(*client.connection);
    QTRY_VERIFY_WITH_TIMEOUT((clients.refresh(), clients.problem().contains(QStringLiteral("ermissions"))), 20'000);
    QVERIFY(clients.clients().isEmpty());
    QVERIFY(!clients.hasAnswer());
}

QTEST_GUILESS_MAIN(AccountClientsTest)
#include "tst_accountclients.moc"
