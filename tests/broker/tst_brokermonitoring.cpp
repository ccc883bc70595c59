// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/brokernode.h"
#include "broker/cluster/brokercluster.h"
#include "broker/httpclient.h"
#include "broker/rawclient.h"

#include <QJsonArray>
#include <QSet>
#include <QTest>

#include <future>

using namespace gnat;
using namespace gnat::test;

namespace {

const QByteArray hello = "CONNECT {\"verbose\":false,\"pedantic\":false,\"headers\":true,\"no_responders\":true}\r\n";

BrokerOptions monitored()
{
    BrokerOptions options;
    options.port = -1;
    options.monitoring.port = -1;
    return options;
}

void roundTrip(RawClient &client, const QByteArray &said)
{
    client.send(said + "PING\r\n");
    QVERIFY(client.readUntil("PONG\r\n").endsWith("PONG\r\n"));
}

/// The numbers of the clients on a page of /connz, in its order: "1 2 3".
QByteArray cids(quint16 port, const QByteArray &query)
{
    QByteArrayList list;
    for (const auto &client : httpGet(port, "/connz?" + query).object().value(u"connections").toArray())
        list.append(QByteArray::number(client.toObject().value(u"cid").toInt()));
    return list.join(' ');
}

QByteArray request(RawClient &client, const QByteArray &subject, const QByteArray &payload = {})
{
    client.send("PUB " + subject + " inbox.1 " + QByteArray::number(payload.size()) + "\r\n" + payload + "\r\n");
    const auto head = client.readUntil("\r\n");
    return head.startsWith("HMSG") ? head + client.readUntil("\r\n\r\n\r\n") : client.readUntil("\r\n").trimmed();
}

BrokerSnapshot inspected(BrokerNode &node, InspectQuery query)
{
    std::promise<BrokerSnapshot> promise;
    auto future = promise.get_future();
    if (!node.inspect(std::move(query),
                      [&promise](BrokerSnapshot snapshot) { promise.set_value(std::move(snapshot)); }))
        return {};
    return future.get();
}

} // namespace

/// What the monitoring of a node on its own shows.
class TestBrokerMonitoring : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sortsAndPages();
    void filters();
    void closedClients();
    void inspects();
    void counts();
    void system();
    void nodesOfAClusterAnswer();
};

void TestBrokerMonitoring::sortsAndPages()
{
    BrokerNode node(monitored());
    QVERIFY(node.start().isOk());
    RawClient first(node.port());
    RawClient second(node.port());
    RawClient third(node.port());
    roundTrip(first, hello + "SUB a 1\r\n");
    roundTrip(second, hello + "SUB x 1\r\nSUB y 2\r\nSUB z 3\r\n");
    roundTrip(third, hello + "SUB p 1\r\nSUB q 2\r\nPUB a 3\r\nabc\r\nPUB a 3\r\nabc\r\n");
    roundTrip(second, "PUB x 9\r\n123456789\r\n");
    const auto port = node.monitoringPort();
    QCOMPARE(cids(port, ""), "1 2 3");
    QCOMPARE(cids(port, "sort=start"), "1 2 3");
    QCOMPARE(cids(port, "sort=subs"), "2 3 1");
    QCOMPARE(cids(port, "sort=msgs_to"), "1 2 3");
    QCOMPARE(cids(port, "sort=msgs_from"), "3 2 1");
    QCOMPARE(cids(port, "sort=bytes_to"), "2 1 3");
    QCOMPARE(cids(port, "sort=bytes_from"), "2 3 1");
    QCOMPARE(cids(port, "sort=last"), "2 1 3"); // the first got the last message of the third
    QCOMPARE(cids(port, "sort=uptime"), "3 2 1");
    QCOMPARE(cids(port, "sort=pending"), "1 2 3");
    QCOMPARE(cids(port, "limit=2"), "1 2");
    QCOMPARE(cids(port, "limit=2&offset=1&sort=uptime"), "2 1");
    QCOMPARE(cids(port, "offset=3"), "");
    QCOMPARE(cids(port, "offset=-1&limit=-1"), "1 2 3");
    QCOMPARE(cids(port, "cid=2"), "2");
    const auto page = httpGet(port, "/connz?limit=1&offset=1").object();
    QCOMPARE(page.value(u"total").toInt(), 3);
    QCOMPARE(page.value(u"num_connections").toInt(), 1);
    QCOMPARE(page.value(u"limit").toInt(), 1);
    QCOMPARE(page.value(u"offset").toInt(), 1);
}

void TestBrokerMonitoring::filters()
{
    auto options = monitored();
    options.users = {{"ann", "a", {}, {}}, {"bob", "b", {}, {}}};
    BrokerNode node(options);
    QVERIFY(node.start().isOk());
    const auto login = [](const QByteArray &user, const QByteArray &password) {
        return "CONNECT {\"verbose\":false,\"user\":\"" + user + "\",\"pass\":\"" + password +
               "\",\"headers\":true}\r\n";
    };
    RawClient ann(node.port());
    RawClient bob(node.port());
    roundTrip(ann, login("ann", "a") + "SUB orders.* 1\r\n");
    roundTrip(bob, login("bob", "b") + "SUB inbox.* 9\r\nSUB logs.> 1\r\n");
    const auto port = node.monitoringPort();
    QCOMPARE(cids(port, "auth=1&user=bob"), "2");
    QCOMPARE(cids(port, "auth=1&user=eve"), "");
    QCOMPARE(cids(port, "acc=$G"), "1 2");
    QCOMPARE(cids(port, "acc=$SYS"), "");
    const auto told = httpGet(port, "/connz?auth=1&cid=1").object().value(u"connections").toArray().first().toObject();
    QCOMPARE(told.value(u"authorized_user").toString(), u"ann");
    QVERIFY(!httpGet(port, "/connz?cid=1").body.contains("authorized_user"));
    const auto matching = [&bob](const QByteArray &filter) {
        const auto answer = request(bob, "$SYS.REQ.ACCOUNT.PING.CONNZ", "{\"filter_subject\":\"" + filter + "\"}");
        return QJsonDocument::fromJson(answer)[u"data"][u"num_connections"].toInt();
    };
    QCOMPARE(matching("orders.new"), 1);
    QCOMPARE(matching("*.new"), 2);
    QCOMPARE(matching(">"), 2);
    QCOMPARE(matching("orders.new.large"), 0);
}

void TestBrokerMonitoring::closedClients()
{
    BrokerNode node(monitored());
    QVERIFY(node.start().isOk());
    const auto port = node.monitoringPort();
    {
        RawClient brief(node.port());
        roundTrip(brief, hello + "SUB a 1\r\nSUB b group 2\r\n");
    }
    QTRY_COMPARE(cids(port, "state=closed"), "1");
    {
        RawClient refused(node.port());
        refused.send("NONSENSE\r\n");
        refused.readToEnd();
    }
    QTRY_COMPARE(cids(port, "state=closed"), "1 2");
    QCOMPARE(cids(port, "state=closed&sort=stop"), "2 1");
    QCOMPARE(cids(port, "state=closed&sort=reason"), "1 2");
    QCOMPARE(cids(port, "state=closed&cid=2"), "2");
    QCOMPARE(cids(port, "state=open"), "");
    const RawClient open(node.port());
    QTRY_COMPARE(cids(port, "state=any"), "1 2 3");
    const auto closed = httpGet(port, "/connz?state=closed&subs=detail&cid=1").object();
    const auto client = closed.value(u"connections").toArray().first().toObject();
    QCOMPARE(client.value(u"reason").toString(), u"Client Closed");
    QCOMPARE(client.value(u"subscriptions_list_detail").toArray().size(), 2);
    QCOMPARE(client.value(u"subscriptions").toInt(), 2);
}

void TestBrokerMonitoring::inspects()
{
    BrokerNode node(monitored());
    QVERIFY(!node.inspect({}, [](const BrokerSnapshot &) {}).isOk());
    QVERIFY(node.start().isOk());
    RawClient client(node.port());
    roundTrip(client, hello + "SUB a.* q 7\r\nPUB a.b 2\r\nhi\r\n");
    InspectQuery query;
    query.connections = ConnectionQuery{};
    query.connections->subscriptions = ConnectionQuery::Subscriptions::Detail;
    query.process = true;
    const auto snapshot = inspected(node, query);
    QCOMPARE(snapshot.server.connections, 1U);
    QCOMPARE(snapshot.server.subscriptions, 1U);
    QVERIFY(snapshot.server.memory > 0);
    QCOMPARE(snapshot.connections->clients.size(), 1U);
    const auto &shown = snapshot.connections->clients.front();
    QCOMPARE(shown.figures.inMessages, 1U);
    QCOMPARE(shown.figures.outBytes, 2U);
    QVERIFY(shown.port != 0);
    QVERIFY(shown.roundTrip > 0);
    QVERIFY(shown.started <= shown.lastActivity && shown.lastActivity <= snapshot.server.now);
    const auto &subscription = shown.subscriptionList.front();
    QCOMPARE(subscription.subject, "a.*");
    QCOMPARE(subscription.queue, "q");
    QCOMPARE(subscription.sid, "7");
    QCOMPARE(subscription.messages, 1U);
    query.connections->sort = "nonsense";
    const auto refused = node.inspect(query, [](const BrokerSnapshot &) {});
    QCOMPARE(refused.error().message, "invalid sorting option: nonsense");
}

void TestBrokerMonitoring::counts()
{
    BrokerNode node(monitored());
    QVERIFY(node.start().isOk());
    RawClient client(node.port());
    roundTrip(client, hello + "SUB inbox.* 1\r\nPUB inbox.2 3\r\nabc\r\n");
    request(client, "$SYS.REQ.ACCOUNT.PING.STATZ");
    httpGet(node.monitoringPort(), "/connz");
    const auto varz = httpGet(node.monitoringPort(), "/varz").object();
    QCOMPARE(varz.value(u"connections").toInt(), 1);
    QCOMPARE(varz.value(u"total_connections").toInt(), 1);
    QCOMPARE(varz.value(u"in_msgs").toInt(), 2); // the request, and not its answer
    QCOMPARE(varz.value(u"in_bytes").toInt(), 3);
    QCOMPARE(varz.value(u"out_msgs").toInt(), 2); // the answer, and not the request
    QCOMPARE(varz.value(u"subscriptions").toInt(), 1);
    QCOMPARE(varz.value(u"http_port").toInt(), node.monitoringPort());
    QCOMPARE(varz.value(u"http_req_stats").toObject(),
             (QJsonObject{{QStringLiteral("/connz"), 1}, {QStringLiteral("/varz"), 1}}));
    for (const auto *figure : {"mem", "cpu", "cores", "slow_consumers", "uptime", "version", "server_id", "now"})
        QVERIFY2(varz.contains(QLatin1String(figure)), figure); // nats-top reads these
    const auto subsz = httpGet(node.monitoringPort(), "/subsz?subs=1&test=inbox.9").object();
    QCOMPARE(subsz.value(u"num_subscriptions").toInt(), 1);
    QCOMPARE(subsz.value(u"subscriptions_list").toArray().size(), 1);
}

void TestBrokerMonitoring::system()
{
    auto options = monitored();
    options.opensSystem = true;
    BrokerNode node(options);
    QVERIFY(node.start().isOk());
    RawClient client(node.port());
    const auto id = QJsonDocument::fromJson(client.info().mid(5)).object().value(u"server_id").toString().toLatin1();
    roundTrip(client, hello + "SUB inbox.* 1\r\n");
    const auto data = [&client](const QByteArray &subject, const QByteArray &payload = {}) {
        return QJsonDocument::fromJson(request(client, subject, payload)).object().value(u"data").toObject();
    };
    QCOMPARE(data("$SYS.REQ.SERVER.PING.VARZ").value(u"port").toInt(), node.port());
    QCOMPARE(data("$SYS.REQ.SERVER." + id + ".VARZ").value(u"port").toInt(), node.port());
    QCOMPARE(data("$SYS.REQ.SERVER.PING.HEALTHZ").value(u"status").toString(), u"ok");
    QCOMPARE(data("$SYS.REQ.SERVER.PING.SUBSZ", "{\"subscriptions\":true}").value(u"total").toInt(), 1);
    QCOMPARE(data("$SYS.REQ.SERVER." + id + ".CONNZ").value(u"num_connections").toInt(), 1);
    QCOMPARE(data("$SYS.REQ.SERVER.PING.ROUTEZ").value(u"num_routes").toInt(-1), 0);
    QCOMPARE(data("$SYS.REQ.SERVER.PING.JSZ").value(u"disabled").toBool(), true);
    QCOMPARE(data("$SYS.REQ.SERVER.PING.LEAFZ").value(u"leafnodes").toInt(-1), 0);
    QVERIFY(data("$SYS.REQ.SERVER.PING.GATEWAYZ").contains(u"inbound_gateways"));
    QCOMPARE(data("$SYS.REQ.SERVER.PING.ACCOUNTZ").value(u"accounts").toArray().size(), 2);
    QCOMPARE(data("$SYS.REQ.ACCOUNT.$G.INFO").value(u"account_name").toString(), u"$G");
    QCOMPARE(data("$SYS.REQ.ACCOUNT.$G.CONNZ").value(u"num_connections").toInt(), 1);
    QVERIFY(request(client, "$SYS.REQ.SERVER.PING").contains("\"statsz\":{\"start\":"));
    QVERIFY(request(client, "$SYS.REQ.SERVER.PING.STATSZ").contains("\"statsz\":{\"start\":"));
    QVERIFY(request(client, "$SYS.REQ.SERVER.XYZ.VARZ").contains("NATS/1.0 503"));
    QVERIFY(request(client, "$SYS.REQ.SERVER.PING.CONNZ", "{\"limit\":1e999}").contains("\"code\":400"));
    QVERIFY(request(client, "$SYS.REQ.SERVER.PING.ACCOUNTZ", "{\"account\":\"X\"}")
                .endsWith("\"data\":null,\"error\":{\"code\":500,\"description\":\"Account X does not exist\"}}"));
}

void TestBrokerMonitoring::nodesOfAClusterAnswer()
{
    auto options = monitored();
    BrokerCluster cluster(options, 3);
    QVERIFY(cluster.start().isOk());
    RawClient client(cluster.node(0).port());
    roundTrip(client, hello + "SUB inbox.* 1\r\n");
    const auto answers = [&client] {
        client.send("PUB $SYS.REQ.ACCOUNT.PING.CONNZ inbox.1 0\r\n\r\n");
        QSet<QString> servers;
        for (int i = 0; i < 3; ++i) {
            client.readUntil("\r\n", 500);
            const auto answer = QJsonDocument::fromJson(client.readUntil("\r\n", 500).trimmed());
            servers.insert(answer[u"server"][u"id"].toString());
        }
        servers.remove(QString());
        return servers.size();
    };
    QTRY_COMPARE(answers(), 3);
    const auto routez = httpGet(cluster.node(0).monitoringPort(), "/routez").object();
    QCOMPARE(routez.value(u"num_routes").toInt(), 2);
    const auto route = routez.value(u"routes").toArray().first().toObject();
    QCOMPARE(route.value(u"remote_id").toString().size(), 56);
    QVERIFY(route.value(u"port").toInt() > 0);
    const auto varz = httpGet(cluster.node(0).monitoringPort(), "/varz").object();
    QCOMPARE(varz.value(u"routes").toInt(), 2);
    QCOMPARE(varz.value(u"remotes").toInt(), 2);
    QVERIFY(varz.value(u"cluster").toObject().value(u"cluster_port").toInt() > 0);
    QCOMPARE(varz.value(u"connect_urls").toArray().size(), 3);
}

QTEST_GUILESS_MAIN(TestBrokerMonitoring)
#include "tst_brokermonitoring.moc"
