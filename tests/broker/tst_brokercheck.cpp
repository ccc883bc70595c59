// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/config/brokercheck.h"
#include "broker/config/brokerconfig.h"

#include <QTest>

using namespace gnat;

namespace {

std::string_view view(const QByteArray &text)
{
    return {text.data(), std::size_t(text.size())};
}

/// Names of rows are one line.
QByteArray rowName(const char *text)
{
    return QByteArray(text).replace('\n', ';');
}

} // namespace

/// What the options say together.
class TestBrokerCheck : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void checksOptions_data();
    void checksOptions();
    void refusesExposure_data();
    void refusesExposure();
};

void TestBrokerCheck::checksOptions_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("says");
    const auto row = [](const char *text, const char *says) {
        QTest::newRow(rowName(text).constData()) << QByteArray(text) << QByteArray(says);
    };
    row("", "");
    row("no_auth_user: me\nauthorization {users [{user: me}]}", "");
    row("no_auth_user: me", "no_auth_user names \"me\", who is not among the users.");
    row("lame_duck_grace_period: \"2m\"", "lame_duck_grace_period must be shorter than lame_duck_duration.");
    row("max_payload: 2000, max_pending: 1000", "max_payload (2000) cannot be higher than max_pending (1000).");
    row("client_advertise: \"a:b:c\"", "client_advertise must be host:port, not \"a:b:c\".");
    row("client_advertise: a", "");
    row("cluster {port: 1, advertise: \"a b\"}", "cluster_advertise must be host:port, not \"a b\".");
    row("cluster {routes [nats://a:1]}", "Routes need a cluster port: set \"listen\" in \"cluster\", or --cluster.");
}

void TestBrokerCheck::checksOptions()
{
    QFETCH(QByteArray, text);
    const auto options = parseBrokerOptions(view(text));
    QVERIFY2(options.isOk(), options ? "" : options.error().message.c_str());
    const auto checked = checkBrokerOptions(options.value());
    QTEST(checked ? QByteArray() : QByteArray::fromStdString(checked.error().message), "says");
}

void TestBrokerCheck::refusesExposure_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("says");
    const auto row = [](const char *text, const char *says) {
        QTest::newRow(rowName(text).constData()) << QByteArray(text) << QByteArray(says);
    };
    for (const auto *host : {"127.0.0.1", "127.9.9.9", "::1", "localhost", "LOCALHOST", "[::1]", "::ffff:127.0.0.1"})
        row((QByteArray("host: '") + host + "'\nhttp: 8222\ncluster { port: 1 }").constData(), "");
    for (const auto *host : {"0.0.0.0", "", "::", "192.168.0.1", "127.0.0.1.example.org", "127.1", "127.0.0.256",
                             "example.org", "localhost.example.org", "fe80::1", "::ffff:8.8.8.8"})
        row((QByteArray("host: '") + host + "'").constData(), "The port for clients would be open");
    row("host: 10.0.0.1",
        "The port for clients would be open to other machines on 10.0.0.1 without a login. Set a user, "
        "a token or a list of users, listen on 127.0.0.1, or allow it with --insecure.");
    row("host: 0.0.0.0\nauthorization { user a, password b }", "");
    row("host: 0.0.0.0\nauthorization { token a }", "");
    row("host: 0.0.0.0\nauthorization { users [{user a}] }", "");
    row("host: 0.0.0.0\nno_auth_user a\nauthorization { users [{user a}] }",
        "The port for clients would be open to other machines on every interface without a login.");
    row("cluster { listen: 0.0.0.0:1 }",
        "The cluster port would be open to other machines on every interface without a "
        "login. Set a user and a password for routes, listen on 127.0.0.1, or allow it "
        "with --insecure.");
    row("cluster { listen: 0.0.0.0:1, authorization { user a, password b } }", "");
    row("cluster { host: 0.0.0.0 }", ""); // no port: off
    row("http: 0.0.0.0:1",
        "The monitoring port would be open to other machines on every interface without a login. Set "
        "http_user and http_password, listen on 127.0.0.1, or allow it with --insecure.");
    row("http: 0.0.0.0:1; http_user a; http_password b", "");
    row("host: 0.0.0.0\nhttp: 8222\nauthorization { token a }", "The monitoring port would be open");
    row("host: 0.0.0.0\nhttp: 127.0.0.1:8222\nauthorization { token a }", "");
}

void TestBrokerCheck::refusesExposure()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, says);
    const auto options = parseBrokerOptions(view(text));
    QVERIFY2(options.isOk(), options ? "" : options.error().message.c_str());
    const auto checked = checkExposure(options.value());
    QCOMPARE(checked.isOk(), says.isEmpty());
    QVERIFY2(checked || QByteArray::fromStdString(checked.error().message).startsWith(says),
             checked ? "" : checked.error().message.c_str());
    auto insecure = options.value();
    insecure.isInsecure = true;
    QVERIFY(checkExposure(insecure).isOk());
}

QTEST_GUILESS_MAIN(TestBrokerCheck)
#include "tst_brokercheck.moc"
