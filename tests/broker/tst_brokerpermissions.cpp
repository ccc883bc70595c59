// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/sessionroom.h"

#include <QTest>

using namespace gnat;
using namespace gnat::test;

namespace {

/// Users with permissions of all kinds; passwords are the names.
BrokerOptions options()
{
    BrokerOptions options;
    const auto add = [&options](const char *name) -> BrokerPermissions & {
        auto &user = options.users.emplace_back();
        user.name = user.password = name;
        return user.permissions.emplace();
    };
    auto &both = add("both");
    both.publish = {std::vector<std::string>{"ok.>", "q\"uote"}, {"ok.no", "ok.*.deep"}};
    both.subscribe = {std::vector<std::string>{"in.>", "qq.* grp", "mix", "mix v1.*", "one.*"},
                      {"in.secret", "in.x.>"}};
    add("denied").publish.deny = {"bad.*"};
    auto &denied = *options.users.back().permissions;
    denied.subscribe.deny = {"x.>", "*.secret", "dq", "dq only", "eq q1", "star.*"};
    auto &service = add("service");
    service.subscribe.allow = std::vector<std::string>{"req", "req.>"};
    service.responses = ResponseRules{};
    add("often").responses = ResponseRules{3, std::chrono::minutes(1)};
    add("always").responses = ResponseRules{-1, std::chrono::milliseconds(-1)};
    add("hasty").responses = ResponseRules{10, std::chrono::milliseconds(1)};
    auto &nothing = add("nothing");
    nothing.publish.allow.emplace();
    nothing.subscribe.allow.emplace();
    options.users.emplace_back().name = "usual"; // has the default permissions
    options.defaultPermissions.emplace().publish.deny = {"usual.>"};
    options.defaultPermissions->subscribe.deny = {"usual.>"};
    auto &all = add("all");
    all = {};
    return options;
}

QByteArray logIn(const QByteArray &user, const QByteArray &more = {})
{
    const auto password = user == "usual" ? QByteArray() : user;
    return R"(CONNECT {"verbose":false,"pedantic":false,"headers":true,"no_responders":true,"user":")" + user +
           R"(","pass":")" + password + "\"" + more + "}\r\n";
}

QByteArray noPublish(const QByteArray &subject)
{
    return "-ERR 'Permissions Violation for Publish to \"" + subject + "\"'\r\n";
}

QByteArray noSubscription(const QByteArray &subject, const QByteArray &queue = {})
{
    return "-ERR 'Permissions Violation for Subscription to \"" + subject + "\"" +
           (queue.isEmpty() ? QByteArray() : " using queue \"" + queue + "\"") + "'\r\n";
}

} // namespace

class TestBrokerPermissions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void conversation_data();
    void conversation();
    void deniedSubjectsAreFiltered();
    void queueMemberWithoutRightIsPassedOver();
    void noResponders();
    void answers_data();
    void answers();
    void answerAgainAfterNewRequest();
    void manyRequests();
    void secondConnectChangesUser();
    void manySubjects();
    void badRules_data();
    void badRules();
};

void TestBrokerPermissions::conversation_data()
{
    QTest::addColumn<QByteArray>("user");
    QTest::addColumn<QByteArray>("input");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char *name, const char *user, const QByteArray &input, const QByteArray &expected) {
        QTest::newRow(name) << QByteArray(user) << input << expected;
    };
    const auto pub = [](const QByteArray &subject) {
        return "PUB " + subject + " 0\r\n\r\n";
    };
    const auto sub = [](const QByteArray &subject) {
        return "SUB " + subject + " 1\r\n";
    };
    const QByteArray verbose = R"(CONNECT {"verbose":true,"user":"both","pass":"both"})"
                               "\r\n";
    row("publish allowed", "both", pub("ok.x") + pub("ok.x.y"), "");
    row("publish denied", "both", pub("ok.no"), noPublish("ok.no"));
    row("publish denied by a pattern", "both", pub("ok.a.deep") + pub("ok.a.b.deep"), noPublish("ok.a.deep"));
    row("publish, the stem alone", "both", pub("ok"), noPublish("ok"));
    row("publish elsewhere", "both", pub("other") + pub("other"), noPublish("other") + noPublish("other"));
    row("publish to empty tokens", "both", pub("ok..x"), noPublish("ok..x"));
    row("the subject is quoted", "both", pub("q\"uote") + pub("a\"b\\c\x01\xff\xc3\xa4"),
        noPublish("a\\\"b\\\\c\\x01\\xff\xc3\xa4"));
    row("no +OK for what is refused", "both", verbose + pub("no") + sub("no") + pub("ok.x"),
        "+OK\r\n" + noPublish("no") + noSubscription("no") + "+OK\r\n");
    row("pedantic, allowed", "both",
        R"(CONNECT {"pedantic":true})"
        "\r\n" +
            pub("ok.*"),
        "-ERR 'Invalid Publish Subject'\r\n");
    row("pedantic, refused", "both",
        R"(CONNECT {"pedantic":true})"
        "\r\n" +
            pub("no.*"),
        "-ERR 'Invalid Publish Subject'\r\n" + noPublish("no.*"));
    row("headers count as well", "both", "HPUB no 12 12\r\nNATS/1.0\r\n\r\n\r\n", noPublish("no"));
    row("subscribe allowed", "both", sub("in.a") + sub("in.>"), "");
    row("subscribe denied", "both", sub("in.secret") + sub("in.x.y"),
        noSubscription("in.secret") + noSubscription("in.x.y"));
    row("subscribe wider than allowed", "both", sub(">") + sub("*.a"), noSubscription(">") + noSubscription("*.a"));
    row("subscribe, > is a token for *", "both", sub("one.*") + sub("one.>"), "");
    row("subscribe to what is none", "both", sub("in..a"), noSubscription("in..a"));
    row("subscribe to what is none without a list", "denied", sub("in..a"), "-ERR 'Invalid Subject'\r\n");
    row("queue elsewhere", "both", "SUB out q 1\r\n", noSubscription("out", "q"));
    row("queue that is allowed", "both", "SUB qq.1 grp 1\r\n", "");
    row("another queue", "both", "SUB qq.1 other 1\r\n", noSubscription("qq.1", "other"));
    row("no queue where one is asked for", "both", sub("qq.1"), noSubscription("qq.1"));
    row("any queue where none is named", "both", "SUB in.a q 1\r\n", "");
    row("both ways", "both", sub("mix") + "SUB mix v1.2 2\r\nSUB mix v2 3\r\n", noSubscription("mix", "v2"));
    row("deny alone", "denied", pub("bad.1") + pub("good") + pub("bad.1.2") + pub("bad..x"), noPublish("bad.1"));
    row("deny alone, subscribe", "denied", sub("x.1") + sub("y"), noSubscription("x.1"));
    row("deny, as wide", "denied", sub("x.>") + sub("star.>"), noSubscription("x.>") + noSubscription("star.>"));
    row("deny, wider", "denied", sub(">"), "");
    row("deny by queue", "denied", "SUB eq q1 1\r\nSUB eq q2 2\r\nSUB eq 3\r\n", noSubscription("eq", "q1"));
    row("deny with and without queue", "denied", "SUB dq 1\r\nSUB dq only 2\r\nSUB dq other 3\r\n",
        noSubscription("dq") + noSubscription("dq", "only"));
    row("nothing at all", "nothing", pub("a") + sub("a"), noPublish("a") + noSubscription("a"));
    row("default permissions", "usual", pub("usual.a") + sub("usual.a") + pub("a"),
        noPublish("usual.a") + noSubscription("usual.a"));
    row("own permissions instead", "all", pub("usual.a") + sub("usual.a"), "");
    row("reserved reply", "all", "PUB a _R_.x 0\r\n\r\nPUB a $JS.ACK.x 0\r\n\r\nPUB a _GR_.x 0\r\n\r\n",
        "-ERR 'Permissions Violation for Publish with Reply of \"_R_.x\"'\r\n"
        "-ERR 'Permissions Violation for Publish with Reply of \"$JS.ACK.x\"'\r\n"
        "-ERR 'Permissions Violation for Publish with Reply of \"_GR_.x\"'\r\n");
    row("reserved subject", "all", pub("_GR_.x"), noPublish("_GR_.x"));
    row("reserved queue", "all", "SUB a _sys_ 1\r\n", noSubscription("a", "_sys_"));
    row("a refused sid is free", "both", sub("no") + sub("in.a") + "UNSUB 1\r\nUNSUB 1\r\n", noSubscription("no"));
}

void TestBrokerPermissions::conversation()
{
    QFETCH(QByteArray, user);
    QFETCH(QByteArray, input);
    QFETCH(QByteArray, expected);
    for (const qsizetype step : {input.size(), qsizetype{1}}) {
        Room room(options());
        auto &session = room.join();
        feed(session, logIn(user) + input + "PING\r\n", step);
        QCOMPARE(taken(session), expected + "PONG\r\n");
        QVERIFY(!session.isEnding());
    }
}

void TestBrokerPermissions::deniedSubjectsAreFiltered()
{
    Room room(options());
    auto &watcher = room.join();
    auto &publisher = room.join();
    said(publisher, logIn("all"));
    QCOMPARE(said(watcher, logIn("both") + "SUB in.> 1\r\nPING\r\n"), "PONG\r\n");
    said(publisher, "PUB in.secret 1\r\n1\r\nPUB in.open 1\r\n2\r\nPUB in.x.y 1\r\n3\r\nPUB in.secret 1\r\n4\r\n");
    QCOMPARE(taken(watcher), "MSG in.open 1 1\r\n2\r\n");

    auto &other = room.join(); // "in.*" and "*.secret" overlap, but neither holds the other: no filter, as nats-server
    QCOMPARE(said(other, logIn("denied") + "SUB in.* 1\r\nPING\r\n"), "PONG\r\n");
    said(publisher, "PUB in.secret 1\r\n1\r\nPUB in.open 1\r\n2\r\n");
    QCOMPARE(taken(other), "MSG in.secret 1 1\r\n1\r\nMSG in.open 1 1\r\n2\r\n");
    said(other, "SUB > 2\r\nUNSUB 2\r\n"); // holds it: from now on all deliveries are filtered
    said(publisher, "PUB in.secret 1\r\n1\r\nPUB in.open 1\r\n2\r\n");
    QCOMPARE(taken(other), "MSG in.open 1 1\r\n2\r\n");
}

void TestBrokerPermissions::queueMemberWithoutRightIsPassedOver()
{
    Room room(options());
    auto &limited = room.join();
    auto &free = room.join();
    auto &publisher = room.join();
    said(limited, logIn("both") + "SUB in.* q 1\r\n");
    said(free, logIn("all") + "SUB in.* q 2\r\n");
    said(publisher, logIn("all"));
    for (int i = 0; i < 50; ++i)
        QCOMPARE(said(publisher, "PUB in.secret 1\r\nx\r\n"), "");
    QCOMPARE(taken(limited), "");
    QCOMPARE(taken(free).count("MSG in.secret 2 1"), 50);
}

void TestBrokerPermissions::noResponders()
{
    Room room(options());
    auto &limited = room.join();
    auto &asker = room.join();
    said(limited, logIn("both") + "SUB in.* 1\r\n");
    said(asker, logIn("all") + "SUB i.* 5\r\n");
    const QByteArray nobody = "HMSG i.1 5 16 16\r\nNATS/1.0 503\r\n\r\n\r\n";
    QCOMPARE(said(asker, "PUB in.secret i.1 1\r\nx\r\n"), nobody); // who may not have it is nobody
    QCOMPARE(said(asker, "PUB in.open i.1 1\r\nx\r\n"), "");

    auto &refused = room.join(); // a refused request is not answered in any other way
    QCOMPARE(said(refused, logIn("both") + "SUB in.i 1\r\nPUB no in.i 0\r\n\r\n"), noPublish("no"));
}

void TestBrokerPermissions::answers_data()
{
    QTest::addColumn<QByteArray>("user");
    QTest::addColumn<int>("allowed");
    QTest::newRow("once") << QByteArray("service") << 1;
    QTest::newRow("three times") << QByteArray("often") << 3;
    QTest::newRow("always") << QByteArray("always") << 5;
}

void TestBrokerPermissions::answers()
{
    QFETCH(QByteArray, user);
    QFETCH(int, allowed);
    Room room(options());
    auto &service = room.join();
    auto &asker = room.join();
    QCOMPARE(said(service, logIn(user) + "SUB req 1\r\nPUB inb 1\r\nx\r\n"), noPublish("inb"));
    QCOMPARE(said(asker, logIn("all") + "SUB inb 4\r\nPUB req inb 1\r\nq\r\n"), "");
    QCOMPARE(taken(service), "MSG req 1 inb 1\r\nq\r\n");
    for (int i = 0; i < 5; ++i)
        QCOMPARE(said(service, "PUB inb 1\r\nr\r\n"), i < allowed ? QByteArray() : noPublish("inb"));
    QCOMPARE(taken(asker).count("MSG inb 4 1\r\nr\r\n"), allowed);
    QCOMPARE(said(service, "PUB other 1\r\nr\r\n"), noPublish("other"));
}

void TestBrokerPermissions::answerAgainAfterNewRequest()
{
    Room room(options());
    auto &service = room.join();
    auto &asker = room.join();
    said(service, logIn("service") + "SUB req 1\r\n");
    said(asker, logIn("all") + "SUB inb 4\r\nPUB req inb 1\r\nq\r\n");
    taken(service);
    QCOMPARE(said(service, "PUB inb 1\r\n1\r\n"), "");
    said(asker, "PUB req inb 1\r\nq\r\n");
    taken(service);
    QCOMPARE(said(service, "PUB inb 1\r\n2\r\nPUB inb 1\r\n3\r\n"), noPublish("inb"));

    auto &hasty = room.join();
    said(hasty, logIn("hasty") + "SUB req2 1\r\n");
    said(asker, "PUB req2 inb 1\r\nq\r\n");
    const auto sent = std::chrono::steady_clock::now();
    QTRY_VERIFY(std::chrono::steady_clock::now() - sent > std::chrono::milliseconds(1));
    taken(hasty);
    QCOMPARE(said(hasty, "PUB inb 1\r\nr\r\n"), noPublish("inb"));
}

void TestBrokerPermissions::manyRequests()
{
    auto rules = Permissions::compile(*options().users.at(2).permissions);
    QVERIFY(rules);
    SessionRights rights(rules.value());
    constexpr int count = int(SessionRights::rememberedRequests) * 3;
    const auto inbox = [](int number) {
        return "_INBOX." + std::to_string(number);
    };
    for (int i = 0; i < count; ++i)
        QVERIFY(rights.mayReceive("req", inbox(i)));
    for (int i = count - int(SessionRights::rememberedRequests) / 2; i < count; ++i)
        QVERIFY2(rights.mayPublish(inbox(i)), inbox(i).c_str()); // the newer ones are all there
    QVERIFY(!rights.mayPublish(inbox(0)));                       // and the oldest have made room
    QVERIFY(!rights.mayPublish(inbox(count - 1)));               // used up
}

void TestBrokerPermissions::secondConnectChangesUser()
{
    Room room(options());
    auto &session = room.join();
    auto &publisher = room.join();
    said(publisher, logIn("all"));
    QCOMPARE(said(session, logIn("all") + "SUB x.> 1\r\nPUB bad.1 0\r\n\r\n" + logIn("denied") + "PUB bad.1 0\r\n\r\n"),
             noPublish("bad.1"));
    QCOMPARE(session.userName(), std::string("denied"));
    said(publisher, "PUB x.1 1\r\nx\r\n");
    QCOMPARE(taken(session), ""); // a subscription from before is no way around
    QCOMPARE(said(session, logIn("all") + "PUB bad.1 0\r\n\r\n"), "");
    said(publisher, "PUB x.1 1\r\nx\r\n");
    QCOMPARE(taken(session), "MSG x.1 1 1\r\nx\r\n");
    QCOMPARE(said(session, "CONNECT {\"pass\":\"wrong\"}\r\n"), "-ERR 'Authorization Violation'\r\n");
    QVERIFY(session.isEnding());
}

void TestBrokerPermissions::manySubjects()
{
    Room room(options());
    auto &session = room.join();
    said(session, logIn("denied"));
    for (int round = 0; round < 3; ++round) { // more subjects than verdicts are remembered
        for (int i = 0; i < 2000; ++i) {
            const auto name = QByteArray::number(i);
            QCOMPARE(said(session, "PUB bad." + name + " 0\r\n\r\n"), noPublish("bad." + name));
            QCOMPARE(said(session, "PUB good." + name + " 0\r\n\r\n"), "");
        }
    }
}

void TestBrokerPermissions::badRules_data()
{
    QTest::addColumn<QString>("rule");
    QTest::addColumn<bool>("isForQueues");
    QTest::newRow("empty token") << QStringLiteral("a..b") << false;
    QTest::newRow("wildcard within") << QStringLiteral("a.>.b") << false;
    QTest::newRow("nothing") << QString() << false;
    QTest::newRow("queue for publishing") << QStringLiteral("a q") << false;
    QTest::newRow("three words") << QStringLiteral("a b c") << true;
    QTest::newRow("empty token and a queue") << QStringLiteral("a. q") << true;
}

void TestBrokerPermissions::badRules()
{
    QFETCH(QString, rule);
    QFETCH(bool, isForQueues);
    for (const bool isAllow : {true, false}) {
        BrokerPermissions permissions;
        auto &rules = isForQueues ? permissions.subscribe : permissions.publish;
        if (isAllow)
            rules.allow = std::vector{rule.toStdString()};
        else
            rules.deny = {rule.toStdString()};
        const auto compiled = Permissions::compile(permissions);
        QVERIFY(!compiled);
        QCOMPARE(compiled.error().kind, ErrorKind::InvalidInput);

        BrokerOptions options;
        auto &user = options.users.emplace_back();
        user.name = "odd";
        user.permissions = permissions;
        const auto table = LoginTable::compile(options);
        QVERIFY(!table);
        QVERIFY2(table.error().message.find("\"odd\"") != std::string::npos, table.error().message.c_str());
    }
}

QTEST_GUILESS_MAIN(TestBrokerPermissions)
#include "tst_brokerpermissions.moc"
