// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/config/brokerconfig.h"
#include "support/natsserverprocess.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace gnat;
using namespace gnat::test;

namespace {

/// For which of the two a configuration is valid.
enum Taken { Nobody = 0, Server = 1, Us = 2, Both = 3 };

} // namespace

/// Configurations that `nats-server -t` and our broker must judge alike; and the few where ours differs on purpose.
class ConfigReferenceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void agrees_data();
    void agrees();

private:
    bool isTakenByServer(const QString &path, QByteArray &says);

    QTemporaryDir m_folder;
};

void ConfigReferenceTest::initTestCase()
{
    QVERIFY2(QFile::exists(NatsServerProcess::program()), qPrintable(NatsServerProcess::program()));
    QFile included(m_folder.filePath(QStringLiteral("included.conf")));
    QVERIFY(included.open(QIODevice::WriteOnly) && included.write("max_payload 64k\n") > 0);
}

bool ConfigReferenceTest::isTakenByServer(const QString &path, QByteArray &says)
{
    QProcess server;
    server.start(NatsServerProcess::program(), {QStringLiteral("-t"), QStringLiteral("-c"), path});
    if (!server.waitForFinished(20'000))
        return false;
    says = server.readAllStandardError();
    return server.exitCode() == 0;
}

void ConfigReferenceTest::agrees_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("taken");
    const auto row = [](const char *text, Taken taken) {
        QTest::newRow(QByteArray(text).replace('\n', '~').constData()) << QByteArray(text) << int(taken);
    };
    // the format
    for (const auto *text : {"",
                             "# nothing\n// at all",
                             "port 4222",
                             "port=4222;host: localhost",
                             "port\n4222",
                             "{\"port\": 4222}",
                             "{\n  \"port\": 4222\n}\n",
                             "authorization {user a, pass b}",
                             "authorization = {\nuser = a\npass = b\n}",
                             "authorization: { user: 'a b', pass: \"c\\x20d\" }",
                             "x 4222\nport $x",
                             "include included.conf",
                             "include 'included.conf'",
                             "cluster { include ./none.conf }\n",
                             "server_name (\n n\n)\n",
                             "debug TRUE\ntrace off",
                             "port 4222 # comment",
                             "port 4222 // comment",
                             "authorization { users [ {user a}\n {user b} ] }",
                             "authorization { users [ {user a}, {user b}, ] }",
                             "max_payload 1KiB",
                             "server_name 10s",
                             "server_name a\\x41b"})
        row(text, QByteArray(text).contains("none.conf") ? Nobody : Both);
    for (const auto *text : {"port:\n4222",
                             "port 4222 x",
                             "authorization {user a",
                             "authorization {users [ {user a} ",
                             "server_name \"a",
                             "server_name 'a",
                             "server_name (\na",
                             "server_name \"\\q\"",
                             "server_name \"\\x4\"",
                             "port .5",
                             "port 1.",
                             "port -x",
                             "server_name 12-x",
                             "server_name 2023-x",
                             "port 9223372036854775808",
                             "port $gnat_none",
                             ": 1",
                             "= 1",
                             "authorization {users [,]}",
                             "authorization {users [ {user a} {user b} ]}",
                             "include none.conf",
                             "include 1",
                             "server_name a b",
                             "server_name 1.2x"})
        row(text, Nobody);
    // values
    for (const auto *text : {"listen 4222",
                             "listen localhost:4222",
                             "listen ':4222'",
                             "listen '[::1]:-1'",
                             "host localhost\nnet localhost",
                             "server_name a",
                             "client_advertise a:1",
                             "max_payload 100",
                             "max_payload 0",
                             "max_control_line 1kb",
                             "max_conn -1",
                             "max_connections 1k",
                             "max_subs -1",
                             "max_subscriptions 7",
                             "max_pending 1g",
                             "write_deadline '2s'",
                             "ping_interval '1m30s'",
                             "ping_max 3",
                             "lame_duck_duration '30s'",
                             "lame_duck_grace_period '1s'",
                             "no_auth_user a\nauthorization { users [{user a}] }",
                             "http 8222",
                             "http localhost:8222",
                             "http_port -1",
                             "monitor_port 1",
                             "http_base_path /a",
                             "debug true",
                             "trace false",
                             "trace_verbose true",
                             "logtime false",
                             "log_file a",
                             "logfile a",
                             "pid_file a",
                             "pidfile a",
                             "allow_non_tls true"})
        row(text, Both);
    for (const auto *text : {"listen x",
                             "listen a:b:1",
                             "listen {}",
                             "port x",
                             "port '1'",
                             "server_name 1",
                             "debug 1",
                             "debug maybe",
                             "max_payload '1'",
                             "max_payload 3g",
                             "max_control_line 3g",
                             "max_conn x",
                             "write_deadline x",
                             "write_deadline '2 s'",
                             "ping_interval {}",
                             "ping_max '1'",
                             "lame_duck_duration 60",
                             "lame_duck_duration '5s'",
                             "lame_duck_grace_period '-1s'",
                             "http x",
                             "http_port x",
                             "log_file 1",
                             "no_auth_user 1",
                             "unknown 1",
                             "cluster 1",
                             "authorization 1"})
        row(text, Nobody);
    // logins
    for (const auto *text :
         {"authorization {}", "authorization {user a}", "authorization {token a, timeout 1.5}",
          "authorization {users []}", "authorization {users [{user a}], default_permissions {publish x}}",
          "authorization {users [{user a, permissions {pub x, sub [y, 'z.> q']}}]}",
          "authorization {users [{user a, permissions {publish {allow x, deny [y]}, subscribe {}}}]}",
          "authorization {users [{user a, permissions {import x, export y, allow_responses true}}]}",
          "authorization {users [{user a, permissions {allow_responses {max -1, expires '1m'}}}]}",
          "authorization {users [{user a, authorization {publish []}}]}",
          "authorization {users [{nkey UDXU4RCSJNZOIQHZNWXHXORDPRTGNJAHAHFRGZNEEJCPQTT2M7NLCNF4}]}",
          "cluster {port -1, authorization {user a, pass b, timeout 2}}"})
        row(text, Both);
    for (const auto *text :
         {"authorization {user a, pass b, token c}",
          "authorization {user a, users []}",
          "authorization {token a, users [{user b}]}",
          "authorization {users {}}",
          "authorization {users [a]}",
          "authorization {users [{pass a}]}",
          "authorization {users [{user a}, {user a}]}",
          "authorization {users [{nkey UABC}]}",
          "authorization {user 1}",
          "authorization {users [{nkey UDXU4RCSJNZOIQHZNWXHXORDPRTGNJAHAHFRGZNEEJCPQTT2M7NLCNF4, pass a}]}",
          "authorization {users [{nkey UDXU4RCSJNZOIQHZNWXHXORDPRTGNJAHAHFRGZNEEJCPQTT2M7NLCNF5}]}",
          "authorization {users [{nkey ADXU4RCSJNZOIQHZNWXHXORDPRTGNJAHAHFRGZNEEJCPQTT2M7NLCNF4}]}",
          "authorization {users [{user a, permissions x}]}",
          "authorization {users [{user a, permissions {x y}}]}",
          "authorization {users [{user a, permissions {pub a..b}}]}",
          "authorization {users [{user a, permissions {pub 'a b c'}}]}",
          "authorization {users [{user a, permissions {pub [1]}}]}",
          "authorization {users [{user a, permissions {pub {x y}}}]}",
          "authorization {users [{user a, permissions {allow_responses 1}}]}",
          "authorization {unknown 1}",
          "authorization {users [{user a, permissions {allow_responses {expires 1}}}]}",
          "cluster {authorization {users []}}",
          "cluster {authorization {token a}}"})
        row(text, Nobody);
    // the rest
    row("cluster {name a, listen localhost:-1, routes [nats://a:1, 'a:6222'], no_advertise true, connect_retries 2}",
        Both);
    row("cluster {host localhost, port -1, advertise a:1, cluster_advertise a:1}", Both);
    for (const auto *text :
         {"cluster {unknown 1}", "cluster {listen x}", "cluster {routes a}", "cluster {routes [1]}",
          "cluster {no_advertise 1}", "cluster {routes ['nats://a:x']}", "tls {cert_file none.pem, key_file none.pem}",
          "tls {cert_file 1}", "tls {verify 1}", "tls {unknown 1}", "tls 1"})
        row(text, Nobody);
    // ours is stricter: it does not guess
    for (const auto *text : {"port", "{\"port\": 4222", "port 70000", "max_payload -1", "authorization {timeout x}",
                             "tls {}", "max_connections -5"})
        row(text, Server);
    row("ping_interval 2m", Nobody); // 2,000,000 seconds there
    // with -t it refuses what it starts with after a warning
    row("write_deadline 2", Us);
    row("cluster {routes [nats://a:1, nats://a:1]}", Us);
    // and ours knows keys and forms that came later, or are its own
    row("authorization {timeout '1s'}", Both); // there it means one second, whatever it says
    row("ping_interval 1m30s", Us);
    row("http_user a; http_password b", Us);
}

void ConfigReferenceTest::agrees()
{
    QFETCH(QByteArray, text);
    QFile file(m_folder.filePath(QStringLiteral("test.conf")));
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate) && file.write(text) == text.size());
    file.close();
    QByteArray says;
    const bool isTaken = isTakenByServer(file.fileName(), says);
    const auto ours = readBrokerOptions(file.fileName().toStdString());
    says += ours ? "ours: valid" : "ours: " + QByteArray::fromStdString(ours.error().message);
    QFETCH(int, taken);
    QVERIFY2(isTaken == ((taken & Server) != 0) && ours.isOk() == ((taken & Us) != 0), says.constData());
}

QTEST_GUILESS_MAIN(ConfigReferenceTest)
#include "tst_configreference.moc"
