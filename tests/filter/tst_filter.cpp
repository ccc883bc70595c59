// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/batchbuilder.h"
#include "core/headerblock.h"
#include "filter/filter.h"

#include <QTest>

using namespace gnat;

namespace {
constexpr std::int64_t nowNs = 1'800'000'000'000'000'000;
}

/// One table of texts against ten messages named by the digits 0 to 9, and one of faults.
class TestFilter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void accepts_data();
    void accepts();
    void namesTheFault_data();
    void namesTheFault();
    void subscriptionsMayBeUnknown();
    void judgesSubjects_data();
    void judgesSubjects();
    void givesUpOnRunawayExpressions();
    void survivesDeepNesting();

private:
    void add(BatchBuilder &builder, std::string_view subject, std::string_view payload, std::string_view reply = {},
             const std::vector<std::pair<std::string, std::string>> &headers = {});
    static FilterContext context();
    static SourceId findConnection(const QString &name);

    std::vector<std::unique_ptr<MessageBatch>> m_batches;
    std::vector<MessageView> m_messages;
};

void TestFilter::add(BatchBuilder &builder, std::string_view subject, std::string_view payload, std::string_view reply,
                     const std::vector<std::pair<std::string, std::string>> &headers)
{
    const auto block = makeHeaderBlock(headers);
    QVERIFY(builder.append({subject, reply, block, payload}, 1, SubscriptionId(1)));
    m_batches.push_back(builder.take());
    m_messages.push_back(m_batches.back()->at(0));
}

void TestFilter::initTestCase()
{
    using namespace std::string_view_literals;
    BatchBuilder demo(SourceId(1));
    BatchBuilder staging(SourceId(2));
    const std::string big(2000, 'x');
    add(demo, "shop.orders.created", R"({"order":"A-1","total":80,"state":"open"})");        // 0
    add(demo, "shop.orders.paid", R"({"order":"A-2","total":120.5,"lines":[{"sku":"p"}]})"); // 1
    add(staging, "shop.orders.eu.paid", R"({"total":"12","state":"closed"})");               // 2
    add(demo, "iot.pump-07.telemetry",
        "\x83\xa6"
        "device\xa7"
        "pump-07\xa6"
        "temp_c\xcb\x40\x51\xd9\x99\x99\x99\x99\x9a\xa9"
        "vibration\x81\xa1"
        "x\x05"sv);                                                                                    // 3
    add(demo, "user.get", R"({"id":7})", "_INBOX.a.1", {{"trace-id", "7b"}, {"n", "10"}});             // 4
    add(demo, "_INBOX.a.1", R"({"id":7,"plan":"pro"})", {}, {{"Trace-Id", "8c"}, {"trace-id", "9d"}}); // 5
    add(staging, "logs.billing.error", "Card network timeout\n");                                      // 6
    add(demo, "blob", "\x00\xff\xfe PUMP"sv);                                                          // 7
    add(demo, "empty", "");                                                                            // 8
    add(staging, "big", big);                                                                          // 9
    for (std::size_t i = 0; i < m_messages.size(); ++i)
        m_messages[i].sequence = 10 + i;
    m_messages[2].subscription = SubscriptionId(2);
}

SourceId TestFilter::findConnection(const QString &name)
{
    if (name == QStringLiteral("demo"))
        return SourceId(1);
    return name == QStringLiteral("my staging") ? SourceId(2) : SourceId();
}

FilterContext TestFilter::context()
{
    FilterContext context{&TestFilter::findConnection, nowNs};
    context.findSubscriptions = [](const QString &pattern) {
        return pattern == QStringLiteral("shop.>") ? std::vector{SubscriptionId(2), SubscriptionId(9)}
                                                   : std::vector<SubscriptionId>();
    };
    return context;
}

void TestFilter::accepts_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *text, const char *expected) {
        QTest::newRow(text) << QString::fromUtf8(text) << QString::fromLatin1(expected);
    };
    row("", "0123456789");
    row("  ", "0123456789");
    row(">", "0123456789");
    row("*", "789");
    row("shop.orders.*", "01");
    row("shop.>", "012");
    row("shop.*.eu.>", "2");
    row("iot.pump-07.telemetry", "3");
    row("shop.order", "");
    row("pump", "37");
    row("PUMP-07", "3");
    row("\"card network\"", "6");
    row("\"A-1\"", "0");
    row("\"or\"", "0126");
    row("/order.*\"A-[12]\"/", "01");
    row("/^iot\\./", "3");
    row("/a\\/b/", "");
    row("/\\xff/", "7");
    row("size>1k", "9");
    row("size>=2k", "9");
    row("size=0", "8");
    row("size<10", "478");
    row("size!=2000 size>1kB", "");
    row("size<0.01k", "478");
    row("h:trace-id", "45");
    row("h:TRACE-ID=7b", "4");
    row("h:trace-id=9d", "5");
    row("h:n>9", "4");
    row("h:n>10", "");
    row("h:trace-id!=7b", "5");
    row("!h:trace-id !size>1k shop.>", "012");
    row("@demo", "0134578");
    row("@\"my staging\"", "269");
    row("!@demo", "269");
    row("is:request", "4");
    row("is:reply", "5");
    row("!is:reply id=7", "4");
    row("total>80", "1");
    row("total>=80", "01");
    row("total=12", "2");
    row("total!=80", "12");
    row("state=open", "0");
    row("state!=\"open\"", "2");
    row("lines[0].sku=p", "1");
    row("temp_c>71", "3");
    row("temp_c<71", "");
    row("vibration.x>=5", "3");
    row("vibration.x>5", "");
    row("device>=pump", "3");
    row("format:json", "01245");
    row("format:msgpack", "3");
    row("format:text", "69");
    row("format:bin or format:empty", "78");
    row("shop.> paid", "12");
    row("pump or card", "367");
    row("shop.> or pump !iot.>", "0127");
    row("shop.> (paid or open)", "012");
    row("!(shop.> or format:json)", "36789");
    row("!!pump", "37");
    row("(pump)(device=pump-07)", "3");
    row("total > 80", "1");
    row("total >80", "1");
    row("total> 80", "1");
    row("total  >=  80", "01");
    row("total == 80", "0");
    row("total==80", "0");
    row("state = open", "0");
    row("state = \"open\"", "0");
    row("state=\"op en\"", "");
    row("state=\"\"", "");
    row("h:n > 9 user.get", "4");
    row("size >= 1k", "9");
    row("pump !iot.>", "7");
    row("total=\"80\"", "0");
    row("total>\"8\"", "");
    row("\"total\">80", "1");
    row("\"size\">1", "");
    row("\"order\"=A-1", "0");
    row("lines.0.sku=p", "1");
    row("lines[].sku=p", "1");
    row("lines[].sku=q", "");
    row("id=7", "45");
    row("big=9007199254740993", "");
    row("size>1KiB", "9");
    row("size<1000000B size>1.9k", "9");
    row("subject:blob", "7");
    row("subject:shop.>", "012");
    row("subject:\"shop.orders.paid\"", "1");
    row("!subject:*", "0123456");
    row("word:pump", "37");
    row("word:pum", "");
    row("word:pum*", "37");
    row("word:\"network timeout\"", "6");
    row("word:ork", "");
    row("word:7 word:id", "45");
    row("reply:_INBOX.>", "4");
    row("reply:_INBOX.*.2", "");
    row("!reply:>", "012356789");
    row("sub:shop.>", "2");
    row("no>12", "3456789");
    row("no <= 11", "01");
    row("no=12 or no=14", "24");
    row("no!=12 shop.>", "01");
    row("\"no\">12", "");
    row("shop.> and paid", "12");
    row("shop.> && paid || blob", "127");
    row("not shop.> AND NOT format:json", "36789");
    row("\"and\"", "");
    row("\"not\"", "");
    row("h:trace-id and !h:n", "5");
    row("\"\\\"order\\\"\"", "01");
    row("(((pump)))", "37");
    row("last:0", "");
    row("last:1h", "");
    row("user.get OR blob", "47");
}

void TestFilter::accepts()
{
    QFETCH(QString, text);
    QFETCH(QString, expected);
    FilterError error;
    const auto filter = Filter::compile(text, &error, context());
    QVERIFY2(filter, qPrintable(error.message));
    QString accepted;
    for (std::size_t i = 0; i < m_messages.size(); ++i) {
        if (filter->accepts(m_messages[i])) {
            accepted += QString::number(i);
            QVERIFY(filter->acceptsSubject(m_messages[i].subject));
        }
    }
    auto sorted = expected.toStdString();
    std::sort(sorted.begin(), sorted.end());
    QCOMPARE(accepted, QString::fromStdString(sorted));
    QCOMPARE(filter->isEmpty(), text.trimmed().isEmpty());
}

void TestFilter::namesTheFault_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("position");
    QTest::addColumn<int>("length");
    QTest::addColumn<QString>("message");
    const auto row = [](const char *text, int position, int length, const char *message) {
        QTest::newRow(text) << QString::fromUtf8(text) << position << length << QString::fromUtf8(message);
    };
    row("shop.>.new", 5, 1, "> must be last");
    row("pump  a.>.b", 8, 1, "> must be last");
    row("shop..new", 4, 1, "a token is missing beside the dot");
    row("shop.", 4, 1, "a token is missing beside the dot");
    row(".shop", 0, 1, "a token is missing beside the dot");
    row("\"abc", 0, 4, "the closing quote is missing");
    row("x h:a=\"b", 6, 2, "the closing quote is missing");
    row("\"a\"b", 2, 2, "a blank is missing after the closing quote");
    row("{\"a\":1}", 1, 6, "put the whole text in quotes, and \\ before a quote in it");
    row("/abc", 0, 4, "the closing / is missing");
    row("/v1/orders", 3, 7, "a blank is missing after /; put a text with / in quotes");
    row("a /x(/", 5, 1, "missing closing parenthesis");
    row("\"\"", 0, 2, "nothing stands between the quotes");
    row("//", 0, 2, "nothing stands between the slashes");
    row("a @edge", 3, 4, "there is no connection edge");
    row("@", 0, 1, "a connection's name is missing after @");
    row("h:", 0, 2, "a header's key is missing after h:");
    row("is:timeouts", 3, 8, "is: takes request, reply or timeout");
    row("is:what", 3, 4, "is: takes request, reply or timeout");
    row("format:morse", 7, 5, "format: takes one of json, msgpack, text, bin, empty");
    row("size>much", 5, 4, "size takes a number of bytes such as 500, 1k or 2.5M; \"size\" is a field");
    row("size > much", 7, 4, "size takes a number of bytes such as 500, 1k or 2.5M; \"size\" is a field");
    row("size>=\"much\" x", 7, 5, "size takes a number of bytes such as 500, 1k or 2.5M; \"size\" is a field");
    row("size>", 4, 1, "a value is missing after >; put a text with > in quotes");
    row("temp_c >=", 7, 2, "a value is missing after >=; put a text with >= in quotes");
    row("(temp_c=)", 7, 1, "a value is missing after =; put a text with = in quotes");
    row("h:a=", 3, 1, "a value is missing after =; put a text with = in quotes");
    row("h:=b", 2, 2, "a header's key is missing after h:");
    row("time>14:60", 5, 5, "time takes 14:03, 14:03:05.250 or 2026-11-27T14:03; \"time\" is a field");
    row("time>2026-13-01", 5, 10, "time takes 14:03, 14:03:05.250 or 2026-11-27T14:03; \"time\" is a field");
    row("last:5", 5, 1, "last: takes a duration such as 30s, 5m, 1h30m or 2d");
    row("last:", 4, 1, "last: takes a duration such as 30s, 5m, 1h30m or 2d");
    row("subject:a..b", 9, 1, "a token is missing beside the dot");
    row("subject:", 0, 8, "a subject is missing after subject:");
    row("word:", 0, 5, "a word is missing after word:");
    row("word:*", 0, 6, "a word is missing after word:");
    row("reply:a..b", 7, 1, "a token is missing beside the dot");
    row("reply:", 0, 6, "a subject is missing after reply:");
    row("x sub:shop.paid", 6, 9, "there is no subscription to shop.paid");
    row("no>many", 3, 4, "no takes the number of a message such as 1204; \"no\" is a field");
    row("no=-1", 3, 2, "no takes the number of a message such as 1204; \"no\" is a field");
    row("a and", 2, 3, "a term is missing after and");
    row("&& a", 0, 2, "a term is missing before &&");
    row("a and or b", 6, 2, "a term is missing before or");
    row("a and and b", 6, 3, "a term is missing before and");
    row("not", 0, 3, "a term is missing after not");
    row("(", 0, 1, "a term is missing after (");
    row("a !", 2, 1, "a term is missing after !");
    row("or a", 0, 2, "a term is missing before or");
    row("a or", 2, 2, "a term is missing after or");
    row("a or or b", 5, 2, "a term is missing before or");
    row("(a", 0, 1, "a ) is missing");
    row("a)", 1, 1, "a ( is missing");
    row(")", 0, 1, "a ( is missing");
    row("a ( ) b", 2, 3, "nothing stands between the parentheses");
    row("()", 0, 2, "nothing stands between the parentheses");
    row("(a or )", 3, 2, "a term is missing after or");
}

void TestFilter::namesTheFault()
{
    QFETCH(QString, text);
    QFETCH(int, position);
    QFETCH(int, length);
    QFETCH(QString, message);
    FilterError error;
    QVERIFY(!Filter::compile(text, &error, context()));
    QCOMPARE(error.message, message);
    QCOMPARE(error.position, position);
    QCOMPARE(error.length, length);
}

void TestFilter::subscriptionsMayBeUnknown()
{
    FilterError error;
    QVERIFY(!Filter::compile(QStringLiteral("sub:shop.>"), &error));
    QCOMPARE(error.message, QStringLiteral("by which subscription these messages came is not known"));
    auto recorded = context(); // messages there tell their subscription only
    recorded.findRecordedConnection = [](const QString &name) {
        using Found = std::optional<std::vector<SubscriptionId>>;
        return name == QStringLiteral("old") ? Found({SubscriptionId(2)}) : Found();
    };
    const auto old = Filter::compile(QStringLiteral("@old"), &error, recorded);
    QVERIFY(old && old->accepts(m_messages[2]) && !old->accepts(m_messages[1]));
    QVERIFY(!Filter::compile(QStringLiteral("@demo"), &error, recorded)); // that is one of the open ones
    QCOMPARE(error.message, QStringLiteral("there is no connection demo"));
}

void TestFilter::judgesSubjects_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("isPossible");
    const auto row = [](const char *text, bool isPossible) {
        QTest::newRow(text) << QString::fromUtf8(text) << isPossible;
    };
    row("", true); // all for the subject shop.orders.paid
    row("shop.>", true);
    row("!shop.>", false);
    row("iot.>", false);
    row("iot.> or pump", true);
    row("iot.> pump", false);
    row("orders", true);
    row("!orders", false);
    row("!pump", true);
    row("is:reply", true); // maybe one to an unusual inbox
    row("!(iot.> or size>1k)", true);
}

void TestFilter::judgesSubjects()
{
    QFETCH(QString, text);
    QFETCH(bool, isPossible);
    FilterError error;
    const auto filter = Filter::compile(text, &error);
    QVERIFY2(filter, qPrintable(error.message));
    QCOMPARE(filter->acceptsSubject("shop.orders.paid"), isPossible);
}

void TestFilter::givesUpOnRunawayExpressions()
{
    const auto filter = Filter::compile(QStringLiteral("/(a+)+$/"), nullptr);
    QVERIFY(filter);
    const auto payload = std::string(100'000, 'a') + "b";
    MessageView message;
    message.payload = payload;
    QVERIFY(!filter->accepts(message)); // without the match limit it would not end
}

void TestFilter::survivesDeepNesting()
{
    FilterError error;
    QVERIFY(!Filter::compile(QString(100'000, u'('), &error));
    QCOMPARE(error.message, QStringLiteral("too many parentheses inside each other"));
    QVERIFY(Filter::compile(QString(100'000, u'!') + u'a', &error));
}

QTEST_GUILESS_MAIN(TestFilter)
#include "tst_filter.moc"
