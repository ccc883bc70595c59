// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/brokernode.h"
#include "broker/rawclient.h"
#include "broker/sessionroom.h"

#include <QTest>

using namespace gnat;
using namespace gnat::test;

namespace {

// of "hidden" and of "t0ken", at the lowest cost and at one that takes a while
constexpr auto hiddenHash = "$2a$04$abcdefghijklmnopqrstuuhZyWRsG7iAMo6rVsDQ6k6wZoOR22OE2";
constexpr auto slowHash = "$2a$12$abcdefghijklmnopqrstuugynzvoP.dNGOuNb2HsgdOghD8STM2lG";
constexpr auto tokenHash = "$2b$04$abcdefghijklmnopqrstuuZH6AI7HZn82VJk0afHB0GFw1uRSskp2";
constexpr auto refused = "-ERR 'Authorization Violation'\r\n";

BrokerUser userOf(const std::string &name, const std::string &password)
{
    BrokerUser user;
    user.name = name;
    user.password = password;
    return user;
}

QByteArray logIn(const QByteArray &fields)
{
    return "CONNECT {\"verbose\":false" + (fields.isEmpty() ? QByteArray() : "," + fields) + "}\r\nPING\r\n";
}

} // namespace

class TestBrokerLogin : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void logins_data();
    void logins();
    void noAuthUser();
    void silentWithNoAuthUser();
    void accountsAreRefused();
    void certificate_data();
    void certificate();
    void subjectAsGoWritesIt();
    void certificateAndPassword();
    void timeBeginsAfterHandshake();
    void nodeGoesOnDuringBcrypt();
    void clientLeavesDuringBcrypt();
    void faultOfNewcomersAfterBcrypt();
    void optionsThatMakeNoSense();
};

void TestBrokerLogin::logins_data()
{
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<bool>("isWelcome");
    const auto row = [](const char *name, const QByteArray &fields, bool isWelcome) {
        QTest::newRow(name) << fields << isWelcome;
    };
    row("plain", R"("user":"plain","pass":"p")", true);
    row("plain, wrong", R"("user":"plain","pass":"q")", false);
    row("plain, none", R"("user":"plain")", false);
    row("plain, longer", R"("user":"plain","pass":"pp")", false);
    row("no password at all", R"("user":"open")", true);
    row("no password, one given", R"("user":"open","pass":"x")", false);
    row("hashed", R"("user":"hashed","pass":"hidden")", true);
    row("hashed, wrong", R"("user":"hashed","pass":"hidde")", false);
    row("hashed, the hash itself", QByteArray(R"("user":"hashed","pass":")") + hiddenHash + "\"", false);
    row("hashed, with a NUL", R"("user":"hashed","pass":"hidden\u0000x")", false);
    row("hashed by PHP", R"("user":"php","pass":"hidden")", true);
    row("broken hash", R"("user":"broken","pass":"hidden")", false);
    row("unknown", R"("user":"nobody","pass":"p")", false);
    row("empty", "", false);
    row("password alone", R"("pass":"p")", false);
    row("hashed token", R"("auth_token":"t0ken")", true);
    row("hashed token, wrong", R"("auth_token":"t0kem")", false);
    row("token as a password", R"("user":"t0ken","pass":"t0ken")", false);
    row("single user", R"("user":"single","pass":"s")", true);
    row("single user, wrong", R"("user":"single","pass":"")", false);
    row("a jwt counts for nothing", R"("jwt":"eyJ0","sig":"AAAA")", false);
    row("a jwt does not harm", R"("jwt":"eyJ0","user":"plain","pass":"p")", true);
    row("nkey where there are none", R"("nkey":"UAX","user":"plain","pass":"p")", true);
}

void TestBrokerLogin::logins()
{
    QFETCH(QByteArray, fields);
    QFETCH(bool, isWelcome);
    BrokerOptions options;
    auto php = std::string(hiddenHash);
    php[2] = 'y';
    options.users = {userOf("plain", "p"), userOf("open", ""), userOf("hashed", hiddenHash), userOf("php", php),
                     userOf("broken", "$2a$04$short")};
    options.user = "single";
    options.password = "s";
    options.token = tokenHash;
    Room room(options);
    auto &session = room.join();
    QCOMPARE(said(session, logIn(fields)), isWelcome ? "PONG\r\n" : refused);
    QCOMPARE(session.isEnding(), !isWelcome);

    BrokerOptions one; // a node takes one kind of login
    if (fields.contains("auth_token")) {
        one.token = tokenHash;
    } else if (fields.contains("single")) {
        one.user = "single";
        one.password = "s";
    } else {
        one.users = options.users;
    }
    one.port = -1;
    BrokerNode node(one);
    QVERIFY(node.start()); // where hashes are compared on another thread
    RawClient client(node.port());
    client.send(logIn(fields));
    QCOMPARE(isWelcome ? client.readUntil("PONG\r\n") : client.readToEnd(), isWelcome ? "PONG\r\n" : refused);
}

void TestBrokerLogin::noAuthUser()
{
    BrokerOptions options;
    options.users = {userOf("guest", hiddenHash), userOf("u", "p")};
    options.users.front().permissions.emplace().publish.deny = {"no"};
    options.noAuthUser = "guest";
    Room room(options);
    const QByteArray violation = "-ERR 'Permissions Violation for Publish to \"no\"'\r\n";
    auto &empty = room.join();
    QCOMPARE(said(empty, logIn({}) + "PUB no 0\r\n\r\n"), "PONG\r\n" + violation);
    QCOMPARE(empty.userName(), std::string("guest"));
    auto &unasked = room.join(); // without CONNECT, as by telnet
    QCOMPARE(said(unasked, "SUB a 1\r\nPUB a 1\r\nx\r\nPUB no 0\r\n\r\n"),
             "+OK\r\n+OK\r\nMSG a 1 1\r\nx\r\n" + violation);
    auto &named = room.join();
    QCOMPARE(said(named, logIn(R"("user":"u","pass":"p")") + "PUB no 0\r\n\r\n"), "PONG\r\n");
    auto &wrong = room.join();
    QCOMPARE(said(wrong, logIn(R"("user":"u","pass":"x")")), refused);
    auto &token = room.join();
    QCOMPARE(said(token, logIn(R"("auth_token":"x")")), refused);
}

void TestBrokerLogin::silentWithNoAuthUser()
{
    using namespace std::chrono_literals;
    BrokerOptions options;
    options.users = {userOf("guest", "g")};
    options.noAuthUser = "guest";
    options.authTimeout = 100ms;
    const std::chrono::steady_clock::time_point start;
    Room room(options);
    auto &silent = room.join(start);
    auto &unasked = room.join(start);
    said(unasked, "PING\r\n");
    silent.tick(start + 100ms);
    unasked.tick(start + 100ms);
    QCOMPARE(taken(silent), "-ERR 'Authentication Timeout'\r\n");
    QVERIFY(!unasked.isEnding());
}

void TestBrokerLogin::accountsAreRefused()
{
    for (const bool hasLogin : {true, false}) {
        BrokerOptions options;
        options.token = hasLogin ? "t" : "";
        Room room(options);
        QCOMPARE(said(room.join(), logIn(R"("auth_token":"t","account":"x")")), refused);
        QCOMPARE(said(room.join(), logIn(R"("auth_token":"t","new_account":true)")), refused);
        QCOMPARE(said(room.join(), logIn(R"("auth_token":"t","account":"")")), "PONG\r\n");
    }
}

void TestBrokerLogin::certificate_data()
{
    QTest::addColumn<QString>("user");
    QTest::addColumn<bool>("isWelcome");
    const auto row = [](const char *name, const QString &user, bool isWelcome) {
        QTest::newRow(name) << user << isWelcome;
    };
    row("email", QStringLiteral("second@example.com"), true);
    row("dns", QStringLiteral("client.example.com"), true);
    row("uri", QStringLiteral("spiffe://example/client"), true);
    row("distinguished name", QStringLiteral("CN=client\\, one,OU=tests,O=Example,DC=example,DC=com"), true);
    row("with blanks and other case", QStringLiteral("cn=client\\2c one, ou=tests, o=Example, dc=example, dc=com"),
        true);
    row("in another order", QStringLiteral("O=Example,CN=client\\, one,OU=tests,DC=com,DC=example"), true);
    row("Go's text", QStringLiteral("CN=client\\, one,OU=tests,O=Example"), true);
    row("Go's text with domain", QStringLiteral("CN=client\\, one,OU=tests,O=Example,DC=com,DC=example"), true);
    row("a part is missing", QStringLiteral("CN=client\\, one,OU=tests,DC=example,DC=com"), false);
    row("a part is wrong", QStringLiteral("CN=client\\, two,OU=tests,O=Example,DC=example,DC=com"), false);
    row("common name alone", QStringLiteral("client, one"), false);
    row("not a name", QStringLiteral("CN="), false);
}

namespace {

std::shared_ptr<TlsPeer> certified()
{
    auto other = std::make_shared<TlsPeer>();
    other->hasCertificate = true;
    other->emails = {"first@example.com", "second@example.com"};
    other->dnsNames = {"client.example.com"};
    other->uris = {"spiffe://example/client"};
    other->subject = {
        {{"DC", "com"}}, {{"DC", "example"}}, {{"O", "Example"}}, {{"OU", "tests"}}, {{"CN", "client, one"}}};
    return other;
}

} // namespace

void TestBrokerLogin::certificate()
{
    QFETCH(QString, user);
    QFETCH(bool, isWelcome);
    BrokerOptions options;
    options.tls.mapsUsers = true;
    options.users = {userOf("someone", ""), userOf(user.toStdString(), "")};
    Room room(options);
    auto &session = room.join();
    session.secured(certified(), {});
    QCOMPARE(said(session, logIn(R"("user":"someone")")), isWelcome ? "PONG\r\n" : refused);
    QCOMPARE(session.userName(), isWelcome ? user.toStdString() : std::string());

    auto &bare = room.join(); // without a certificate nobody is anybody
    bare.secured(std::make_shared<TlsPeer>(), {});
    QCOMPARE(said(bare, logIn(R"("user":"someone")")), refused);
    auto &plain = room.join();
    QCOMPARE(said(plain, logIn(R"("user":"someone")")), refused);
}

void TestBrokerLogin::subjectAsGoWritesIt() // seen to be accepted by nats-server 2.9.10 as a user's name
{
    const CertificateSubject subject{{{"C", "US"}},   {{"ST", "CA"}},  {{"L", "LA"}},  {{"O", "Org, Inc"}},
                                     {{"OU", "one"}}, {{"OU", "two"}}, {{"CN", "bob"}}};
    QCOMPARE(subjectText(subject), std::string("CN=bob,OU=one+OU=two,O=Org\\, Inc,L=LA,ST=CA,C=US"));
    QCOMPARE(subjectText({{{"serialNumber", "1"}}, {{"1.2.3", "x"}}}), std::string());
    QCOMPARE(
        subjectText(
            {{{"SERIALNUMBER", "77"}}, {{"POSTALCODE", "9"}}, {{"STREET", "#S 1 "}}, {{"CN", "a"}}, {{"CN", "b"}}}),
        std::string("SERIALNUMBER=77,CN=b,POSTALCODE=9,STREET=\\#S 1\\ "));
    QCOMPARE(subjectWithDomain(subject), std::string());
}

void TestBrokerLogin::certificateAndPassword()
{
    BrokerOptions options;
    options.tls.mapsUsers = true;
    options.users = {userOf("client.example.com", "p")};
    Room room(options);
    for (const bool isRight : {true, false}) {
        auto &session = room.join();
        session.secured(certified(), {});
        QCOMPARE(said(session, logIn(isRight ? R"("pass":"p")" : "")), isRight ? "PONG\r\n" : refused);
    }
}

void TestBrokerLogin::timeBeginsAfterHandshake()
{
    using namespace std::chrono_literals;
    BrokerOptions options;
    options.token = "t";
    options.authTimeout = 100ms;
    const std::chrono::steady_clock::time_point start;
    Room room(options);
    auto &session = room.join(start);
    session.secured(std::make_shared<TlsPeer>(), start + 90ms);
    session.tick(start + 189ms);
    QVERIFY(!session.isEnding());
    session.tick(start + 190ms);
    QCOMPARE(taken(session), "-ERR 'Authentication Timeout'\r\n");
}

void TestBrokerLogin::nodeGoesOnDuringBcrypt()
{
    BrokerOptions options;
    options.port = -1;
    options.users = {userOf("slow", slowHash), userOf("plain", "p")};
    options.authTimeout = std::chrono::milliseconds(50); // for CONNECT to come, not for us to decide
    BrokerNode node(options);
    QVERIFY(node.start());
    RawClient plain(node.port());
    plain.send(logIn(R"("user":"plain","pass":"p")"));
    QCOMPARE(plain.readUntil("PONG\r\n"), "PONG\r\n");
    RawClient right(node.port());
    RawClient wrong(node.port());
    right.send(logIn(R"("user":"slow","pass":"hidden")"));
    wrong.send(logIn(R"("user":"slow","pass":"x")"));
    int rounds = 0;
    QByteArray answer;
    while (answer.isEmpty()) { // how often the others get an answer meanwhile
        plain.send("PING\r\n");
        QCOMPARE(plain.readUntil("PONG\r\n"), "PONG\r\n");
        answer = right.readUntil("PONG\r\n", 1);
        ++rounds;
    }
    QCOMPARE(answer, "PONG\r\n");
    QVERIFY2(rounds > 10, qPrintable(QString::number(rounds)));
    QCOMPARE(wrong.readToEnd(10000), refused);
}

void TestBrokerLogin::clientLeavesDuringBcrypt()
{
    BrokerOptions options;
    options.port = -1;
    options.users = {userOf("slow", slowHash)};
    BrokerNode node(options);
    QVERIFY(node.start());
    for (int i = 0; i < 3; ++i) {
        RawClient client(node.port());
        client.send(logIn(R"("user":"slow","pass":"hidden")"));
    }
    QTRY_COMPARE_WITH_TIMEOUT(node.stats().connections, 0U, 20000);
    RawClient client(node.port());
    client.send(logIn(R"("user":"slow","pass":"hidden")"));
    node.stop(); // with a check under way
}

void TestBrokerLogin::faultOfNewcomersAfterBcrypt()
{
    BrokerOptions options;
    options.port = -1;
    options.users = {userOf("hashed", hiddenHash)};
    BrokerNode node(options);
    QVERIFY(node.setFaults(FaultPlan::parse({"stop-reading=300ms,cid=1"}, 7).value()));
    QVERIFY(node.start());
    RawClient client(node.port());
    QElapsedTimer timer;
    timer.start();
    client.send(logIn(R"("user":"hashed","pass":"hidden")"));
    QCOMPARE(client.readUntil("PONG\r\n"), "PONG\r\n");
    QVERIFY2(timer.elapsed() >= 299, qPrintable(QString::number(timer.elapsed())));
}

void TestBrokerLogin::optionsThatMakeNoSense()
{
    const auto problem = [](const BrokerOptions &options) {
        BrokerNode node([&options] {
            auto copy = options;
            copy.port = -1;
            return copy;
        }());
        const auto started = node.start();
        return started ? QString() : QString::fromStdString(started.error().message);
    };
    BrokerOptions options;
    options.noAuthUser = "guest";
    QVERIFY(problem(options).contains(QStringLiteral("\"guest\"")));
    options.users = {userOf("u", "p")};
    QVERIFY(problem(options).contains(QStringLiteral("\"guest\"")));
    options.noAuthUser = "u";
    QCOMPARE(problem(options), QString());
    options.users.emplace_back().nkey = "UNKEY";
    QVERIFY(problem(options).contains(QStringLiteral("\"UNKEY\"")));
}

QTEST_GUILESS_MAIN(TestBrokerLogin)
#include "tst_brokerlogin.moc"
