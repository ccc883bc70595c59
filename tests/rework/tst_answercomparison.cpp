// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "codecs/payloadcodec.h"
#include "rework/answercomparison.h"

#include <QTest>

using namespace gnat;

class TestAnswerComparison : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsDifferences_data();
    void tellsDifferences();
    void namesTheField();
    void endsLongLists();
};

void TestAnswerComparison::tellsDifferences_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<QString>("ignored");
    QTest::addColumn<double>("tolerance");
    QTest::addColumn<int>("lines");
    const auto row = [](const char *name, const QByteArray &before, const QByteArray &after, const char *ignored,
                        double tolerance, int lines) {
        QTest::newRow(name) << before << after << QString::fromLatin1(ignored) << tolerance << lines;
    };
    row("the same bytes", "x", "x", "", 0, 0);
    row("other text", "abc", "abd", "", 0, 1);
    row("order and blanks", R"({"a":1,"b":2})", R"({ "b": 2, "a": 1 })", "", 0, 0);
    row("a value", R"({"a":1,"b":2})", R"({"a":1,"b":3})", "", 0, 1);
    row("missing and new", R"({"a":1,"b":2})", R"({"a":1,"c":2})", "", 0, 2);
    row("ignored", R"({"a":1,"at":"12:00"})", R"({"a":1,"at":"12:01"})", "at", 0, 0);
    row("ignored within", R"({"m":{"id":1,"x":2}})", R"({"m":{"id":9}})", "m", 0, 0);
    row("ignored elements", R"({"l":[{"t":1},{"t":2}]})", R"({"l":[{"t":3},{"t":4}]})", "l[].t", 0, 0);
    row("near enough", R"({"t":100.0})", R"({"t":100.9})", "", 0.01, 0);
    row("too far", R"({"t":100.0})", R"({"t":102.0})", "", 0.01, 1);
    row("the same number otherwise", R"({"t":1e2})", R"({"t":100})", "", 0, 0);
    row("the last digit beyond 2^53", R"({"id":9007199254740993})", R"({"id":9007199254740992})", "", 0, 1);
    row("the last of 64 bits", R"({"id":18446744073709551615})", R"({"id":18446744073709551614})", "", 0, 1);
    row("beyond 64 bits", R"({"id":184467440737095516150})", R"({"id":184467440737095516151})", "", 0, 1);
    row("large and near enough", R"({"id":9007199254740993})", R"({"id":9007199254740992})", "", 0.01, 0);
    row("large and negative", R"({"id":-9007199254740993})", R"({"id":-9007199254740992})", "", 0, 1);
    row("no negative zero", R"({"id":-5})", R"({"id":5})", "", 0.01, 1);
    row("a number as text", R"({"t":1})", R"({"t":"1"})", "", 0, 1);
    row("null is not missing", R"({"t":null})", R"({})", "", 0, 1);
    row("an empty list fills", R"({"l":[]})", R"({"l":[1]})", "", 0, 1);
    row("an empty map that is gone", R"({"a":{},"ab":1})", R"({"ab":1})", "", 0, 1);
    row("an empty map becomes a list", R"({"a":{}})", R"({"a":[]})", "", 0, 1);
    const auto many = "[" + QByteArray("1,").repeated(100'000);
    row("beyond the limit of fields", many + "1]", many + "2]", "", 0, 1);
    const auto text = "{\"t\":\"" + QByteArray(70'000, 'x');
    row("the end of a long text", text + "1\"}", text + "2\"}", "", 0, 1);
    row("a long text, other order", text + "\",\"a\":1}", "{\"a\":1," + text.mid(1) + "\"}", "", 0, 0);
    row("another format", R"({"t":1})", "t=1", "", 0, 1);
}

void TestAnswerComparison::tellsDifferences()
{
    QFETCH(const QByteArray, before);
    QFETCH(const QByteArray, after);
    QFETCH(const QString, ignored);
    QFETCH(const double, tolerance);
    QFETCH(const int, lines);
    AnswerRules rules;
    if (!ignored.isEmpty())
        rules.ignored = parseFieldSelectors({ignored}).value();
    rules.tolerance = tolerance;
    const auto differences = answerDifferences(before, after, rules, CodecRegistry());
    QVERIFY2(differences.size() == lines, qPrintable(differences.join(u'\n')));
}

void TestAnswerComparison::namesTheField()
{
    const auto lines =
        answerDifferences(R"({"user":{"ages":[43,44]}})", R"({"user":{"ages":[43,45]}})", {}, CodecRegistry());
    QCOMPARE(lines, QStringList{QStringLiteral("user.ages[1]: 44 → 45")});
}

void TestAnswerComparison::endsLongLists()
{
    QByteArray numbers[2];
    for (int side = 0; side < 2; ++side) {
        for (int i = 0; i < 50; ++i)
            numbers[side] += QByteArray(i ? "," : "[") + QByteArray::number(i + side);
        numbers[side] += ']';
    }
    const auto lines = answerDifferences(numbers[0], numbers[1], {}, CodecRegistry());
    QCOMPARE(lines.size(), 21);
    QVERIFY(lines.last().contains(QStringLiteral("30")));
}

QTEST_GUILESS_MAIN(TestAnswerComparison)
#include "tst_answercomparison.moc"
