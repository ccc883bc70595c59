// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/config/brokerconfig.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace gnat;
using namespace std::chrono_literals;

namespace {

using Has = bool (*)(const BrokerOptions &);

std::string_view view(const QByteArray &text)
{
    return {text.data(), std::size_t(text.size())};
}

/// Why it is refused; empty if it is taken.
QByteArray refusal(const QByteArray &text)
{
    const auto result = parseBrokerOptions(view(text));
    return result ? QByteArray() : QByteArray::fromStdString(result.error().message);
}

/// Names of rows are one line.
QByteArray rowName(const char *text)
{
    return QByteArray(text).replace('\n', ';');
}

QByteArray withUser(const QByteArray &user)
{
    return "authorization { users [\n {" + user + "} ] }";
}

const QByteArray validKey = "UDXU4RCSJNZOIQHZNWXHXORDPRTGNJAHAHFRGZNEEJCPQTT2M7NLCNF4";

} // namespace

Q_DECLARE_METATYPE(Has)

class TestBrokerConfig : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void takesKeys_data();
    void takesKeys();
    void keepsWhatIsNotNamed();
    void takesUsers();
    void takesPermissions_data();
    void takesPermissions();
    void takesTls();
    void refuses_data();
    void refuses();
    void namesWhatIsNotSupported_data();
    void namesWhatIsNotSupported();
    void namesTheFile();
};

void TestBrokerConfig::takesKeys_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<Has>("has");
    const auto row = [](const char *text, Has has) {
        QTest::newRow(rowName(text).constData()) << QByteArray(text) << has;
    };
    row("", [](auto &o) { return o.port == 4222 && o.host == "127.0.0.1" && o.logTime && !o.needsLogin(); });
    row("listen: localhost:4333", [](auto &o) { return o.host == "localhost" && o.port == 4333; });
    row("listen: \"[::1]:-1\"", [](auto &o) { return o.host == "::1" && o.port == -1; });
    row("listen: \":4333\"", [](auto &o) { return o.host == "0.0.0.0" && o.port == 4333; });
    row("listen: 4333", [](auto &o) { return o.host == "127.0.0.1" && o.port == 4333; });
    row("host: 0.0.0.0\nport: -1", [](auto &o) { return o.host == "0.0.0.0" && o.port == -1; });
    row("net: ::1", [](auto &o) { return o.host == "::1"; });
    row("port: 0", [](auto &o) { return o.port == 4222; });
    row("PORT: 1", [](auto &o) { return o.port == 1; });
    row("server_name: n1", [](auto &o) { return o.serverName == "n1"; });
    row("client_advertise: a:1", [](auto &o) { return o.clientAdvertise == "a:1"; });
    row("authorization { user: u, password: p, timeout: 0.4 }",
        [](auto &o) { return o.user == "u" && o.password == "p" && o.authTimeout == 400ms; });
    row("authorization { username: u, pass: p, timeout: 3 }",
        [](auto &o) { return o.user == "u" && o.password == "p" && o.authTimeout == 3s; });
    row("authorization { token: t }", [](auto &o) { return o.token == "t" && o.authTimeout == 2s; });
    row("authorization { token: $2a$04$abc }", [](auto &o) { return o.token == "$2a$04$abc"; });
    row("authorization { timeout: \"1m\" }", [](auto &o) { return o.authTimeout == 1min && !o.needsLogin(); });
    row("no_auth_user: guest", [](auto &o) { return o.noAuthUser == "guest"; });
    row("allow_non_tls: true", [](auto &o) { return o.allowsPlain; });
    row("max_payload: 2MB", [](auto &o) { return o.maxPayload == 2U * 1024 * 1024; });
    row("max_payload: 0", [](auto &o) { return o.maxPayload == 1024U * 1024; });
    row("max_control_line: 512", [](auto &o) { return o.maxControlLine == 512; });
    row("max_connections: 10", [](auto &o) { return o.maxConnections == 10; });
    row("max_conn: -1", [](auto &o) { return o.maxConnections > 1'000'000'000; });
    row("max_subscriptions: 5", [](auto &o) { return o.maxSubscriptions == 5; });
    row("max_subs: -1", [](auto &o) { return o.maxSubscriptions == 0; });
    row("max_pending: 10G", [](auto &o) { return o.maxPending == 10'000'000'000; });
    row("write_deadline: \"500ms\"", [](auto &o) { return o.writeDeadline == 500ms; });
    row("write_deadline: 1m30s", [](auto &o) { return o.writeDeadline == 90s; });
    row("ping_interval: 3", [](auto &o) { return o.pingInterval == 3s; });
    row("ping_interval: \"0.5h\"", [](auto &o) { return o.pingInterval == 30min; });
    row("ping_interval: \"0\"", [](auto &o) { return o.pingInterval == 2min; });
    row("ping_max: 1", [](auto &o) { return o.maxPingsOut == 1; });
    row("lame_duck_duration: \"30s\"", [](auto &o) { return o.lameDuckDuration == 30s; });
    row("lame_duck_grace_period: \"1us\"", [](auto &o) { return o.lameDuckGrace == 1ms; });
    row("cluster { name: c, listen: 127.0.0.1:6222 }",
        [](auto &o) { return o.cluster.name == "c" && o.cluster.host == "127.0.0.1" && o.cluster.port == 6222; });
    row("cluster { host: ::1, port: -1 }", [](auto &o) { return o.cluster.host == "::1" && o.cluster.port == -1; });
    row("cluster { net: x, port: 0 }", [](auto &o) { return o.cluster.host == "x" && !o.cluster.isOn(); });
    row("cluster { authorization { user: u, password: p, timeout: 1 } }", [](auto &o) {
        return o.cluster.user == "u" && o.cluster.password == "p" && o.cluster.authTimeout == 1s && o.user.empty();
    });
    row("cluster { routes: [ nats://a:1, 'nats-route://u:p@[::1]:2', nats://a:1 ] }", [](auto &o) {
        return o.cluster.routes == std::vector<std::string>{"nats://a:1", "nats-route://u:p@[::1]:2"};
    });
    row("cluster { advertise: a:1, no_advertise: true, connect_retries: 4 }",
        [](auto &o) { return o.cluster.advertise == "a:1" && o.cluster.noAdvertise && o.cluster.connectRetries == 4; });
    row("cluster { cluster_advertise: a:1 }", [](auto &o) { return o.cluster.advertise == "a:1"; });
    row("http: 127.0.0.1:8222", [](auto &o) { return o.monitoring.host == "127.0.0.1" && o.monitoring.port == 8222; });
    row("http: 8222", [](auto &o) { return o.monitoring.host.empty() && o.monitoring.port == 8222; });
    row("http_port: -1", [](auto &o) { return o.monitoring.port == -1; });
    row("monitor_port: 0", [](auto &o) { return !o.monitoring.isOn(); });
    row("http_base_path: /x", [](auto &o) { return o.monitoring.basePath == "/x"; });
    row("http_user: u; http_password: p",
        [](auto &o) { return o.monitoring.user == "u" && o.monitoring.password == "p"; });
    row("debug: on", [](auto &o) { return o.debug && !o.trace; });
    row("trace: yes", [](auto &o) { return o.trace && !o.debug; });
    row("trace_verbose: true", [](auto &o) { return o.trace; });
    row("logtime: false", [](auto &o) { return !o.logTime; });
    row("log_file: /tmp/l", [](auto &o) { return o.logFile == "/tmp/l"; });
    row("logfile: /tmp/l", [](auto &o) { return o.logFile == "/tmp/l"; });
    row("pid_file: /tmp/p", [](auto &o) { return o.pidFile == "/tmp/p"; });
    row("pidfile: /tmp/p", [](auto &o) { return o.pidFile == "/tmp/p"; });
    row("PORT_OF_OURS: 4444\nport: $PORT_OF_OURS", [](auto &o) { return o.port == 4444; });
    row("{\"host\": \"127.0.0.1\", \"port\": 4300, \"authorization\": {\"users\": [{\"user\": \"a\"}]}}",
        [](auto &o) { return o.port == 4300 && o.users.size() == 1; });
}

void TestBrokerConfig::takesKeys()
{
    QFETCH(QByteArray, text);
    QFETCH(Has, has);
    const auto result = parseBrokerOptions(view(text));
    QVERIFY2(result.isOk(), result ? "" : result.error().message.c_str());
    QVERIFY(has(result.value()));
}

void TestBrokerConfig::keepsWhatIsNotNamed()
{
    BrokerOptions base;
    base.user = "from the command line";
    base.authTimeout = 7s;
    const auto result = parseBrokerOptions("port: 4300", base);
    QVERIFY(result.isOk());
    QCOMPARE(result.value().user, base.user);
    QVERIFY(result.value().authTimeout == 7s);
}

void TestBrokerConfig::takesUsers()
{
    const auto result = parseBrokerOptions(view("authorization { default_permissions { publish: d }\n users = [\n"
                                                " { user: a, password: b }, {username: c, pass: ''}\n"
                                                " { nkey: " +
                                                validKey + ", permissions: { sub: x } } ] }"));
    QVERIFY2(result.isOk(), result ? "" : result.error().message.c_str());
    const auto &users = result.value().users;
    QCOMPARE(users.size(), 3U);
    QCOMPARE(users[0].name + users[0].password + users[1].name + users[1].password, std::string("abc"));
    QCOMPARE(QByteArray::fromStdString(users[2].nkey), validKey);
    QVERIFY(!users[0].permissions && users[2].permissions);
    QCOMPARE(result.value().defaultPermissions->publish.allow.value(), std::vector<std::string>{"d"});
    QVERIFY(result.value().needsLogin());
}

void TestBrokerConfig::takesPermissions_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("drawn");
    const auto row = [](const char *text, const char *drawn) {
        QTest::newRow(rowName(text).constData()) << QByteArray(text) << QByteArray(drawn);
    };
    row("{}", "pub * sub *");
    row("{publish: a.b, subscribe: [c, 'd.> q']}", "pub a.b sub c,d.> q");
    row("{pub: {allow: a, deny: [b, c]}, sub {deny: '>'}}", "pub a !b !c sub * !>");
    row("{import: a, export: {allow: b}}", "pub a sub b");
    row("{publish: [], subscribe {allow: []}}", "pub * sub *");
    row("{publish: {}}", "pub * sub *");
    row("{allow_responses: true}", "pub  sub * answers 1 120000");
    row("{allow_responses: false}", "pub * sub *");
    row("{publish: a, allow_responses: {max: 5, expires: \"1m\"}}", "pub a sub * answers 5 60000");
    row("{allow_responses: {max_msgs: -3, ttl: \"-1s\"}, publish {deny: x}}", "pub  !x sub * answers -1 -1");
    row("{publish_allow_responses: {max_responses: 0, expiration: \"0\"}}", "pub  sub * answers 1 120000");
}

void TestBrokerConfig::takesPermissions()
{
    QFETCH(QByteArray, text);
    const auto result = parseBrokerOptions(view(withUser("user: u, permissions " + text)));
    QVERIFY2(result.isOk(), result ? "" : result.error().message.c_str());
    const auto &permissions = result.value().users.at(0).permissions;
    QVERIFY(permissions);
    const auto rules = [](const SubjectRules &of) {
        QByteArrayList allowed;
        for (const auto &subject : of.allow.value_or(std::vector<std::string>{"*"}))
            allowed.append(QByteArray::fromStdString(subject));
        auto drawn = allowed.join(',');
        for (const auto &subject : of.deny)
            drawn += " !" + QByteArray::fromStdString(subject);
        return drawn;
    };
    auto drawn = "pub " + rules(permissions->publish) + " sub " + rules(permissions->subscribe);
    if (const auto &responses = permissions->responses)
        drawn +=
            " answers " + QByteArray::number(responses->max) + ' ' + QByteArray::number(qint64(responses->ttl.count()));
    QTEST(drawn, "drawn");
}

void TestBrokerConfig::takesTls()
{
    QTemporaryDir folder;
    const auto path = folder.filePath(QStringLiteral("file.pem"));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.close();
    const auto quoted = '\'' + path.toUtf8() + '\'';
    const auto all = "cert_file: " + quoted + ", key_file: " + quoted + ", ca_file: " + quoted;
    const auto result = parseBrokerOptions(view("tls { " + all +
                                                ", verify_and_map: true, verify: false, timeout: 5, "
                                                "min_version: \"1.3\" }\ncluster { tls { " +
                                                all + " } }"));
    QVERIFY2(result.isOk(), result ? "" : result.error().message.c_str());
    const auto &tls = result.value().tls;
    QVERIFY(tls.isOn() && tls.verify && tls.mapsUsers && tls.timeout == 5s);
    QVERIFY(tls.minVersion == TlsOptions::MinVersion::Tls13);
    QVERIFY(result.value().authTimeout == 6s && result.value().cluster.tls.verify);
}

void TestBrokerConfig::refuses_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("says");
    const auto row = [](const char *name, const QByteArray &text, const char *says) {
        QTest::newRow(name) << text << QByteArray(says);
    };
    row("unknown", "port 1\nprot 2", "line 2: \"prot\" is an unknown key.");
    row("unknown inside", "cluster {\nx 2 }", "line 2: \"x\" is an unknown key in \"cluster\".");
    row("outer key inside", "authorization: {\"port\": 1}", "line 1: \"port\" is an unknown key in \"authorization\".");
    row("unknown in a user", withUser("user: a, usr: b"), "line 2: \"usr\" is an unknown key in \"users\".");
    row("syntax", "port 1 2",
        "line 1: a value ends with a new line, ',' or ';', but there is '2'; text with blanks or "
        "special characters needs quotes.");
    row("text for a number", "port: \"1\"", "line 1: \"port\" must be a whole number (without quotes), not text.");
    row("number for text", "server_name: 1", "line 1: \"server_name\" must be text (in quotes), not a whole number.");
    row("text for a flag", "debug: maybe", "line 1: \"debug\" must be true or false, not text.");
    row("quoted size", "max_payload: \"2MB\"",
        "line 1: \"max_payload\" must be a whole number (without quotes), not text.");
    row("port", "port: 70000", "line 1: \"port\" must be from -1 to 65535.");
    row("listen", "listen: x", "line 1: \"listen\" must be \"host:port\" or a port, not \"x\".");
    row("listen with a map", "listen {}", "line 1: \"listen\" must be \"host:port\" or a port, not a map.");
    row("listen range", "listen: a:70000", "line 1: \"listen\" must be \"host:port\" or a port, not \"a:70000\".");
    row("negative", "max_payload: -1", "line 1: \"max_payload\" must be from 0 to 2147483647.");
    row("too large", "max_payload: 3G", "line 1: \"max_payload\" must be from 0 to 2147483647.");
    row("duration", "ping_interval: \"2 weeks\"",
        "line 1: \"ping_interval\" must be a duration like \"2m\" or \"10s\", "
        "not \"2 weeks\".");
    row("million seconds", "ping_interval: 2m",
        "line 1: \"ping_interval\" needs quotes: without them 2m is the number "
        "2000000.");
    row("negative duration", "write_deadline: \"-1s\"", "line 1: \"write_deadline\" cannot be negative.");
    row("endless", "write_deadline: 9223372036854775807", "line 1: \"write_deadline\" is longer than a year.");
    row("seconds", "lame_duck_duration: 60",
        "line 1: \"lame_duck_duration\" must be a duration in quotes, \"2m\" or "
        "\"10s\", not a whole number.");
    row("short lame duck", "lame_duck_duration: \"5s\"", "line 1: \"lame_duck_duration\" must be at least \"30s\".");
    row("null", "{\"port\": null}", "line 1: \"port\" must be a whole number (without quotes), not text.");
    row("no map", "authorization: x", "line 1: \"authorization\" must be a map { … }, not text.");
    row("user and token", "\nauthorization {user a, password b, token c}",
        "line 2: \"authorization\" cannot have both a user and a token.");
    row("user and users", "authorization {user a, users []}",
        "line 1: \"authorization\" cannot have both a single user and a list of users.");
    row("token and users", "authorization {token a, users []}",
        "line 1: \"authorization\" cannot have both a token and a list of users.");
    row("users", "authorization {users {}}", "line 1: \"users\" must be a list of users [ … ], not a map.");
    row("user", "authorization {users [\na]}", "line 2: a user must be a map { … }, not text.");
    row("no name", withUser("password: x"), "line 2: this user has neither \"user\" nor \"nkey\".");
    row("twice", withUser("user: a}\n{user: a"), "line 3: the user \"a\" is there twice.");
    row("no key", withUser("nkey: UABC"), "line 2: \"UABC\" is not the public NKey of a user (56 characters, \"U…\").");
    row("key and password", withUser("password: x, nkey: " + validKey),
        "line 2: a user with an NKey takes neither name nor password.");
    row("key twice", withUser("nkey: " + validKey + "}, {nkey: " + validKey),
        ("line 2: the user \"" + validKey + "\" is there twice.").constData());
    row("permissions", withUser("user: a, permissions: x"), "line 2: \"permissions\" must be a map { … }, not text.");
    row("permission", withUser("user: a, permissions { read: x }"),
        "line 2: \"read\" is an unknown key in \"permissions\".");
    row("rule", withUser("user: a, permissions { publish { permit: x } }"),
        "line 2: \"permit\" is an unknown key in \"publish\".");
    row("subject", withUser("user: a, permissions { publish: a..b }"),
        "line 2: \"publish\" holds \"a..b\", which is not a subject.");
    row("subject of three", withUser("user: a, permissions { publish: 'a b c' }"),
        "line 2: \"publish\" holds \"a b c\", which is not a subject.");
    row("subjects", withUser("user: a, permissions { subscribe { deny [1] } }"),
        "line 2: \"deny\" must hold texts, not a whole number.");
    row("responses", withUser("user: a, permissions { allow_responses: 1 }"),
        "line 2: \"allow_responses\" must be true, false or a map of max and expires, not a whole number.");
    row("expires", withUser("user: a, permissions { allow_responses { expires: 5 } }"),
        "line 2: \"expires\" must be a duration in quotes, \"2m\" or \"10s\", not a whole number.");
    row("empty TLS", "\ntls {}", "line 2: \"tls\" needs \"cert_file\".");
    row("TLS file", "tls { cert_file: /nowhere/x.pem }",
        "line 1: \"cert_file\" names /nowhere/x.pem, which cannot be read: No such file or directory.");
    row("TLS key", "tls { cert_file: /dev/null }", "line 1: \"tls\" needs \"key_file\".");
    row("old TLS version", "tls { min_version: \"1.1\" }", "line 1: \"min_version\" must be \"1.2\" or \"1.3\".");
    row("route", "cluster {\nroutes [nats://u:secret@a:x]}",
        "line 2: The route \"a:x\" is not an address. Write it as nats://host:port.");
    row("no list", "cluster {routes nats://a:1}", "line 1: \"routes\" must be a list of URLs [ … ], not text.");
    row("cluster users", "cluster {authorization {users []}}",
        "line 1: \"authorization\" of a cluster takes one user, not a list of users.");
    row("cluster token", "cluster {authorization {token x}}",
        "line 1: \"authorization\" of a cluster takes a user and a password, not a token.");
    row("no object", "[1]", "line 1: a key is expected, but there is '['.");
}

void TestBrokerConfig::refuses()
{
    QFETCH(QByteArray, text);
    QTEST(refusal(text), "says");
}

void TestBrokerConfig::namesWhatIsNotSupported_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("key");
    for (const auto *key : {"gateway", "leafnodes", "jetstream", "accounts", "operator", "resolver", "websocket",
                            "mqtt", "ocsp", "https", "https_port", "system_account", "mappings", "store_dir",
                            "server_tags", "max_sub_tokens", "no_header_support", "syslog"})
        QTest::newRow(key) << "\n" + QByteArray(key) + ": {x: 1}" << QByteArray(key);
    QTest::newRow("tls") << QByteArray("tls {\ncipher_suites: []}") << QByteArray("cipher_suites");
    QTest::newRow("user") << withUser("user a, allowed_connection_types [MQTT]")
                          << QByteArray("allowed_connection_types");
    QTest::newRow("cluster") << QByteArray("cluster {\npermissions {}}") << QByteArray("permissions");
}

void TestBrokerConfig::namesWhatIsNotSupported()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, key);
    const auto start = "line 2: \"" + key + "\" is known to nats-server but not supported by this broker";
    QVERIFY2(refusal(text).startsWith(start), refusal(text).constData());
}

void TestBrokerConfig::namesTheFile()
{
    QTemporaryDir folder;
    const auto missing = readBrokerOptions(folder.filePath(QStringLiteral("none.conf")).toStdString());
    QVERIFY(!missing.isOk() && missing.error().kind == ErrorKind::NotFound);
    QVERIFY(missing.error().message.find("none.conf cannot be read: No such file") != std::string::npos);
    QFile file(folder.filePath(QStringLiteral("a.conf")));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("port 1\nprot 2\n") > 0);
    file.close();
    const auto unknown = readBrokerOptions(file.fileName().toStdString());
    QVERIFY(!unknown.isOk());
    QCOMPARE(unknown.error().message, file.fileName().toStdString() + ":2: \"prot\" is an unknown key.");
}

QTEST_GUILESS_MAIN(TestBrokerConfig)
#include "tst_brokerconfig.moc"
