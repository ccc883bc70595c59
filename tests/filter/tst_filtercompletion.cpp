// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/batchbuilder.h"
#include "core/headerblock.h"
#include "filter/filter.h"
#include "filter/filtercompletion.h"
#include "filter/filterfor.h"

#include <QTest>

using namespace gnat;

namespace {

FilterVocabulary vocabulary()
{
    FilterVocabulary words;
    words.subjects = [](const QString &prefix) {
        QStringList found;
        for (const char *subject : {"shop.orders.paid", "shop.orders.>", "shop.>", "iot.pump", "blob", "a.(b)"}) {
            if (QLatin1String(subject).startsWith(prefix))
                found << QLatin1String(subject);
        }
        return found;
    };
    words.fields = [] {
        return QList<FilterField>{{QStringLiteral("temp_c"), true},
                                  {QStringLiteral("state"), false},
                                  {QStringLiteral("size"), true},
                                  {QStringLiteral("vibration.temp"), true},
                                  {QStringLiteral("my key"), false}};
    };
    words.headerKeys = [] {
        return QStringList{QStringLiteral("Trace-Id"), QStringLiteral("Nats-Msg-Id")};
    };
    words.connections = [] {
        return QStringList{QStringLiteral("demo"), QStringLiteral("my staging")};
    };
    words.subscriptions = [] {
        return QStringList{QStringLiteral("shop.>"), QStringLiteral("a.(b)")};
    };
    return words;
}

} // namespace

/// Completion of the term under the cursor, and terms made of what was pointed at.
class TestFilterCompletion : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void completesTheTermUnderTheCursor_data();
    void completesTheTermUnderTheCursor();
    void completionsAreValidFilters();
    void randomPlacesAreSafe();
    void termsAcceptWhatTheyWereMadeOf_data();
    void termsAcceptWhatTheyWereMadeOf();
    void writesTerms();
};

void TestFilterCompletion::completesTheTermUnderTheCursor_data()
{
    QTest::addColumn<QString>("text"); // | is the cursor
    QTest::addColumn<QString>("expected");
    QTest::addColumn<QString>("term"); // that would be replaced
    const auto row = [](const char *text, const char *expected, const char *term) {
        QTest::newRow(text) << QString::fromLatin1(text) << QString::fromLatin1(expected) << QString::fromLatin1(term);
    };
    row("|", "", "");
    row("sho|", "shop.orders.paid shop.orders.> shop.>", "sho");
    row("pump !sho| x", "shop.orders.paid shop.orders.> shop.>", "sho");
    row("(sho|)", "shop.orders.paid shop.orders.> shop.>", "sho");
    row("shop.or|ders", "shop.orders.paid shop.orders.>", "shop.orders");
    row("shop.>| iot", "", "shop.>");
    row("TEM|", "temp_c> vibration.temp>", "TEM");
    row("st|", "state=", "st");
    row("siz|", "size> \"size\">", "siz");
    row("my|", "\"my key\"=", "my");
    row("h:tr|", "h:Trace-Id", "h:tr");
    row("!h:|", "h:Trace-Id h:Nats-Msg-Id", "h:");
    row("@|", "@demo @\"my staging\"", "@");
    row("is:|", "is:request is:reply is:timeout", "is:");
    row("format:m|", "format:msgpack", "format:m");
    row("la|", "last:", "la");
    row("subject:b|", "subject:blob", "subject:b");
    row("sub:|", "sub:shop.> sub:\"a.(b)\"", "sub:");
    row("rep|", "reply:", "rep");
    row("no|", "no>", "no");
    row("bl|", "subject:blob", "bl");
    row("a.|", "subject:\"a.(b)\"", "a.");
    row("\"sho|", "", "\"sho");
    row("/sho|", "", "/sho");
    row("h:a=\"x sho|", "", "h:a=\"x sho");
    row("\"a b\" sho| \"c", "shop.orders.paid shop.orders.> shop.>", "sho");
}

void TestFilterCompletion::completesTheTermUnderTheCursor()
{
    QFETCH(QString, text);
    QFETCH(QString, expected);
    QFETCH(QString, term);
    const int cursor = static_cast<int>(text.indexOf(u'|'));
    text.remove(cursor, 1);
    const auto completions = completeFilter(text, cursor, vocabulary());
    QStringList texts;
    for (const auto &completion : completions.list)
        texts << completion.text;
    QCOMPARE(texts.join(u' '), expected);
    QCOMPARE(text.mid(completions.position, completions.length), term);
}

void TestFilterCompletion::completionsAreValidFilters()
{
    for (const char *typed :
         {"s", "m", "t", "h:", "@", "is:", "format:", "subject:", "sub:", "n", "r", "a", "b", "i", "l"}) {
        const auto text = QString::fromLatin1(typed);
        const auto completions = completeFilter(text, static_cast<int>(text.size()), vocabulary(), 100);
        QVERIFY(!completions.list.isEmpty());
        for (const auto &completion : completions.list) {
            const bool isBegun = completion.text.endsWith(u'=') || completion.text.endsWith(u':') ||
                                 (completion.kind != FilterCompletion::Subject && completion.text.endsWith(u'>'));
            const auto whole = completion.text + (isBegun ? QStringLiteral("5m") : QString());
            FilterError error;
            FilterContext context{[](const QString &) { return SourceId(1); }, 0};
            context.findSubscriptions = [](const QString &) {
                return std::vector{SubscriptionId(1)};
            };
            const auto filter = Filter::compile(whole, &error, context);
            const QStringList numbers = {QStringLiteral("size>"), QStringLiteral("time>"), QStringLiteral("no>")};
            const bool wantsOther = numbers.contains(completion.text);
            QVERIFY2(filter || wantsOther, qPrintable(whole + u' ' + error.message));
        }
    }
}

void TestFilterCompletion::randomPlacesAreSafe()
{
    const auto text = QStringLiteral("!(a \"b\\\" c\" /x\\/ y/ h:k=\"v) w\" @d or size>");
    for (int cursor = -1; cursor <= text.size() + 1; ++cursor) {
        const auto completions = completeFilter(text, cursor, vocabulary());
        QVERIFY(completions.position >= 0 && completions.length >= 0);
        QVERIFY(completions.position + completions.length <= text.size());
    }
}

void TestFilterCompletion::termsAcceptWhatTheyWereMadeOf_data()
{
    QTest::addColumn<QByteArray>("subject");
    QTest::addColumn<QString>("value");
    int number = 0;
    const auto row = [&number](const QByteArray &subject, const QString &value) {
        QTest::addRow("%d", ++number) << subject << value;
    };
    row("shop.orders.paid", QStringLiteral("open"));
    row("blob", QStringLiteral("5"));
    row("or", QStringLiteral("or"));
    row("not", QStringLiteral("a \"b\" c"));
    row("orders.(eu)", QStringLiteral("\\"));
    row("/v1/orders.x", QStringLiteral("C:\\temp\\"));
    row("@a.b", QStringLiteral("(x)"));
    row("h:a.b", QStringLiteral("!"));
    row("is:request", QStringLiteral("-1.5e+10"));
    row("a.b=c", QStringLiteral(">"));
    row("a.b>5", QStringLiteral("=="));
    row("!a.b", QStringLiteral("ä订\U0001F426"));
    row("\"q\".r", QStringLiteral("\""));
    row("a\\.b\\", QStringLiteral("/x/"));
    row("\xff\xfe.b", QStringLiteral("last:5m"));
    row("ä.订单", QStringLiteral("a,b;c"));
    row("size", QStringLiteral("14:03"));
    row("$JS.API.INFO", QStringLiteral("true"));
}

void TestFilterCompletion::termsAcceptWhatTheyWereMadeOf()
{
    QFETCH(QByteArray, subject);
    QFETCH(QString, value);
    const auto valueBytes = value.toStdString();
    const auto headers = makeHeaderBlock({{"X-Key/1", valueBytes}});
    auto escaped = value;
    escaped.replace(u'\\', QStringLiteral("\\\\")).replace(u'"', QStringLiteral("\\\""));
    const auto payload =
        QStringLiteral("{\"size\":\"%1\",\"my key\":{\"a\":[\"%1\"]},\"v\":\"%1\"}").arg(escaped).toStdString();
    MessageView message;
    message.subject = {subject.constData(), static_cast<std::size_t>(subject.size())};
    message.headers = headers;
    message.payload = payload;
    message.atNs = 1'800'000'000'123'456'789;
    message.source = SourceId(3);
    message.reply = message.subject;
    message.sequence = 12;
    message.subscription = SubscriptionId(4);
    FilterContext context{[&](const QString &name) { return name == value ? SourceId(3) : SourceId(); }, 0};
    const auto pattern = QStringLiteral("a\\\"(b).>");
    context.findSubscriptions = [&](const QString &name) {
        return name == pattern ? std::vector{SubscriptionId(4)} : std::vector<SubscriptionId>();
    };
    const QStringList terms = {filterForSubject(message.subject),
                               filterForReplySubject(message.reply),
                               filterForSubscription(pattern),
                               filterForNumber(message.sequence),
                               filterForConnection(value),
                               filterForSize(payload.size()),
                               filterForTime(message.atNs),
                               filterForFormat(QStringLiteral("json")),
                               filterForHeader(QStringLiteral("X-Key/1")),
                               filterForHeader(QStringLiteral("X-Key/1"), valueBytes),
                               filterForField(QStringLiteral("size"), value),
                               filterForField(QStringLiteral("v"), value),
                               filterForField(QStringLiteral("my key.a[0]"), value),
                               filterForText(QString::fromStdString(payload))};
    QString all;
    for (const auto &term : terms) {
        FilterError error;
        const auto filter = Filter::compile(term, &error, context);
        QVERIFY2(filter, qPrintable(term + u' ' + error.message));
        QVERIFY2(filter->accepts(message), qPrintable(term));
        QVERIFY2(!Filter::compile(filterExcept(term), nullptr, context)->accepts(message), qPrintable(term));
        all = filterBoth(all, term);
    }
    const auto both = Filter::compile(all, nullptr, context);
    QVERIFY2(both && both->accepts(message), qPrintable(all));
    MessageView other = message;
    other.subject = "somewhere.else.altogether.x";
    QVERIFY2(!Filter::compile(terms.first(), nullptr)->accepts(other), qPrintable(terms.first()));
}

void TestFilterCompletion::writesTerms()
{
    QCOMPARE(filterForSubject("shop.orders.paid"), QStringLiteral("shop.orders.paid"));
    QCOMPARE(filterForSubject("blob"), QStringLiteral("subject:blob"));
    QCOMPARE(filterForSubject("a b.c"), QStringLiteral("*.c"));
    QCOMPARE(filterForPattern(QStringLiteral("shop.>")), QStringLiteral("shop.>"));
    QCOMPARE(filterForPattern(QStringLiteral(">")), QStringLiteral(">"));
    QCOMPARE(filterForHeader(QStringLiteral("trace-id"), "7b"), QStringLiteral("h:trace-id=7b"));
    QCOMPARE(filterForHeader(QStringLiteral("k"), "\xff"), QString());
    QCOMPARE(filterForField(QStringLiteral("a"), QStringLiteral("x\ny")), QString());
    QCOMPARE(filterForText({}), QString());
    QCOMPARE(filterBoth(QStringLiteral("a or b"), QStringLiteral("!c")), QStringLiteral("(a or b) !c"));
    QCOMPARE(filterBoth(QStringLiteral("@c"), QStringLiteral("a or b")), QStringLiteral("@c (a or b)"));
    QCOMPARE(filterBoth(QStringLiteral(" a "), QStringLiteral("c")), QStringLiteral("a c"));
    QCOMPARE(filterBoth({}, QStringLiteral("c")), QStringLiteral("c"));
}

QTEST_GUILESS_MAIN(TestFilterCompletion)
#include "tst_filtercompletion.moc"
