// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/clusterclient.h"
#include "broker/tls/certificates.h"

#include <QTemporaryDir>

using namespace gnat;
using namespace gnat::test;

namespace {

BrokerOptions secured(BrokerOptions options, const CertificateFiles &files)
{
    options.cluster.tls.certFile = files.serverCertificate;
    options.cluster.tls.keyFile = files.serverKey;
    options.cluster.tls.caFile = files.authority;
    return options;
}

} // namespace

/// Who may enter a cluster by its port for routes.
class TestRouteLogin : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void login();
    void strangersAtTheRoutePort_data();
    void strangersAtTheRoutePort();
    void silentStranger();
    void crowdOfStrangers();
    void longLineOfAStranger();
    void hashedPassword();
    void interestWithoutEnd();
    void memberThatReadsNothing();
    void tls();
    void tlsOfAnotherAuthority();
};

void TestRouteLogin::login()
{
    auto options = memberOptions("a");
    options.cluster.user = "ruby";
    options.cluster.password = "secret";
    BrokerNode node(options);
    QVERIFY(node.start().isOk());
    const auto place = "@127.0.0.1:" + std::to_string(node.clusterPort());
    auto wrong = memberOptions("b");
    wrong.cluster.routes = {"nats://ruby:wrong" + place};
    auto right = memberOptions("c");
    right.cluster.routes = {"nats://ruby:secret" + place};
    auto gossip = options; // has the login for those that it hears of
    gossip.serverName = "d";
    gossip.cluster.routes = right.cluster.routes;
    BrokerNode refused(wrong);
    BrokerNode welcome(right);
    BrokerNode hearing(gossip);
    QVERIFY(refused.start().isOk() && hearing.start().isOk());
    GNAT_WAIT_FOR(node.stats().routes == 1);
    QVERIFY(welcome.start().isOk());
    GNAT_WAIT_FOR(node.stats().routes == 2 && welcome.stats().routes == 2);
    QCOMPARE(refused.stats().routes, 0U);
}

void TestRouteLogin::strangersAtTheRoutePort_data()
{
    QTest::addColumn<QByteArray>("says");
    QTest::addColumn<QByteArray>("hears");
    QTest::newRow("client") << QByteArray("CONNECT {\"lang\":\"go\",\"user\":\"u\",\"pass\":\"p\"}\r\n")
                            << QByteArray("-ERR 'attempted to connect to route port'\r\n");
    QTest::newRow("no login") << QByteArray("CONNECT {\"cluster\":\"test\"}\r\n")
                              << QByteArray("-ERR 'Authorization Violation'\r\n");
    QTest::newRow("info first") << QByteArray("INFO {}\r\n") << QByteArray("-ERR 'Authorization Violation'\r\n");
    QTest::newRow("gateway") << QByteArray("CONNECT {\"gateway\":\"G\",\"user\":\"u\",\"pass\":\"p\"}\r\n")
                             << QByteArray("-ERR 'Rejecting connection from gateway \"G\" on the Route port'\r\n");
    QTest::newRow("other cluster") << QByteArray("CONNECT {\"user\":\"u\",\"pass\":\"p\",\"cluster\":\"far\"}\r\n")
                                   << QByteArray("-ERR 'Rejecting connection, cluster name \"far\" does not match "
                                                 "\"test\"'\r\n");
    QTest::newRow("no JSON") << QByteArray("CONNECT [\r\n") << QByteArray();
    QTest::newRow("same name") << QByteArray("CONNECT {\"user\":\"u\",\"pass\":\"p\",\"cluster\":\"test\"}\r\n"
                                             "INFO {\"server_id\":\"X\",\"server_name\":\"a\"}\r\n")
                               << QByteArray();
    QTest::newRow("wrong verb") << QByteArray(
                                       "CONNECT {\"user\":\"u\",\"pass\":\"p\",\"cluster\":\"test\"}\r\nSUB a 1\r\n")
                                << QByteArray("-ERR 'Unknown Protocol Operation'\r\n");
}

void TestRouteLogin::strangersAtTheRoutePort()
{
    QFETCH(QByteArray, says);
    QFETCH(QByteArray, hears);
    auto options = memberOptions("a");
    options.cluster.user = "u";
    options.cluster.password = "p";
    BrokerNode node(options);
    QVERIFY(node.start().isOk());
    RawClient stranger(node.clusterPort());
    QVERIFY(stranger.info().contains("\"auth_required\":true"));
    stranger.send(says);
    QCOMPARE(stranger.readToEnd(), hears);
    QVERIFY(stranger.isClosed());
}

void TestRouteLogin::silentStranger()
{
    using namespace std::chrono_literals;
    auto options = memberOptions("a");
    options.cluster.user = "u";
    options.cluster.authTimeout = 100ms;
    BrokerNode node(options);
    QVERIFY(node.start().isOk());
    RawClient stranger(node.clusterPort());
    QCOMPARE(stranger.readToEnd(), "-ERR 'Authentication Timeout'\r\n");
}

/// Those who say nothing keep no node out.
void TestRouteLogin::crowdOfStrangers()
{
    BrokerNode node(memberOptions("a"));
    QVERIFY(node.start().isOk());
    std::vector<std::unique_ptr<RawClient>> strangers;
    strangers.reserve(130);
    for (int i = 0; i < 130; ++i)
        strangers.push_back(std::make_unique<RawClient>(node.clusterPort()));
    strangers.front()->readToEnd(); // the longest silent one
    QVERIFY(strangers.front()->isClosed());
    strangers.back()->send("PING\r\n");
    QVERIFY(strangers.back()->readUntil("PONG\r\n").endsWith("PONG\r\n"));
    BrokerNode other(memberOptions("b", {node.clusterPort()}));
    QVERIFY(other.start().isOk());
    GNAT_WAIT_FOR(node.stats().routes == 1);
}

void TestRouteLogin::longLineOfAStranger()
{
    auto options = memberOptions("a");
    options.cluster.user = "u";
    options.cluster.password = "p";
    BrokerNode node(options);
    QVERIFY(node.start().isOk());
    RawClient stranger(node.clusterPort());
    stranger.send("CONNECT {\"name\":\"" + QByteArray(5000, 'x')); // and no end
    QCOMPARE(stranger.readToEnd(), "-ERR 'maximum control line exceeded'\r\n");
    RawClient member(node.clusterPort());
    member.send("CONNECT {\"user\":\"u\",\"pass\":\"p\",\"cluster\":\"test\"}\r\nRS+ $G " + QByteArray(5000, 'x') +
                "\r\nPING\r\n");
    QVERIFY(member.readUntil("PONG\r\n").endsWith("PONG\r\n"));
}

/// The node goes on while a password is compared with its hash.
void TestRouteLogin::hashedPassword()
{
    auto options = memberOptions("a");
    options.cluster.user = "ruby";
    options.cluster.password = "$2b$13$x1uAsuH9SqvDzj13xrCAaOJDaq4Ix5pURyBq0t0a5ScCV2J9S72b2"; // "secret"
    BrokerNode node(options);
    QVERIFY(node.start().isOk());
    RawClient wrong(node.clusterPort());
    wrong.send("CONNECT {\"user\":\"ruby\",\"pass\":\"wrong\",\"cluster\":\"test\"}\r\nPING\r\n");
    RawClient client(node.port());
    client.send("CONNECT {\"verbose\":false}\r\nPING\r\n");
    QVERIFY(client.readUntil("PONG\r\n").endsWith("PONG\r\n"));
    QVERIFY(!wrong.readUntil("-ERR", 1).contains("-ERR"));
    QVERIFY(wrong.readToEnd(10'000).endsWith("-ERR 'Authorization Violation'\r\n")); // perhaps after a PING
    auto right = memberOptions("b");
    right.cluster.routes = {"nats://ruby:secret@127.0.0.1:" + std::to_string(node.clusterPort())};
    BrokerNode welcome(right);
    QVERIFY(welcome.start().isOk());
    GNAT_WAIT_FOR(node.stats().routes == 1);
}

void TestRouteLogin::interestWithoutEnd()
{
    auto options = memberOptions("a");
    options.maxPayload = 1024;
    options.maxPending = 64UL * 1024; // its sixteenfold of interest: a megabyte
    BrokerNode node(options);
    QVERIFY(node.start().isOk());
    RawClient other(node.clusterPort());
    QByteArray lines("CONNECT {\"cluster\":\"test\"}\r\n");
    for (int i = 0; i < 20'000; ++i) // comes and goes: not too much
        lines += "RS+ $G a." + QByteArray::number(i) + "\r\nRS- $G a." + QByteArray::number(i) + "\r\n";
    other.send(lines + "PING\r\n");
    QVERIFY(other.readUntil("PONG\r\n").endsWith("PONG\r\n"));
    lines.clear();
    for (int i = 0; i < 20'000; ++i)
        lines += "RS+ $G b." + QByteArray::number(i) + "\r\n";
    other.send(lines);
    QCOMPARE(other.readToEnd(), "-ERR 'maximum subscriptions exceeded'\r\n");
    GNAT_WAIT_FOR(node.stats().subscriptions == 0);
}

/// It is cut off, and publishers go on.
void TestRouteLogin::memberThatReadsNothing()
{
    auto options = memberOptions("a");
    options.maxPayload = 1'000'000;
    options.maxPending = 2'000'000;
    options.writeDeadline = std::chrono::milliseconds(300);
    BrokerNode node(options);
    QVERIFY(node.start().isOk());
    RawClient other(node.clusterPort());
    other.send("CONNECT {\"cluster\":\"test\"}\r\n"
               "INFO {\"server_id\":\"X\",\"server_name\":\"x\",\"cluster\":\"test\"}\r\nRS+ $G a\r\nPING\r\n");
    QVERIFY(other.readUntil("PONG\r\n").endsWith("PONG\r\n"));
    GNAT_WAIT_FOR(node.stats().routes == 1 && node.stats().subscriptions == 1);
    ClusterClient publisher(node.port());
    for (int i = 0; i < 30; ++i)
        publisher.send("PUB a 1000000\r\n" + QByteArray(1'000'000, 'x') + "\r\n");
    publisher.sync();
    GNAT_WAIT_FOR(node.stats().routes == 0);
    QCOMPARE(node.stats().slowConsumers, 1U);
}

void TestRouteLogin::tls()
{
    const QTemporaryDir folder;
    const auto made = generateCertificates(folder.path().toStdString());
    QVERIFY2(made.isOk(), made ? "" : made.error().message.c_str());
    BrokerNode first(secured(memberOptions("a"), made.value()));
    QVERIFY(first.start().isOk());
    BrokerNode second(secured(memberOptions("b", {first.clusterPort()}), made.value()));
    BrokerNode third(secured(memberOptions("c", {first.clusterPort()}), made.value()));
    BrokerNode plain(memberOptions("d", {first.clusterPort()}));
    QVERIFY(second.start().isOk() && third.start().isOk() && plain.start().isOk());
    GNAT_WAIT_FOR(first.stats().routes == 2 && second.stats().routes == 2 && third.stats().routes == 2);
    ClusterClient subscriber(second.port(), "SUB a 1\r\n");
    GNAT_WAIT_FOR(third.stats().subscriptions == 1);
    ClusterClient(third.port()).said("PUB a 2\r\nhi\r\n");
    QVERIFY(subscriber.readUntil("hi\r\n").endsWith("MSG a 1 2\r\nhi\r\n"));
    QCOMPARE(plain.stats().routes, 0U);
}

void TestRouteLogin::tlsOfAnotherAuthority()
{
    const QTemporaryDir folder;
    const auto ours = generateCertificates(folder.filePath(QStringLiteral("ours")).toStdString());
    const auto theirs = generateCertificates(folder.filePath(QStringLiteral("theirs")).toStdString());
    QVERIFY(ours.isOk() && theirs.isOk());
    BrokerNode node(secured(memberOptions("a"), ours.value()));
    QVERIFY(node.start().isOk());
    BrokerNode stranger(secured(memberOptions("b", {node.clusterPort()}), theirs.value()));
    auto unsure = secured(memberOptions("c", {node.clusterPort()}), theirs.value());
    unsure.cluster.tls.caFile = ours.value().authority; // trusts us, but shows what we don't trust
    BrokerNode half(unsure);
    BrokerNode friendly(secured(memberOptions("d", {node.clusterPort()}), ours.value()));
    QVERIFY(stranger.start().isOk() && half.start().isOk() && friendly.start().isOk());
    GNAT_WAIT_FOR(friendly.stats().routes == 1 && node.stats().routes >= 1);
    QCOMPARE(node.stats().routes, 1U);
    QCOMPARE(stranger.stats().routes + half.stats().routes, 0U);
}

QTEST_GUILESS_MAIN(TestRouteLogin)
#include "tst_routelogin.moc"
