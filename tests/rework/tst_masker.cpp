// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recording/recordingfixture.h"
#include "rework/recordingmask.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace gnat;
using namespace gnat::test;

/// What must not be shared is hidden, everywhere, and the rest stays as it was.
class TestMasker : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hides_data();
    void hides();
    void keepsEqualEqual();
    void hidesAnewWithEachRun();
    void leavesNoTraceInTheFile();
    void emptiesHeadersThatItCannotRead();
    void leavesNoHeaderBesideTheHeaders();
    void hidesWhatSubscriptionsName();
    void refusesRulesThatHideNothing();
};

namespace {

constexpr auto pseudonym = "~[a-z]{10}";

MessageView viewOn(std::string_view subject, std::string_view payload, std::string_view headers = {})
{
    MessageView view;
    view.subject = subject;
    view.payload = payload;
    view.headers = headers;
    return view;
}

} // namespace

void TestMasker::hides_data()
{
    QTest::addColumn<QString>("subjects");
    QTest::addColumn<QString>("headers");
    QTest::addColumn<QString>("fields");
    QTest::addColumn<QByteArray>("before"); // subject, headers, payload, with blanks between
    QTest::addColumn<QString>("after");     // as regular expression
    const auto row = [](const char *name, const char *subjects, const char *headers, const char *fields,
                        const QByteArray &before, const QString &after) {
        QTest::newRow(name) << QString::fromLatin1(subjects) << QString::fromLatin1(headers)
                            << QString::fromLatin1(fields) << before << after;
    };
    const auto p = QString::fromLatin1(pseudonym);
    row("token", "users.*.created", "", "", "users.1004.created||x", u"users\\."_qs + p + u"\\.created\\|\\|x"_qs);
    row("other subject", "users.*.created", "", "", "users.1004.gone||x", u"users\\.1004\\.gone\\|\\|x"_qs);
    row("tail", "users.>", "", "", "users.1004.a||x", u"users\\.%1\\.%1\\|\\|x"_qs.arg(p));
    row("what two rules say", "orders.eu.*,orders.*.created", "", "", "orders.eu.created||x",
        u"orders\\.%1\\.%1\\|\\|x"_qs.arg(p));
    row("blank before the colon", "", "authorization", "", "s|NATS/1.0\r\nAuthorization : secret\r\n\r\n|",
        u"s\\|NATS/1\\.0\r\nAuthorization : %1\r\n\r\n\\|"_qs.arg(p));
    row("header", "", "authorization", "", "s|NATS/1.0\r\nAuthorization: secret\r\nK: v\r\n\r\n|",
        u"s\\|NATS/1\\.0\r\nAuthorization: %1\r\nK: v\r\n\r\n\\|"_qs.arg(p));
    row("all headers", "", "*", "", "s|NATS/1.0\r\nA: b\r\nK: v\r\n\r\n|",
        u"s\\|NATS/1\\.0\r\nA: %1\r\nK: %1\r\n\r\n\\|"_qs.arg(p));
    row("field", "", "", "user.email", R"(s||{"user": {"email":"a@b.c", "n":1}})",
        u"s\\|\\|\\{\"user\": \\{\"email\":\"%1\", \"n\":1\\}\\}"_qs.arg(p));
    row("elements", "", "", "items[].card", R"(s||{"items":[{"card":123},{"card":9}]})",
        u"s\\|\\|\\{\"items\":\\[\\{\"card\":\\d+\\},\\{\"card\":\\d+\\}\\]\\}"_qs);
    row("at any depth", "", "", "**.iban", R"(s||{"iban":"x1","a":[{"b":{"iban":"x2"}}]})",
        u"s\\|\\|\\{\"iban\":\"%1\",\"a\":\\[\\{\"b\":\\{\"iban\":\"%1\"\\}\\}\\]\\}"_qs.arg(p));
    row("all within", "", "", "user", R"(s||{"user":{"name":"Ann","isHere":true,"age":44}})",
        u"s\\|\\|\\{\"user\":\\{\"name\":\"%1\",\"isHere\":null,\"age\":\\d+\\}\\}"_qs.arg(p));
    row("no JSON is emptied", "", "", "user", "s||user=Ann", u"s\\|\\|"_qs);
}

void TestMasker::hides()
{
    QFETCH(const QString, subjects);
    QFETCH(const QString, headers);
    QFETCH(const QString, fields);
    QFETCH(const QByteArray, before);
    QFETCH(const QString, after);
    MaskRules rules;
    const auto listOf = [](const QString &text) {
        return text.split(u',', Qt::SkipEmptyParts);
    };
    rules.subjects = listOf(subjects);
    rules.headers = listOf(headers);
    rules.fields = listOf(fields);
    auto masker = Masker::create(rules);
    QVERIFY(masker);
    const auto parts = before.split('|');
    const auto masked =
        masker.value().mask(viewOn(parts.at(0).toStdString(), parts.at(2).toStdString(), parts.at(1).toStdString()));
    const auto text = QString::fromStdString(masked.subject + '|' + masked.headers + '|' + masked.payload);
    QVERIFY2(QRegularExpression(QRegularExpression::anchoredPattern(after)).match(text).hasMatch(), qPrintable(text));
}

void TestMasker::keepsEqualEqual()
{
    MaskRules rules;
    rules.subjects = QStringList{QStringLiteral("users.*.*")};
    rules.fields = QStringList{QStringLiteral("id")};
    auto masker = Masker::create(rules);
    const auto first = masker.value().mask(viewOn("users.1004.a", R"({"id":"1004"})"));
    const auto second = masker.value().mask(viewOn("users.1004.b", R"({"id":"1005"})"));
    const auto token = QString::fromStdString(first.subject).section(u'.', 1, 1);
    QCOMPARE(QString::fromStdString(second.subject).section(u'.', 1, 1), token);
    QCOMPARE(QString::fromStdString(first.payload), u"{\"id\":\"%1\"}"_qs.arg(token));
    QVERIFY(second.payload != first.payload);
    QCOMPARE(masker.value().mask(viewOn("users.1.a", R"({"id":"\u0031004"})")).payload, first.payload);
    QCOMPARE(masker.value().figures().hits.value(0).second, quint64(3));
    QCOMPARE(masker.value().figures().hits.value(1).second, quint64(3));
}

void TestMasker::hidesAnewWithEachRun()
{
    MaskRules rules;
    rules.fields = QStringList{QStringLiteral("id")};
    const auto once = [&rules] {
        return Masker::create(rules).value().mask(viewOn("s", R"({"id":"1004"})")).payload;
    };
    QVERIFY(once() != once());
}

void TestMasker::leavesNoTraceInTheFile()
{
    const QTemporaryDir folder;
    const auto source = folder.filePath(QStringLiteral("private.gnat"));
    QList<Note> notes;
    for (int i = 0; i < 2'000; ++i)
        notes << Note{"users.Geheim" + QByteArray::number(i % 7), "users.Geheim1", "NATS/1.0\r\nToken: Geheim\r\n\r\n",
                      "{\"name\":\"Geheim\",\"n\":" + QByteArray::number(i) + "}", 1'700'000'000'000'000'000 + i};
    QCOMPARE(record(source, notes), QString());
    QVERIFY(execute(source, "UPDATE connection SET name='Geheim', server='nats://Geheim:4222', profile='Geheim'"));
    QVERIFY(
        execute(source, "UPDATE subscription SET pattern=CAST('users.Geheim1' AS BLOB), queue=CAST('Geheim' AS BLOB)"));
    QVERIFY(execute(source, "UPDATE session SET note='Geheim', filter='Geheim'"));
    QVERIFY(execute(source, "INSERT INTO mark VALUES (1700000000000000000,'user','Geheim')"));
    MaskRequest request{source, folder.filePath(QStringLiteral("shared.gnat")), false, {}};
    request.rules.subjects = QStringList{QStringLiteral("users.*")};
    request.rules.headers = QStringList{QStringLiteral("token")};
    request.rules.fields = QStringList{QStringLiteral("name"), QStringLiteral("nothing")};
    const auto masked = maskRecording(request, {});
    QVERIFY2(masked, masked ? "" : masked.error().message.c_str());
    QFile file(request.path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const auto bytes = file.readAll();
    QVERIFY(bytes.contains("users.~"));
    QVERIFY(!bytes.contains("Geheim"));
    QVERIFY(!bytes.contains("private.gnat"));
    const auto shared = readAll(request.path).value_or(QList<Note>());
    QCOMPARE(shared.size(), notes.size());
    QCOMPARE(shared.last().atNs, notes.last().atNs);
    QVERIFY(shared.last().payload.endsWith(",\"n\":1999}"));
    QCOMPARE(query(request.path, "SELECT count(*) FROM subject"), QByteArray("7"));
    const auto report = maskReport(masked.value());
    QVERIFY(report.at(3).contains(QStringLiteral("nothing")) && report.at(3).contains(QStringLiteral("spelled")));
}

void TestMasker::emptiesHeadersThatItCannotRead()
{
    MaskRules rules;
    rules.headers = QStringList{QStringLiteral("token")};
    auto masker = Masker::create(rules);
    QVERIFY(masker);
    QCOMPARE(masker.value().mask(viewOn("a", "x", "Token: s3cret")).headers, std::string());
    QCOMPARE(masker.value().figures().emptiedHeaders, quint64(1));
}

/// Nobody looked at what is no header by the standard, but somebody may read it as one.
void TestMasker::leavesNoHeaderBesideTheHeaders()
{
    MaskRules rules;
    rules.headers = QStringList{QStringLiteral("authorization")};
    auto masker = Masker::create(rules);
    QVERIFY(masker);
    const auto masked = [&masker](std::string_view raw) {
        return masker.value().mask(viewOn("a", "x", raw)).headers;
    };
    QCOMPARE(masked("NATS/1.0\nAuthorization: s3cret\r\n\r\n"), std::string());
    QCOMPARE(masked("NATS/1.0\r\nK: v\nAuthorization: s3cret\r\n\r\n"), std::string());
    QCOMPARE(masker.value().figures().emptiedHeaders, 2U);
    QCOMPARE(masked("NATS/1.0 503 s3cret words\r\nK: v\r\n\r\n"), std::string("NATS/1.0 503\r\nK: v\r\n\r\n"));
    QCOMPARE(masked("NATS/1.0 s3cret\r\nK: v\r\n\r\n"), std::string("NATS/1.0\r\nK: v\r\n\r\n"));
    QCOMPARE(masked("NATS/1.0\r\nK: v\r\nno header\r\nL: w\r\n\r\n"), std::string("NATS/1.0\r\nK: v\r\n\r\n"));
    QCOMPARE(masked("NATS/1.0\r\nK: v\r\n\r\ns3cret"), std::string("NATS/1.0\r\nK: v\r\n\r\n"));
    QCOMPARE(masker.value().figures().cutHeaders, 4U);
    QCOMPARE(masked("NATS/1.0 503\r\n\r\n"), std::string("NATS/1.0 503\r\n\r\n"));
    QCOMPARE(masked("NATS/1.0\r\nK: v\r\nK: w\r\n\r\n"), std::string("NATS/1.0\r\nK: v\r\nK: w\r\n\r\n"));
    QCOMPARE(masker.value().figures().cutHeaders, 4U);
    const auto report = maskReport(masker.value().figures()).join(u' ');
    QVERIFY2(report.contains(QStringLiteral("4 header blocks lost what is no header")) ||
                 report.contains(QStringLiteral("4 header block(s) lost what is no header")),
             qPrintable(report));
}

void TestMasker::hidesWhatSubscriptionsName()
{
    MaskRules rules;
    rules.subjects = QStringList{QStringLiteral("users.*.email"), QStringLiteral("orders.eu.>")};
    auto masker = Masker::create(rules);
    QVERIFY(masker);
    const auto masked = [&masker](std::string_view pattern) {
        return QString::fromStdString(masker.value().maskPattern(pattern));
    };
    const QRegularExpression hidden(QStringLiteral("^users\\.~[a-z]{10}(\\.name|\\.>)?$"));
    for (const char *pattern : {"users.bob", "users.bob.>", "users.bob.name"})
        QVERIFY2(hidden.match(masked(pattern)).hasMatch(), qPrintable(masked(pattern)));
    QVERIFY(masked("*.bob.>").startsWith(QStringLiteral("*.~")));
    for (const char *pattern : {"users.*", "users.>", ">", "clients.bob", "orders.us.1"})
        QCOMPARE(masked(pattern), QString::fromLatin1(pattern));
    QVERIFY(!masked("orders.eu.1.paid").contains(QStringLiteral("paid")));
    QCOMPARE(masked("users.bob"),
             QString::fromStdString(masker.value().mask(viewOn("users.bob.email", "")).subject).chopped(6));
}

void TestMasker::refusesRulesThatHideNothing()
{
    MaskRules literal;
    literal.subjects = QStringList{QStringLiteral("users.created")};
    QVERIFY(!Masker::create(literal));
    MaskRules empty;
    empty.fields = QStringList{QStringLiteral("a..b")};
    QVERIFY(!Masker::create(empty));
}

QTEST_GUILESS_MAIN(TestMasker)
#include "tst_masker.moc"
