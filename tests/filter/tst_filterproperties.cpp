// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/batchbuilder.h"
#include "core/headerblock.h"
#include "filter/filter.h"

#include <QDateTime>
#include <QTest>

#include <atomic>
#include <cstdlib>
#include <new>
#include <random>

using namespace gnat;

namespace {
std::atomic<std::uint64_t> allocations = 0;
}

// NOLINTBEGIN(misc-new-delete-overloads): the aligned ones are not used by what is measured
void *operator new(std::size_t size)
{
    ++allocations;
    if (void *memory = std::malloc(size > 0 ? size : 1))
        return memory;
    throw std::bad_alloc();
}
void *operator new(std::size_t size, const std::nothrow_t & /*tag*/) noexcept
{
    ++allocations;
    return std::malloc(size > 0 ? size : 1);
}
void operator delete(void *memory) noexcept
{
    std::free(memory);
}
void operator delete(void *memory, std::size_t /*size*/) noexcept
{
    std::free(memory);
}
// NOLINTEND(misc-new-delete-overloads)

/// What holds for every filter text: terms on the subject allocate nothing, times mean the same in every zone, and no
/// text, however wrong, does worse than an error that points into it.
class TestFilterProperties : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void subjectTermsAllocateNothing_data();
    void subjectTermsAllocateNothing();
    void comparesTimes_data();
    void comparesTimes();
    void lastCountsBackFromNow();
    void timeOfDayHoldsOnEveryDay();
    void findsTextInAnyCase();
    void readsNumbersExactly();
    void randomTextsAreAcceptedOrExplained();

private:
    static MessageView at(std::int64_t ns)
    {
        MessageView message;
        message.subject = "a.b";
        message.atNs = ns;
        return message;
    }
    static bool accepts(const QString &text, const MessageView &message)
    {
        const auto filter = Filter::compile(text, nullptr);
        return filter && filter->accepts(message);
    }
};

void TestFilterProperties::subjectTermsAllocateNothing_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text : {"shop.orders.*", "shop.> !shop.*.paid", "(a.> or b.>) shop.orders.*", "orders", "!pump",
                             "\"shop.orders\" or ÄÖ", "subject:shop.>", "size>1k or shop.>", "time>14:03 shop.>",
                             "last:5m", "is:request", "is:reply"})
        QTest::newRow(text) << QString::fromUtf8(text);
}

void TestFilterProperties::subjectTermsAllocateNothing()
{
    QFETCH(QString, text);
    FilterError error;
    const auto filter = Filter::compile(text, &error);
    QVERIFY2(filter, qPrintable(error.message));
    MessageView message;
    message.subject = "shop.orders.created.of.a.subject.that.no.small.string.holds";
    message.payload = "0123456789";
    bool isAny = filter->accepts(message); // the first call may ask for the time zone
    const auto before = allocations.load();
    for (int i = 0; i < 1000; ++i)
        isAny = filter->accepts(message) || filter->acceptsSubject(message.subject) || isAny;
    QCOMPARE(allocations.load(), before);
    const auto counted = std::make_unique<int>(isAny);
    QCOMPARE(allocations.load(), before + 1); // and the counter counts
}

void TestFilterProperties::comparesTimes_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("isAccepted");
    const auto row = [](const char *text, bool isAccepted) {
        QTest::newRow(text) << QString::fromLatin1(text) << isAccepted;
    };
    row("time>2026-11-27T14:03Z", true); // all for 2026-11-27 14:03:05.250,000,001 UTC
    row("time>2026-11-27T14:04Z", false);
    row("time<2026-11-27T14:03:05.251Z", true);
    row("time<2026-11-27T14:03:05.25Z", false);
    row("time<=2026-11-27T14:03:05.250000001Z", true);
    row("time<2026-11-27T14:03:05.250000001Z", false);
    row("time>=2026-11-27T14:03:05.250000001Z", true);
    row("time>2026-11-27T14:03:05.250000001Z", false);
    row("time=2026-11-27T14:03Z", true);
    row("time!=2026-11-27T14:03Z", false);
    row("time=2026-11-27T14:02Z", false);
    row("time=2026-11-27T14:03:05.250Z", true);
    row("time=2026-11-27T14:03:05.2Z", true);
    row("time=2026-11-27T14:03:05.3Z", false);
    row("time=2026-11-27Z", true);
    row("time>2026-11-27Z", true);
    row("time<2026-11-27Z", false);
    row("time=2026-11-28Z", false);
    row("time=14:03Z", true);
    row("time=14:03:05Z", true);
    row("time=14:04Z", false);
    row("time>14:03Z", true);
    row("time>14:03:06Z", false);
    row("time > 14:03Z time < 14:04Z", true);
    row("time<0:00Z", false);
    row("time>=0:00", true);
    row("time>=1970-01-01", true);
}

void TestFilterProperties::comparesTimes()
{
    QFETCH(QString, text);
    QFETCH(bool, isAccepted);
    const QDateTime utc(QDate(2026, 11, 27), QTime(14, 3, 5, 250), Qt::UTC);
    const auto ns = utc.toMSecsSinceEpoch() * 1'000'000 + 1;
    QVERIFY(Filter::compile(text, nullptr));
    QCOMPARE(accepts(text, at(ns)), isAccepted);
    const auto local = QDateTime::fromMSecsSinceEpoch(ns / 1'000'000);
    QVERIFY(accepts(QStringLiteral("time=") + local.toString(QStringLiteral("hh:mm:ss.zzz")), at(ns)));
    QVERIFY(accepts(QStringLiteral("time=") + local.toString(QStringLiteral("yyyy-MM-ddThh:mm:ss.zzz")), at(ns)));
}

void TestFilterProperties::lastCountsBackFromNow()
{
    constexpr std::int64_t second = 1'000'000'000;
    constexpr std::int64_t now = 1'800'000'000 * second;
    const auto filter = Filter::compile(QStringLiteral("last:30s"), nullptr, {{}, now});
    QVERIFY(filter->accepts(at(now - 30 * second)));
    QVERIFY(!filter->accepts(at(now - 30 * second - 1)));
    QVERIFY(filter->accepts(at(now + second)));
    const auto present = QDateTime::currentMSecsSinceEpoch() * 1'000'000;
    QVERIFY(accepts(QStringLiteral("last:1m"), at(present)));
    QVERIFY(accepts(QStringLiteral("!last:1m"), at(present - 61 * second)));
}

/// Also across the days on which clocks change, where the zone of the computer has such.
void TestFilterProperties::timeOfDayHoldsOnEveryDay()
{
    const auto filter = Filter::compile(QStringLiteral("time>=14:03 time<14:04"), nullptr);
    for (int day = 0; day < 800; ++day) {
        const QDateTime within(QDate(2025, 1, 1).addDays(day), QTime(14, 3, 30));
        QVERIFY(filter->accepts(at(within.toMSecsSinceEpoch() * 1'000'000)));
        QVERIFY(!filter->accepts(at(within.addSecs(60).toMSecsSinceEpoch() * 1'000'000)));
    }
    QVERIFY(accepts(QStringLiteral("time>=0:00Z"), at(-1))); // before 1970 there are times of day, too
}

void TestFilterProperties::findsTextInAnyCase()
{
    const auto holds = [](const QString &text, const char *payload) {
        MessageView message;
        message.payload = payload;
        return accepts(text, message);
    };
    const auto word = QStringLiteral("Störung");
    QVERIFY(holds(word, "eine störung"));
    QVERIFY(holds(word, "EINE STÖRUNG"));
    QVERIFY(!holds(word, "eine storung"));
    QVERIFY(holds(QStringLiteral("äöü"), "xÄÖÜx"));
    QVERIFY(holds(QStringLiteral("äöü"), "xäÖÜx"));
    QVERIFY(holds(QStringLiteral("äöüß éà"), "xÄÖÜß ÉÀx"));
    QVERIFY(holds(QStringLiteral("订单"), "新订单"));
    QVERIFY(holds(QStringLiteral("привет"), "ПРИВЕТ"));
}

void TestFilterProperties::readsNumbersExactly()
{
    MessageView message;
    message.payload = R"({"id":9007199254740993,"x":{"0":{"y":1}},"a.b":2,"ok":true,"none":null,"my key":"v"})";
    QVERIFY(accepts(QStringLiteral("id=9007199254740993"), message));
    QVERIFY(!accepts(QStringLiteral("id=9007199254740992"), message));
    QVERIFY(accepts(QStringLiteral("id!=9007199254740992"), message));
    QVERIFY(accepts(QStringLiteral("x.0.y=1"), message)); // a map may have the key 0
    QVERIFY(accepts(QStringLiteral("a.b=2"), message));
    QVERIFY(accepts(QStringLiteral("a.b=+2"), message));
    QVERIFY(accepts(QStringLiteral("ok=true"), message));
    QVERIFY(accepts(QStringLiteral("none=null"), message));
    QVERIFY(accepts(QStringLiteral("\"my key\"=v"), message));
    QVERIFY(!accepts(QStringLiteral("ok>0"), message));
}

/// Random texts out of what filters are made of; the same at each run.
void TestFilterProperties::randomTextsAreAcceptedOrExplained()
{
    static const QStringList pieces = {
        QStringLiteral("shop.orders"), QStringLiteral("a"),
        QStringLiteral("*"),           QStringLiteral(">"),
        QStringLiteral("."),           QStringLiteral("\""),
        QStringLiteral("/"),           QStringLiteral("\\"),
        QStringLiteral("("),           QStringLiteral(")"),
        QStringLiteral("!"),           QStringLiteral(" "),
        QStringLiteral("or"),          QStringLiteral("and"),
        QStringLiteral("not"),         QStringLiteral("&&"),
        QStringLiteral("="),           QStringLiteral("<"),
        QStringLiteral(">="),          QStringLiteral("size"),
        QStringLiteral("time"),        QStringLiteral("14:03"),
        QStringLiteral("last:"),       QStringLiteral("5m"),
        QStringLiteral("h:"),          QStringLiteral("@"),
        QStringLiteral("is:"),         QStringLiteral("format:json"),
        QStringLiteral("subject:"),    QStringLiteral("[0]"),
        QStringLiteral("[]"),          QStringLiteral("ä订\U0001F426"),
        QStringLiteral("1e308"),       QStringLiteral("-"),
        QStringLiteral("\u0000x"),     QStringLiteral("?+{"),
        QString(QChar(0xD800)),        QString(QChar(0x2028)),
    };
    MessageView message;
    message.subject = "shop.orders.a";
    message.payload = R"({"a":[{"size":5},1],"time":"14:03"})";
    const auto headers = makeHeaderBlock({{"a", "5"}});
    message.headers = headers;
    std::mt19937 random(20261127);
    int valid = 0;
    for (int round = 0; round < 60'000; ++round) {
        QString text;
        for (auto left = random() % 9 + 1; left > 0; --left)
            text += pieces[static_cast<qsizetype>(random() % static_cast<unsigned>(pieces.size()))];
        FilterError error;
        FilterError again;
        const auto filter = Filter::compile(text, &error);
        const auto twin = Filter::compile(text, &again);
        QCOMPARE(bool(twin), bool(filter));
        if (filter) {
            ++valid;
            QCOMPARE(twin->accepts(message), filter->accepts(message));
            QVERIFY(!filter->accepts(message) || filter->acceptsSubject(message.subject));
            continue;
        }
        QCOMPARE(again, error);
        QVERIFY2(!error.message.isEmpty(), qPrintable(text));
        const bool isWithin = error.position >= 0 && error.length > 0 && error.position + error.length <= text.size();
        QVERIFY2(
            isWithin,
            qPrintable(
                QStringLiteral("%1: %2 at %3, %4").arg(text, error.message).arg(error.position).arg(error.length)));
    }
    QVERIFY(valid > 5'000);
    QVERIFY(valid < 55'000);
}

QTEST_GUILESS_MAIN(TestFilterProperties)
#include "tst_filterproperties.moc"
