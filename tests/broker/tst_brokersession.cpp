// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/sessionroom.h"

#include <QTest>

using namespace gnat;
using namespace gnat::test;

namespace {

constexpr auto plain = "CONNECT {\"verbose\":false,\"pedantic\":false,\"headers\":true,\"no_responders\":true}\r\n";

} // namespace

class TestBrokerSession : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void conversation_data();
    void conversation();
    void info();
    void echo();
    void headersAreLeftOutForOldClients();
    void queueGroupSharesAndSkipsOwnEcho();
    void login_data();
    void login();
    void loginInTime();
    void pingsAndStale();
    void firstPingComesEarly();
    void publisherWaitsForSlowReceiver();
    void receiverOverTheLimitIsEnded();
    void answersThatNobodyReads();
};

void TestBrokerSession::conversation_data()
{
    QTest::addColumn<QByteArray>("input");
    QTest::addColumn<QByteArray>("expected");
    QTest::addColumn<bool>("ends");
    const QByteArray open = plain;
    const auto row = [](const char *name, const QByteArray &input, const QByteArray &expected, bool ends = false) {
        QTest::newRow(name) << input << expected << ends;
    };
    row("ping", open + "PING\r\n", "PONG\r\n");
    row("verbose without connect", "SUB a 1\r\nPUB a 1\r\nx\r\nPING\r\n", "+OK\r\n+OK\r\nMSG a 1 1\r\nx\r\nPONG\r\n");
    row("empty connect is verbose", "CONNECT {}\r\n", "+OK\r\n");
    row("connect changes only what it names",
        "CONNECT {\"verbose\":false}\r\nCONNECT {\"pedantic\":false}\r\nSUB a 1\r\nPING\r\n", "PONG\r\n");
    row("connect without JSON", "CONNECT\r\n", "", true);
    row("connect with null", "CONNECT null\r\n", "+OK\r\n");
    row("connect with keys in any case",
        "CONNECT {\"VERBOSE\":false,\"Echo\":false}\r\nSUB a 1\r\nPUB a 0\r\n\r\nPING\r\n", "PONG\r\n");
    row("connect with bytes that are no UTF-8", "CONNECT {\"verbose\":false,\"name\":\"\xff\"}\r\nPING\r\n",
        "PONG\r\n");
    row("info is read", open + "INFO {}\r\nINFO null\r\nINFO hello\r\n", "", true);
    row("connect of wrong type", "CONNECT {\"verbose\":\"yes\"}\r\n", "", true);
    row("unknown protocol", "CONNECT {\"protocol\":2}\r\n", "-ERR 'invalid client protocol'\r\n", true);
    row("no responders without headers", "CONNECT {\"no_responders\":true}\r\n",
        "-ERR 'no responders requires headers support'\r\n", true);
    row("size is forwarded as written", open + "SUB a 1\r\nPUB a 0002\r\nhi\r\n", "MSG a 1 0002\r\nhi\r\n");
    row("blanks are put right", open + "SUB  a\t1 \r\nPUB a  r  2 \r\nhi\r\n", "MSG a 1 r 2\r\nhi\r\n");
    row("headers", open + "SUB a 1\r\nHPUB a r 12 14\r\nNATS/1.0\r\n\r\nhi\r\n",
        "HMSG a 1 r 12 14\r\nNATS/1.0\r\n\r\nhi\r\n");
    row("zero headers", open + "SUB a 1\r\nHPUB a 0 2\r\nhi\r\n", "MSG a 1 2\r\nhi\r\n");
    row("second use of a sid", open + "SUB a 1\r\nSUB b 1\r\nPUB b 1\r\nx\r\nPUB a 1\r\ny\r\n", "MSG a 1 1\r\ny\r\n");
    row("bad subject", open + "SUB a..b 1\r\nSUB .a 2\r\nSUB a.>.b 3\r\nPING\r\n",
        "-ERR 'Invalid Subject'\r\n-ERR 'Invalid Subject'\r\n-ERR 'Invalid Subject'\r\nPONG\r\n");
    row("white space in a subject", open + "SUB a\fb 1\r\nPUB a\fb 0\r\n\r\n", "MSG a\fb 1 0\r\n\r\n");
    row("a zero byte in a subject", QByteArray("CONNECT {\"verbose\":false}\r\nSUB a\0b 1\r\nPUB a\0b 0\r\n\r\n", 51),
        QByteArray("MSG a\0b 1 0\r\n\r\n", 15));
    row("pedantic publish", "CONNECT {\"pedantic\":true}\r\nPUB a.* 2\r\nhi\r\n",
        "+OK\r\n-ERR 'Invalid Publish Subject'\r\n+OK\r\n");
    row("unsub", open + "SUB a 1\r\nUNSUB 1\r\nPUB a 1\r\nx\r\nUNSUB 9\r\nPING\r\n", "PONG\r\n");
    row("unsub after messages", open + "SUB a 1\r\nUNSUB 1 2\r\nPUB a 1\r\nx\r\nPUB a 1\r\ny\r\nPUB a 1\r\nz\r\n",
        "MSG a 1 1\r\nx\r\nMSG a 1 1\r\ny\r\n");
    row("unsub counts what came before", open + "SUB a 1\r\nPUB a 1\r\nx\r\nUNSUB 1 1\r\nPUB a 1\r\ny\r\n",
        "MSG a 1 1\r\nx\r\n");
    row("sid can be used again after its end",
        open + "SUB a 1\r\nUNSUB 1 1\r\nPUB a 1\r\nx\r\nSUB a 1\r\nPUB a 1\r\ny\r\nPUB a 1\r\nz\r\n",
        "MSG a 1 1\r\nx\r\nMSG a 1 1\r\ny\r\nMSG a 1 1\r\nz\r\n");
    row("no responders", open + "SUB i.* 5\r\nPUB nobody i.1 1\r\nx\r\n",
        "HMSG i.1 5 16 16\r\nNATS/1.0 503\r\n\r\n\r\n");
    row("no responders, nobody to tell", open + "PUB nobody i.1 1\r\nx\r\nPING\r\n", "PONG\r\n");
    row("too large", open + "PUB a 101\r\n", "-ERR 'Maximum Payload Violation'\r\n", true);
    row("unknown operation", open + "HELLO\r\n", "-ERR 'Unknown Protocol Operation'\r\n", true);
    row("too many subscriptions", open + "SUB a 1\r\nSUB b 2\r\nSUB c 3\r\nSUB d 4\r\nPING\r\n",
        "-ERR 'maximum subscriptions exceeded'\r\nPONG\r\n");
    row("nothing after the end", open + "ZZZ\r\nPING\r\n", "-ERR 'Unknown Protocol Operation'\r\n", true);
}

void TestBrokerSession::conversation()
{
    QFETCH(QByteArray, input);
    QFETCH(QByteArray, expected);
    QFETCH(bool, ends);
    BrokerOptions options;
    options.maxPayload = 100;
    options.maxSubscriptions = 3;
    for (const qsizetype step : {input.size(), qsizetype{1}, qsizetype{7}}) {
        Room room(options);
        auto &session = room.join();
        feed(session, input, step);
        QCOMPARE(taken(session), expected);
        QCOMPARE(session.isEnding(), ends);
    }
}

void TestBrokerSession::info()
{
    BrokerIdentity identity;
    identity.serverId = BrokerIdentity::makeServerId();
    QCOMPARE(identity.serverId.size(), 56U);
    QVERIFY(identity.serverId != BrokerIdentity::makeServerId());
    identity.serverName = "n1";
    identity.host = "127.0.0.1";
    identity.port = 4222;
    identity.maxPayload = 64;
    const auto line = QByteArray::fromStdString(identity.infoLine(7, "::1"));
    QVERIFY(line.startsWith("INFO {\"server_id\":\"N"));
    QVERIFY(line.endsWith("\"server_name\":\"n1\",\"version\":\"2.9.10\",\"proto\":1,\"host\":\"127.0.0.1\",\"port\":"
                          "4222,\"headers\":true,\"max_payload\":64,\"client_id\":7,\"client_ip\":\"::1\"} \r\n"));
}

void TestBrokerSession::echo()
{
    Room room({});
    auto &deaf = room.join();
    auto &other = room.join();
    QCOMPARE(said(other, QByteArray(plain) + "SUB a 9\r\n"), "");
    QCOMPARE(said(deaf, "CONNECT {\"verbose\":false,\"echo\":false,\"headers\":true,\"no_responders\":true}\r\n"
                        "SUB a 1\r\nSUB i.> 2\r\nSUB own 3\r\nPUB a 2\r\nhi\r\nPUB own i.1 0\r\n\r\n"),
             "HMSG i.1 2 16 16\r\nNATS/1.0 503\r\n\r\n\r\n");
    QCOMPARE(taken(other), "MSG a 9 2\r\nhi\r\n");
}

void TestBrokerSession::headersAreLeftOutForOldClients()
{
    Room room({});
    auto &old = room.join();
    auto &publisher = room.join();
    QCOMPARE(said(old, "CONNECT {\"verbose\":false}\r\nSUB a 7\r\n"), "");
    QCOMPARE(said(publisher, QByteArray(plain) + "HPUB a r 12 14\r\nNATS/1.0\r\n\r\nhi\r\n"), "");
    QCOMPARE(taken(old), "MSG a 7 r 2\r\nhi\r\n");
}

void TestBrokerSession::queueGroupSharesAndSkipsOwnEcho()
{
    Room room({});
    auto &one = room.join();
    auto &two = room.join();
    auto &deaf = room.join();
    said(one, QByteArray(plain) + "SUB a q 1\r\n");
    said(two, QByteArray(plain) + "SUB a q 2\r\n");
    said(deaf, "CONNECT {\"verbose\":false,\"echo\":false}\r\nSUB a q 3\r\n");
    QByteArray many;
    for (int i = 0; i < 300; ++i)
        many += "PUB a 1\r\nx\r\n";
    QCOMPARE(said(deaf, many), ""); // its own member is passed over
    const auto first = taken(one).count("MSG a 1 1\r\n");
    const auto second = taken(two).count("MSG a 2 1\r\n");
    QCOMPARE(first + second, 300);
    QVERIFY2(first > 60 && second > 60, qPrintable(QStringLiteral("%1 and %2").arg(first).arg(second)));
}

void TestBrokerSession::login_data()
{
    QTest::addColumn<QByteArray>("input");
    QTest::addColumn<QByteArray>("expected");
    const QByteArray refused = "-ERR 'Authorization Violation'\r\n";
    QTest::newRow("good") << QByteArray("CONNECT {\"user\":\"u\",\"pass\":\"secret\"}\r\n") << QByteArray("+OK\r\n");
    QTest::newRow("token") << QByteArray("CONNECT {\"auth_token\":\"t0k\"}\r\n") << QByteArray("+OK\r\n");
    QTest::newRow("listed user") << QByteArray("CONNECT {\"user\":\"w\",\"pass\":\"x\"}\r\n") << QByteArray("+OK\r\n");
    QTest::newRow("longer password") << QByteArray("CONNECT {\"user\":\"u\",\"pass\":\"secretsecret\"}\r\n") << refused;
    QTest::newRow("empty password") << QByteArray("CONNECT {\"user\":\"u\"}\r\n") << refused;
    QTest::newRow("wrong user") << QByteArray("CONNECT {\"user\":\"v\",\"pass\":\"secret\"}\r\n") << refused;
    QTest::newRow("wrong token") << QByteArray("CONNECT {\"auth_token\":\"x\"}\r\n") << refused;
    QTest::newRow("nothing") << QByteArray("CONNECT {}\r\n") << refused;
    QTest::newRow("ping first") << QByteArray("PING\r\n") << refused;
    QTest::newRow("garbage first") << QByteArray("XYZ\r\n") << refused;
}

void TestBrokerSession::login()
{
    QFETCH(QByteArray, input);
    QFETCH(QByteArray, expected);
    BrokerOptions options;
    options.user = "u";
    options.password = "secret";
    options.token = "t0k";
    auto &user = options.users.emplace_back();
    user.name = "w";
    user.password = "x";
    Room room(options);
    auto &session = room.join();
    QCOMPARE(said(session, input), expected);
    QCOMPARE(session.isEnding(), expected.startsWith("-ERR"));
}

void TestBrokerSession::loginInTime()
{
    using namespace std::chrono_literals;
    BrokerOptions options;
    options.token = "t";
    options.authTimeout = 400ms;
    const std::chrono::steady_clock::time_point start;
    Room room(options);
    auto &silent = room.join(start);
    auto &good = room.join(start);
    QCOMPARE(said(good, "CONNECT {\"auth_token\":\"t\",\"verbose\":false}\r\n"), "");
    for (auto *session : {&silent, &good})
        session->tick(start + 399ms);
    QVERIFY(!silent.isEnding());
    for (auto *session : {&silent, &good})
        session->tick(start + 400ms);
    QCOMPARE(taken(silent), "-ERR 'Authentication Timeout'\r\n");
    QVERIFY(silent.isEnding());
    QVERIFY(!good.isEnding());
}

void TestBrokerSession::pingsAndStale()
{
    using namespace std::chrono_literals;
    BrokerOptions options;
    options.pingInterval = 100ms;
    options.maxPingsOut = 2;
    const std::chrono::steady_clock::time_point start;
    Room room(options);
    auto &session = room.join(start);
    said(session, plain);
    session.tick(start + 99ms);
    QCOMPARE(taken(session), "");
    session.tick(start + 100ms);
    QCOMPARE(taken(session), "PING\r\n");
    said(session, "PONG\r\n");
    session.tick(start + 200ms);
    session.tick(start + 300ms);
    QCOMPARE(taken(session), "PING\r\nPING\r\n");
    said(session, "PUB a 0\r\n\r\n"); // alive, so no PING is due
    session.tick(start + 400ms);
    QCOMPARE(taken(session), "");
    session.tick(start + 500ms);
    QCOMPARE(taken(session), "-ERR 'Stale Connection'\r\n");
    QVERIFY(session.isEnding());
}

void TestBrokerSession::firstPingComesEarly()
{
    using namespace std::chrono_literals;
    const std::chrono::steady_clock::time_point start;
    Room room{BrokerOptions()};
    auto &session = room.join(start);
    said(session, plain);
    session.tick(start + 1999ms);
    QCOMPARE(taken(session), "");
    said(session, "PUB a 0\r\n\r\n"); // however lively it is
    session.tick(start + 2s);
    QCOMPARE(taken(session), "PING\r\n");
    said(session, "PONG\r\n");
    session.tick(start + 121s);
    QCOMPARE(taken(session), "");
    session.tick(start + 122s);
    QCOMPARE(taken(session), "PING\r\n");
}

void TestBrokerSession::publisherWaitsForSlowReceiver()
{
    BrokerOptions options;
    options.maxPending = 200'000; // publishers pause at half of it
    Room room(options);
    auto &slow = room.join();
    auto &publisher = room.join();
    said(slow, QByteArray(plain) + "SUB a 1\r\n");
    said(publisher, plain);
    const auto message = "PUB a 30000\r\n" + QByteArray(30000, 'x') + "\r\n";
    feed(publisher, message + message + message + message + message + "PING\r\n", 10000);
    QCOMPARE(publisher.waitsFor(), &slow);
    QCOMPARE(taken(publisher), ""); // the PING has to wait as well
    auto got = taken(slow).count("MSG a 1 30000");
    QCOMPARE(got, 4);
    publisher.resume();
    QVERIFY(!publisher.waitsFor());
    got += taken(slow).count("MSG a 1 30000");
    QCOMPARE(got, 5); // nothing was lost
    QCOMPARE(taken(publisher), "PONG\r\n");
}

void TestBrokerSession::receiverOverTheLimitIsEnded()
{
    BrokerOptions options;
    options.maxPending = 100'000;
    Room room(options);
    auto &slow = room.join();
    auto &publisher = room.join();
    said(slow, QByteArray(plain) + "SUB a 1\r\n");
    said(publisher, QByteArray(plain) + "PUB a 150000\r\n" + QByteArray(150000, 'x') + "\r\nPING\r\n");
    QVERIFY(slow.isTooSlow());
    QVERIFY(!publisher.waitsFor());
    QCOMPARE(said(publisher, "PUB a 1\r\nx\r\nPING\r\n").right(6), "PONG\r\n");
}

void TestBrokerSession::answersThatNobodyReads()
{
    BrokerOptions options;
    options.maxPending = 10'000;
    Room room(options);
    auto &client = room.join();
    QCOMPARE(said(client, QByteArray(plain) + QByteArray("PING\r\n").repeated(1000)).size(), 6000);
    QVERIFY(!client.isTooSlow()); // what was said was read
    said(client, QByteArray("PING\r\n").repeated(3000));
    QVERIFY(client.isTooSlow());
    QVERIFY(client.isEnding());
}

QTEST_GUILESS_MAIN(TestBrokerSession)
#include "tst_brokersession.moc"
