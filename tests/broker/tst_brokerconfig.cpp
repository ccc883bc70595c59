// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/brokerconfig.h"

#include <QTemporaryDir>
#include <QTest>

using namespace gnat;

class TestBrokerConfig : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void takesNatsServersKeys();
    void keepsWhatIsNotNamed();
    void refuses_data();
    void refuses();
    void namesTheFile();
};

void TestBrokerConfig::takesNatsServersKeys()
{
    using namespace std::chrono_literals;
    const auto result = parseBrokerOptions(R"({
        "listen": "0.0.0.0:4333", "server_name": "n1", "max_payload": "2MB", "max_control_line": 512,
        "max_connections": 10, "max_subscriptions": 5, "max_pending": 1000000, "write_deadline": "500ms",
        "ping_interval": 3, "ping_max": 1, "debug": true, "trace": false, "log_file": "/tmp/l", "pid_file": "/tmp/p",
        "no_auth_user": "guest",
        "authorization": {"user": "u", "password": "p", "token": "t", "timeout": 0.4,
                          "users": [{"user": "guest", "password": "g"}, {"user": "x", "pass": "y"}]},
        "port": -1
    })");
    QVERIFY2(result.isOk(), result ? "" : result.error().message.c_str());
    const auto &options = result.value();
    QCOMPARE(options.host, std::string("0.0.0.0"));
    QCOMPARE(options.port, -1);
    QCOMPARE(options.serverName, std::string("n1"));
    QCOMPARE(options.maxPayload, 2U * 1024 * 1024);
    QCOMPARE(options.maxControlLine, 512U);
    QCOMPARE(options.maxConnections, 10U);
    QCOMPARE(options.maxSubscriptions, 5U);
    QCOMPARE(options.maxPending, 1000000U);
    QVERIFY(options.writeDeadline == 500ms && options.pingInterval == 3s && options.authTimeout == 400ms);
    QCOMPARE(options.maxPingsOut, 1);
    QVERIFY(options.debug && !options.trace);
    QCOMPARE(options.user + options.password + options.token, std::string("upt"));
    QCOMPARE(options.users.size(), 2U);
    QCOMPARE(options.users.at(1).name + options.users.at(1).password, std::string("xy"));
    QCOMPARE(options.noAuthUser, std::string("guest"));
}

void TestBrokerConfig::keepsWhatIsNotNamed()
{
    BrokerOptions base;
    base.user = "from the command line";
    const auto result = parseBrokerOptions(R"({"port": 4300})", base);
    QVERIFY(result.isOk());
    QCOMPARE(result.value().user, base.user);
    QCOMPARE(result.value().host, std::string("127.0.0.1"));
    QVERIFY(parseBrokerOptions("{}").isOk());
}

void TestBrokerConfig::refuses_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QByteArray>("says");
    QTest::newRow("unknown") << QByteArray("{\n \"port\": 1,\n \"prot\": 2\n}")
                             << QByteArray("Line 3: \"prot\" is not known");
    QTest::newRow("not supported") << QByteArray("{\n\"tls\": {\"cert_file\": \"x\"}}")
                                   << QByteArray("Line 2: \"tls\" is not known or not supported");
    QTest::newRow("list") << QByteArray("{\"routes\": []}") << QByteArray("Line 1: \"routes\"");
    QTest::newRow("inner") << QByteArray("{\"authorization\": {\n\"usr\": \"x\"}}") << QByteArray("Line 2: \"usr\"");
    QTest::newRow("outer key inside") << QByteArray("{\"authorization\": {\"port\": 1}}")
                                      << QByteArray("\"port\" is not known");
    QTest::newRow("permissions") << QByteArray("{\"authorization\": {\"users\": [\n{\"permissions\": {}}]}}")
                                 << QByteArray("Line 2: \"permissions\"");
    QTest::newRow("type") << QByteArray("{\"port\": \"4222\"}") << QByteArray("\"port\" has a value that does not fit");
    QTest::newRow("range") << QByteArray("{\"port\": 70000}") << QByteArray("\"port\" has a value that does not fit");
    QTest::newRow("unit") << QByteArray("{\"ping_interval\": \"2 weeks\"}") << QByteArray("\"ping_interval\"");
    QTest::newRow("null") << QByteArray("{\"port\": null}") << QByteArray("\"port\" has no value");
    QTest::newRow("bcrypt") << QByteArray("{\"authorization\":{\"password\":\"$2a$05$x\"}}") << QByteArray("bcrypt");
    QTest::newRow("guest unknown") << QByteArray("{\"no_auth_user\":\"me\"}") << QByteArray("\"me\"");
    QTest::newRow("no JSON") << QByteArray("{\n\"port\" 4222}") << QByteArray("Line 2: this is not valid JSON");
    QTest::newRow("cut") << QByteArray("{\"port\": 42") << QByteArray("not valid JSON");
    QTest::newRow("empty") << QByteArray("") << QByteArray("not valid JSON");
    QTest::newRow("no object") << QByteArray("[1]") << QByteArray("must be an object");
    QTest::newRow("number") << QByteArray("5") << QByteArray("must be an object");
}

void TestBrokerConfig::refuses()
{
    QFETCH(QByteArray, json);
    QFETCH(QByteArray, says);
    const auto result = parseBrokerOptions({json.data(), std::size_t(json.size())});
    QVERIFY(!result.isOk());
    const auto message = QByteArray::fromStdString(result.error().message);
    QVERIFY2(message.contains(says), message.constData());
}

void TestBrokerConfig::namesTheFile()
{
    QTemporaryDir folder;
    const auto missing = readBrokerOptions(folder.filePath(QStringLiteral("none.json")).toStdString());
    QVERIFY(!missing.isOk());
    QVERIFY(missing.error().message.find("none.json cannot be read: No such file") != std::string::npos);
}

QTEST_GUILESS_MAIN(TestBrokerConfig)
#include "tst_brokerconfig.moc"
