// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/brokernode.h"
#include "broker/httpclient.h"
#include "broker/jsonshape.h"
#include "broker/rawclient.h"
#include "support/natsserverprocess.h"

#include <QJsonArray>
#include <QRegularExpression>
#include <QTest>

#include <memory>

using namespace gnat;
using namespace gnat::test;

namespace {

const QByteArray hello = "CONNECT {\"verbose\":false,\"pedantic\":false,\"headers\":true,\"no_responders\":true,"
                         "\"name\":\"it's me\",\"lang\":\"raw\",\"version\":\"1.2.3\"}\r\n";

void waitForClosedClient(quint16 monitoring)
{
    QElapsedTimer timer;
    for (timer.start(); timer.elapsed() < 5000;) {
        if (httpGet(monitoring, "/connz?state=closed").object().value(u"total").toInt() > 0)
            return;
    }
}

} // namespace

/// Our monitoring beside a real nats-server's, with the same traffic.
class TestMonitoringReference : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void pages_data();
    void pages() const;
    void sortsClients_data();
    void sortsClients() const;
    void refusals_data();
    void refusals() const;
    void systemRequests_data();
    void systemRequests();
    void closedForTheSameReason_data();
    void closedForTheSameReason();

private:
    struct Side
    {
        quint16 port = 0;
        quint16 monitoring = 0;
        std::unique_ptr<RawClient> subscriber;
        std::unique_ptr<RawClient> publisher;
    };

    static void play(Side &side);
    bool startReference();
    QByteArray systemAnswer(const Side &side, const QByteArray &subject, const QByteArray &payload) const;

    std::unique_ptr<NatsServerProcess> m_server;
    std::unique_ptr<BrokerNode> m_node;
    Side m_theirs;
    Side m_ours;
};

bool TestMonitoringReference::startReference()
{
    m_server = std::make_unique<NatsServerProcess>(QStringList{QStringLiteral("-m"), QStringLiteral("-1")});
    if (!m_server->start())
        return false;
    static const QRegularExpression line(QStringLiteral("Starting http monitor on 127.0.0.1:(\\d+)"));
    m_theirs.port = m_server->port();
    m_theirs.monitoring = line.match(QString::fromUtf8(m_server->log())).captured(1).toUShort();
    return m_theirs.monitoring != 0;
}

void TestMonitoringReference::initTestCase()
{
    QVERIFY2(startReference(), qPrintable(m_server->errorText()));
    BrokerOptions options;
    options.port = -1;
    options.monitoring.port = -1;
    m_node = std::make_unique<BrokerNode>(options);
    QVERIFY(m_node->start().isOk());
    m_ours.port = m_node->port();
    m_ours.monitoring = m_node->monitoringPort();
    play(m_theirs);
    play(m_ours);
}

void TestMonitoringReference::cleanupTestCase()
{
    m_ours = {};
    m_theirs = {};
    m_node.reset();
    m_server.reset();
}

/// A subscriber with a bit of everything, a publisher, and a client that is gone.
void TestMonitoringReference::play(Side &side)
{
    side.subscriber = std::make_unique<RawClient>(side.port);
    side.publisher = std::make_unique<RawClient>(side.port);
    side.subscriber->send(hello + "SUB foo.> 1\r\nSUB bar workers 2\r\nUNSUB 1 100\r\nPING\r\n");
    side.subscriber->readUntil("PONG\r\n");
    side.publisher->send(hello + "PUB foo.a 5\r\nhello\r\nPUB bar 2\r\nhi\r\nPING\r\n");
    side.publisher->readUntil("PONG\r\n");
    side.subscriber->readUntil("hi\r\n");
    {
        RawClient brief(side.port);
        brief.send(hello + "SUB gone 1\r\nPUB foo.b 1\r\nx\r\nPING\r\n");
        brief.readUntil("PONG\r\n");
    }
    waitForClosedClient(side.monitoring);
}

void TestMonitoringReference::pages_data()
{
    QTest::addColumn<QByteArray>("target");
    for (const auto *target : {"/varz",
                               "/connz",
                               "/connz?subs=1",
                               "/connz?subs=detail&auth=1",
                               "/connz?state=closed",
                               "/connz?state=closed&subs=1",
                               "/connz?state=ANY&subs=Detail",
                               "/connz?cid=999",
                               "/connz?acc=$G",
                               "/connz?acc=$SYS",
                               "/connz?acc=other",
                               "/connz?limit=1&offset=1",
                               "/connz?offset=99",
                               "/connz?sort=idle",
                               "/subsz",
                               "/subscriptionsz",
                               "/subsz?subs=1&test=foo.x",
                               "/subsz?subs=1&test=bar",
                               "/subsz?acc=$G",
                               "/routez",
                               "/routez?subs=1",
                               "/gatewayz",
                               "/leafz",
                               "/leafz?subs=1",
                               "/accountz",
                               "/accountz?acc=$G",
                               "/accstatz",
                               "/accstatz?unused=1",
                               "/jsz",
                               "/jsz?accounts=1&streams=true",
                               "/healthz",
                               "/healthz?js-enabled-only=1",
                               "/ipqueuesz"})
        QTest::newRow(target) << QByteArray(target);
}

void TestMonitoringReference::pages() const
{
    QFETCH(const QByteArray, target);
    const auto theirs = httpGet(m_theirs.monitoring, target);
    const auto ours = httpGet(m_ours.monitoring, target);
    QCOMPARE(ours.status, theirs.status);
    QCOMPARE(shapeOf(ours.body), shapeOf(theirs.body));
    if (!target.toLower().contains("detail")) // subscriptions come in any order, and with them their members
        QCOMPARE(namesInOrder(ours.body), namesInOrder(theirs.body));
    QVERIFY(ours.head.contains("Content-Type: application/json\r\n"));
    QCOMPARE(ours.body.contains("\n  \""), theirs.body.contains("\n  \""));
}

/// What nats-top asks for, in each order that tells three clients apart.
void TestMonitoringReference::sortsClients_data()
{
    QTest::addColumn<QByteArray>("order");
    for (const auto *order : {"cid", "start", "subs", "msgs_to", "msgs_from", "bytes_to", "bytes_from", "uptime"})
        QTest::newRow(order) << QByteArray(order);
}

void TestMonitoringReference::sortsClients() const
{
    QFETCH(const QByteArray, order);
    const auto clientsOf = [&order](const Side &side) {
        RawClient third(side.port);
        third.send("CONNECT {\"verbose\":false,\"name\":\"third\"}\r\nSUB foo.c 1\r\nSUB none 2\r\nSUB nothing 3\r\n"
                   "PUB foo.b 1\r\nx\r\nPUB foo.c 1\r\ny\r\nPUB foo.d 200\r\n" +
                   QByteArray(200, 'z') + "\r\nPING\r\n");
        third.readUntil("PONG\r\n");
        QByteArray list;
        const auto answer = httpGet(side.monitoring, "/connz?limit=1024&sort=" + order + "&subs=1").object();
        for (const auto &client : answer[u"connections"].toArray()) {
            const bool isThird = client[u"name"].toString() == u"third";
            list += isThird ? "third " : client[u"subscriptions"].toInt() > 0 ? "subscriber " : "publisher ";
        }
        return list;
    };
    const auto theirs = clientsOf(m_theirs);
    QCOMPARE(theirs.count(' '), 3);
    QCOMPARE(clientsOf(m_ours), theirs);
}

void TestMonitoringReference::refusals_data()
{
    QTest::addColumn<QByteArray>("target");
    for (const auto *target : {"/connz?limit=x",
                               "/connz?offset=99999999999999999999",
                               "/connz?cid=-1",
                               "/connz?auth=yes",
                               "/connz?subs=all",
                               "/connz?state=gone",
                               "/connz?sort=name",
                               "/connz?sort=stop",
                               "/connz?sort=reason&state=any",
                               "/connz?limit=1.5",
                               "/connz?limit=%2b1x",
                               "/subsz?test=a..b",
                               "/subsz?subs=1&test=a.*",
                               "/subsz?offset=a",
                               "/routez?subs=x",
                               "/leafz?subs=x",
                               "/gatewayz?accs=x",
                               "/accountz?acc=X",
                               "/accstatz?unused=x",
                               "/jsz?streams=x",
                               "/jsz?limit=x",
                               "/healthz?js-server-only=x",
                               "/nothing",
                               "/connz/",
                               "/varz/x"})
        QTest::newRow(target) << QByteArray(target);
}

void TestMonitoringReference::refusals() const
{
    QFETCH(const QByteArray, target);
    const auto theirs = httpGet(m_theirs.monitoring, target);
    const auto ours = httpGet(m_ours.monitoring, target);
    QVERIFY(theirs.status >= 400);
    QCOMPARE(ours.status, theirs.status);
    QCOMPARE(ours.body, theirs.body);
    QVERIFY(ours.head.contains("Content-Type: text/plain; charset=utf-8\r\n"));
}

void TestMonitoringReference::systemRequests_data()
{
    QTest::addColumn<QByteArray>("subject");
    QTest::addColumn<QByteArray>("payload");
    const auto row = [](const char *subject, const char *payload = "") {
        QTest::addRow("%s %s", subject, payload) << QByteArray(subject) << QByteArray(payload);
    };
    for (const auto *subject :
         {"$SYS.REQ.ACCOUNT.PING.CONNZ", "$SYS.REQ.SERVER.PING.CONNZ", "$SYS.REQ.ACCOUNT.PING.STATZ",
          "$SYS.REQ.SERVER.PING", "$SYS.REQ.SERVER.PING.VARZ", "$SYS.REQ.SERVER.PING.STATSZ",
          "$SYS.REQ.SERVER.PING.HEALTHZ", "$SYS.REQ.USER.INFO", "$SYS.REQ.ACCOUNT.PING.SUBSZ",
          "$SYS.REQ.ACCOUNT.$G.CONNZ", "$SYS.REQ.ACCOUNT.$G.INFO", "$SYS.DEBUG.SUBSCRIBERS"})
        row(subject);
    // Not compared: "state" 1 and 2. nats-server forgets the account of closed clients and leaves all of them out.
    for (const auto *payload : {R"({"subscriptions":true})",
                                R"({"subscriptions_detail":true,"subscriptions":true})",
                                R"({"subscriptions_detail":true,"filter_subject":"foo.x"})",
                                R"({"filter_subject":"nope"})",
                                R"({"filter_subject":">"})",
                                R"({"sort":"bytes_to","limit":1,"offset":1})",
                                R"({"sort":"bogus"})",
                                R"({"sort":1})",
                                R"({"sort":"stop"})",
                                R"({"state":"closed"})",
                                R"({"cid":999})",
                                R"({"auth":true,"user":"x"})",
                                R"({"offset":-1,"limit":-1})",
                                R"({"limit":"x"})",
                                R"({"limit":1.5})",
                                R"({"auth":[]})",
                                R"({"auth":{}})",
                                R"({"tags":["x"]})",
                                R"({"tags":"x"})",
                                R"({"server_name":"nobody"})",
                                R"({"host":"127.0"})",
                                R"({"cluster":"none"})",
                                R"({"domain":"none"})",
                                R"({"other":1,"limit":null})",
                                "{bad",
                                "{\"a\":1} x",
                                "{\"a\":",
                                "[]",
                                "7",
                                "null",
                                "true",
                                "\"text\""})
        row("$SYS.REQ.ACCOUNT.PING.CONNZ", payload);
    for (const auto *payload : {R"({"accounts":["$G"]})", R"({"include_unused":true})", R"({"accounts":5})",
                                R"({"server_name":"nobody"})", R"({"include_unused":"x"})"})
        row("$SYS.REQ.ACCOUNT.PING.STATZ", payload);
}

QByteArray TestMonitoringReference::systemAnswer(const Side &side, const QByteArray &subject,
                                                 const QByteArray &payload) const
{
    RawClient client(side.port);
    client.send(hello + "SUB inbox.* 9\r\nPUB " + subject + " inbox.1 " + QByteArray::number(payload.size()) + "\r\n" +
                payload + "\r\n");
    // An answer that does not come is waited for until one to a later request has come.
    client.send("PUB $SYS.REQ.ACCOUNT.PING.STATZ inbox.end 0\r\n\r\n");
    auto received = client.readUntil("MSG inbox.end");
    received.chop(int(qstrlen("MSG inbox.end")));
    received.replace("PING\r\n", "");
    return received;
}

void TestMonitoringReference::systemRequests()
{
    QFETCH(const QByteArray, subject);
    QFETCH(const QByteArray, payload);
    const auto theirs = systemAnswer(m_theirs, subject, payload);
    const auto ours = systemAnswer(m_ours, subject, payload);
    if (!theirs.startsWith("MSG")) { // no responders, or silence
        QCOMPARE(ours, theirs);
        return;
    }
    const auto theirText = theirs.mid(theirs.indexOf("\r\n")).trimmed();
    const auto ourText = ours.mid(ours.indexOf("\r\n")).trimmed();
    QCOMPARE(shapeOf(ourText), shapeOf(theirText));
    if (!payload.contains("detail"))
        QCOMPARE(namesInOrder(ourText), namesInOrder(theirText));
    const auto error = [](const QByteArray &text) {
        return QJsonDocument::fromJson(text).object().value(u"error");
    };
    QCOMPARE(error(ourText), error(theirText));
}

void TestMonitoringReference::closedForTheSameReason_data()
{
    QTest::addColumn<QByteArray>("said");
    const auto row = [](const char *name, const QByteArray &said) {
        QTest::newRow(name) << said;
    };
    row("goes", hello);
    row("unknown verb", hello + "BOGUS\r\n");
    row("bad arguments", hello + "SUB foo\r\n");
    row("bad CONNECT", "CONNECT {\r\n");
    row("protocol", "CONNECT {\"protocol\":7}\r\n");
    row("no responders", "CONNECT {\"no_responders\":true,\"headers\":false}\r\n");
    row("payload", hello + "PUB foo 9999999\r\n");
    row("control line", hello + "PUB " + QByteArray(5000, 'a'));
    row("headers", "CONNECT {\"headers\":false}\r\nHPUB foo 12 12\r\nNATS/1.0\r\n\r\n\r\n");
}

void TestMonitoringReference::closedForTheSameReason()
{
    QFETCH(const QByteArray, said);
    const auto reason = [&said](const Side &side) {
        QString id;
        {
            RawClient client(side.port);
            id = QString::number(QJsonDocument::fromJson(client.info().mid(5)).object().value(u"client_id").toInt());
            client.send(said);
            if (said != hello)
                client.readToEnd(2000);
        }
        QElapsedTimer timer;
        for (timer.start(); timer.elapsed() < 5000;) {
            const auto list = httpGet(side.monitoring, "/connz?state=closed").object().value(u"connections").toArray();
            for (const auto &client : list) {
                if (QString::number(client.toObject().value(u"cid").toInt()) == id)
                    return client.toObject().value(u"reason").toString();
            }
        }
        return QStringLiteral("not closed");
    };
    QCOMPARE(reason(m_ours), reason(m_theirs));
}

QTEST_GUILESS_MAIN(TestMonitoringReference)
#include "tst_monitoringreference.moc"
