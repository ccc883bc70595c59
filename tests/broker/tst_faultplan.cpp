// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/faults/faultledger.h"
#include "broker/faults/faultplan.h"

#include <QTest>

#include <random>

using namespace gnat;
using namespace std::chrono_literals;

namespace {

std::string printed(const FaultRule &rule)
{
    return rule.text();
}

std::string errorOf(std::string_view text)
{
    const auto rule = FaultRule::parse(text);
    return rule ? "no error" : rule.error().message;
}

FaultRule rule(std::string_view text)
{
    auto parsed = FaultRule::parse(text);
    return parsed ? parsed.value() : FaultRule();
}

} // namespace

/// The grammar of faults: every text is understood, or refused where it is wrong.
class TestFaultPlan : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fields();
    void printsWhatItReads_data();
    void printsWhatItReads();
    void errorsSayWhere_data();
    void errorsSayWhere();
    void actsWhere_data();
    void actsWhere();
    void rulesMadeInCode();
    void plans();
    void garbage();
    void countersStayWithTheirRule();
};

void TestFaultPlan::fields()
{
    const auto delay = rule("delay=50ms~20ms,subject=orders.>,client=ap*,user=ada,cid=7,on=deliver,probability=12.5%,"
                            "after=3,count=4,from=1.5s,until=2m,off");
    QVERIFY(delay.kind == FaultKind::Delay);
    QVERIFY(delay.time == 50ms);
    QVERIFY(delay.spread == 20ms);
    QCOMPARE(delay.subject, std::string("orders.>"));
    QCOMPARE(delay.client, std::string("ap*"));
    QCOMPARE(delay.user, std::string("ada"));
    QVERIFY(delay.cid == 7U);
    QCOMPARE(delay.on, bit(FaultPoint::Deliver));
    QCOMPARE(delay.chance, 125'000U);
    QCOMPARE(delay.after, 3U);
    QCOMPARE(delay.count, 4U);
    QVERIFY(delay.from == 1500ms);
    QVERIFY(delay.until == 120s);
    QVERIFY(!delay.isOn);
    QCOMPARE(rule("drop").chance, 1'000'000U);
    QCOMPARE(rule("drop=0.0001%").chance, 1U);
    QCOMPARE(rule("reorder=10%,window=9").window, 9U);
    QCOMPARE(rule("bandwidth=64k").bytesPerSecond, 64'000U);
    QCOMPARE(rule("bandwidth=16Ki").bytesPerSecond, 16'384U);
    QVERIFY(rule("cut=midframe").isMidFrame);
    QVERIFY(rule("stop-reading=2s").time == 2s);
}

void TestFaultPlan::printsWhatItReads_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("canonical");
    const auto same = [](const char *text) {
        QTest::newRow(text) << QByteArray(text) << QByteArray(text);
    };
    same("delay=50ms~20ms,subject=orders.>");
    same("delay=700us");
    same("drop=5%,subject=logs.*");
    same("drop");
    same("drop=0%");
    same("duplicate=1%");
    same("reorder=10%");
    same("reorder=10%,window=7");
    same("bandwidth=64k,client=NAME");
    same("bandwidth=300,on=deliver");
    same("cut");
    same("cut,after=100");
    same("cut=midframe,subject=a.b,count=1");
    same("refuse,from=10s,until=20s");
    same("deny,subject=secret.>,on=subscribe");
    same("deny,user=ada,on=connect");
    same("stop-reading,client=\"a, \\\"b\\\" \\\\c\"");
    same("stop-reading=2s,subject=a");
    same("slow-consumer,cid=0,off");
    same("delay=1s,on=publish+deliver,probability=0.01%");
    const auto other = [](const char *text, const char *canonical) {
        QTest::newRow(text) << QByteArray(text) << QByteArray(canonical);
    };
    other("  delay = 1.5s ~500ms , subject = a.* ", "delay=1500ms~500ms,subject=a.*");
    other("delay=2m", "delay=120s");
    other("delay=0.25h", "delay=900s");
    other("drop=100%", "drop");
    other("drop=5.0%", "drop=5%");
    other("reorder=10%,window=5", "reorder=10%");
    other("bandwidth=1Mi", "bandwidth=1048576");
    other("bandwidth=5000k", "bandwidth=5M");
    other("count=1,drop", ""); // the kind comes first
    other("drop,client=\"plain\"", "drop,client=plain");
    other("drop,on=deliver+publish+deliver", "drop,on=publish+deliver");
}

void TestFaultPlan::printsWhatItReads()
{
    QFETCH(const QByteArray, text);
    QFETCH(const QByteArray, canonical);
    const auto parsed = FaultRule::parse(text.toStdString());
    if (canonical.isEmpty()) {
        QVERIFY(!parsed.isOk());
        return;
    }
    QVERIFY2(parsed.isOk(), parsed ? "" : parsed.error().message.c_str());
    QCOMPARE(QByteArray::fromStdString(printed(parsed.value())), canonical);
    QVERIFY(rule(printed(parsed.value())) == parsed.value());
    QVERIFY(parsed.value().check().isOk());
}

void TestFaultPlan::errorsSayWhere_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("character");
    QTest::addColumn<QByteArray>("words");
    const auto row = [](const char *text, int character, const char *words) {
        QTest::newRow(text) << QByteArray(text) << character << QByteArray(words);
    };
    row("", 1, "The fault's kind is missing, such as drop or delay=50ms.");
    row("lose=5%", 1,
        "\"lose\" is not a fault. There are delay, drop, duplicate, reorder, bandwidth, cut, refuse, deny, "
        "stop-reading, slow-consumer.");
    row("delay", 1, "\"delay\" needs a value. Write a time as 50ms, 1.5s or 2m, or with a spread as 50ms~20ms.");
    row("delay=abc", 7, "\"abc\" is not right here. Write a time as 50ms, 1.5s or 2m, or with a spread as 50ms~20ms.");
    row("delay=50", 7, "\"50\" is not right here. Write a time as 50ms, 1.5s or 2m, or with a spread as 50ms~20ms.");
    row("delay=50ms~", 7,
        "\"50ms~\" is not right here. Write a time as 50ms, 1.5s or 2m, or with a spread as 50ms~20ms.");
    row("delay=0ms", 1, "The delay must be longer than 0.");
    row("delay=10ms~20ms", 1, "The spread after ~ is larger than the delay itself.");
    row("delay=25h", 7, "\"25h\" is not right here. Write a time as 50ms, 1.5s or 2m, or with a spread as 50ms~20ms.");
    row("drop=5", 6, "\"5\" is not right here. Write a probability as 5% or 0.01%.");
    row("drop=101%", 6, "\"101%\" is not right here. Write a probability as 5% or 0.01%.");
    row("drop=0.00001%", 6, "\"0.00001%\" is not right here. Write a probability as 5% or 0.01%.");
    row("drop=-5%", 6, "\"-5%\" is not right here. Write a probability as 5% or 0.01%.");
    row("drop=", 6, "\"\" is not right here. Write a probability as 5% or 0.01%.");
    row("drop=5%,probability=5%", 9, "drop takes its probability as a value: drop=5%.");
    row("drop,", 6, "A condition is missing here, such as subject=orders.>");
    row("drop,,count=1", 6, "A condition is missing here, such as subject=orders.>");
    row("drop,count=1,count=2", 14, "\"count\" is given twice.");
    row("drop,window=3", 6, "Only reorder takes a window.");
    row("reorder,window=0", 16, "\"0\" is not right here. The window is a number of messages from 1 to 1000.");
    row("drop,colour=red", 6,
        "\"colour\" is not a condition. There are subject, client, user, cid, on, probability, window, after, count, "
        "from, until and off.");
    row("drop,subject=a..b", 6, "\"a..b\" is not a subject: ");
    row("drop,subject=", 14, "\"\" is not right here. Leave the condition out to mean all.");
    row("drop,client=\"a", 13, "The quote that begins here does not end.");
    row("drop,client=\"a\"b", 16, "A comma must follow the quote.");
    row("drop,cid=x", 10, "\"x\" is not right here. Write a number as 100.");
    row("drop,count=0", 12, "\"0\" is not right here. Write a number as 100.");
    row("drop,count=99999999999999999999", 12, "\"99999999999999999999\" is not right here. Write a number as 100.");
    row("drop,on=there", 9,
        "\"there\" is not right here. Write connect, publish, deliver or subscribe, or several as publish+deliver.");
    row("drop,on=subscribe", 6, "drop acts on publish+deliver only.");
    row("drop,from=2s,until=1s", 14, "The rule would end before it begins.");
    row("drop,off=yes", 10, "off takes no value.");
    row("bandwidth=0", 11, "\"0\" is not right here. Write bytes a second as 300, 64k or 2M.");
    row("bandwidth=64k,after=3", 15, "A bandwidth without subject limits bytes, not messages, so it takes no after.");
    row("cut=later", 5, "\"later\" is not right here. Write cut or cut=midframe.");
    row("cut=midframe,on=publish", 14, "cut=midframe cuts what is delivered, so it acts on deliver only.");
    row("cut,on=connect,subject=a", 16, "A new connection has no subject, so cut on connect cannot ask for one.");
    row("refuse,subject=a", 8, "A new connection has no subject, so refuse on connect cannot ask for one.");
    row("refuse=all", 8, "refuse takes no value.");
}

void TestFaultPlan::errorsSayWhere()
{
    QFETCH(const QByteArray, text);
    QFETCH(const int, character);
    QFETCH(const QByteArray, words);
    const auto message = QByteArray::fromStdString(errorOf(text.toStdString()));
    const auto wanted = "Fault \"" + text + "\", character " + QByteArray::number(character) + ": " + words;
    QCOMPARE(words.endsWith(": ") ? message.left(wanted.size()) : message, wanted);
}

void TestFaultPlan::actsWhere_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("points");
    constexpr int connect = bit(FaultPoint::Connect);
    constexpr int publish = bit(FaultPoint::Publish);
    constexpr int deliver = bit(FaultPoint::Deliver);
    const auto row = [](const char *text, int points) {
        QTest::newRow(text) << QByteArray(text) << points;
    };
    row("delay=1s", publish);
    row("drop", publish);
    row("drop,on=deliver", deliver);
    row("bandwidth=1k", publish | deliver);
    row("bandwidth=1k,subject=a", publish);
    row("cut", connect);
    row("cut,after=1", publish | deliver);
    row("cut,subject=a", publish | deliver);
    row("cut=midframe", deliver);
    row("refuse", connect);
    row("deny", publish | bit(FaultPoint::Subscribe));
    row("stop-reading", connect);
    row("stop-reading,subject=a", publish);
    row("slow-consumer", connect);
    row("slow-consumer,after=5", deliver);
}

void TestFaultPlan::actsWhere()
{
    QFETCH(const QByteArray, text);
    QFETCH(const int, points);
    QCOMPARE(int(rule(text.toStdString()).points()), points);
}

void TestFaultPlan::rulesMadeInCode()
{
    FaultRule made;
    made.kind = FaultKind::Delay;
    made.time = 5ms;
    QVERIFY(made.check().isOk());
    made.subject = "a b";
    const auto checked = made.check();
    QVERIFY(!checked.isOk());
    QVERIFY(checked.error().message.starts_with("Fault \"delay=5ms,subject=a b\": \"a b\" is not a subject: "));
    made = {};
    made.chance = 2'000'000;
    QVERIFY(!made.check().isOk());
    made = {};
    made.kind = FaultKind::Bandwidth;
    QVERIFY(!made.check().isOk());
}

void TestFaultPlan::plans()
{
    const auto plan = FaultPlan::parse({"drop=5%", "delay=1s"}, 7);
    QVERIFY(plan.isOk());
    QCOMPARE(plan.value().seed, 7U);
    QCOMPARE(plan.value().rules.size(), 2U);
    QVERIFY(plan.value().rules[1].kind == FaultKind::Delay);
    const auto wrong = FaultPlan::parse({"drop=5%", "delay"});
    QVERIFY(!wrong.isOk());
    QVERIFY(wrong.error().kind == ErrorKind::InvalidInput);
    QVERIFY(wrong.error().message.starts_with("Fault \"delay\", character 1: "));
}

/// Whatever is typed: an error, or a rule that prints as itself.
void TestFaultPlan::garbage()
{
    static constexpr std::array<std::string_view, 34> pieces{"delay",
                                                             "drop",
                                                             "reorder",
                                                             "bandwidth",
                                                             "cut",
                                                             "refuse",
                                                             "deny",
                                                             "stop-reading",
                                                             "slow-consumer",
                                                             "=",
                                                             ",",
                                                             "~",
                                                             "%",
                                                             "\"",
                                                             "\\",
                                                             " ",
                                                             "subject",
                                                             "client",
                                                             "cid",
                                                             "on",
                                                             "window",
                                                             "after",
                                                             "from",
                                                             "until",
                                                             "off",
                                                             "50ms",
                                                             "5%",
                                                             "64k",
                                                             "a.>",
                                                             "publish",
                                                             "connect",
                                                             "midframe",
                                                             "probability",
                                                             "99999999999999999999999"};
    std::mt19937 random(4711); // NOLINT: the same texts in every run
    int understood = 0;
    for (int i = 0; i < 200'000; ++i) {
        std::string text;
        for (auto count = random() % 12; count > 0; --count) {
            if (random() % 4 == 0)
                text.push_back(static_cast<char>(random() % 256));
            else
                text.append(pieces[random() % pieces.size()]);
            if (random() % 2 == 0)
                text.append(random() % 2 == 0 ? "=" : ",");
        }
        const auto parsed = FaultRule::parse(text);
        if (!parsed) {
            QVERIFY(parsed.error().message.starts_with("Fault \"" + text + "\", character "));
            continue;
        }
        ++understood;
        const auto again = FaultRule::parse(parsed.value().text());
        QVERIFY2(again && again.value() == parsed.value(), text.c_str());
    }
    QVERIFY(understood > 100); // the test does reach the far side
}

void TestFaultPlan::countersStayWithTheirRule()
{
    FaultLedger ledger;
    ledger.enter(FaultPlan::parse({"drop=5%", "delay=1s", "drop=5%"}).value());
    const auto before = ledger.slots();
    QVERIFY(before[0].counters != before[2].counters);
    QVERIFY(before[0].seed != before[2].seed); // twins have chances of their own
    before[1].counters->matched.add(3);
    before[2].counters->applied.add(2);
    ledger.enter(FaultPlan::parse({"delay=1s,off", "drop=5%", "drop=5%", "cut"}).value());
    const auto figures = ledger.figures();
    QCOMPARE(figures.size(), 4U);
    QVERIFY(!figures[0].rule.isOn);
    QCOMPARE(figures[0].matched, 3U);
    QCOMPARE(figures[2].applied, 2U);
    QCOMPARE(ledger.slots()[1].seed, before[0].seed);
    auto other = ledger.plan();
    other.seed = 2;
    ledger.enter(other);
    QCOMPARE(ledger.figures()[0].matched, 0U); // another seed is another sequence
}

QTEST_APPLESS_MAIN(TestFaultPlan)
#include "tst_faultplan.moc"
