// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/text.h"
#include "codecs/fieldpath.h"
#include "codecs/jsoncodec.h"
#include "fieldtext.h"

#include <QTest>

using namespace gnat;

class TestJsonCodec : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void drawsTheTree();
    void namesTheFault_data();
    void namesTheFault();
    void endsWithTheBracket();
    void laysOut();
    void previewsInOneLine();
    void saysWhenFieldsAreLeftOut();
    void findsFields();

private:
    JsonCodec m_json;
};

void TestJsonCodec::drawsTheTree()
{
    const auto root =
        m_json.decode(R"( {"a":1,"a":12345678901234567890.50,"s":"x\n\u00e9\ud83d\ude00","l":[true,null,[]]})");
    QVERIFY(root.isOk());
    const auto expected = QStringLiteral("- object '4 fields' @1+82\n"
                                         "  a number '1' @6+1\n"
                                         "  a number '12345678901234567890.50' @12+23\n"
                                         "  s string 'x\né😀' @40+23\n"
                                         "  l array '3 items' @68+14\n"
                                         "    [0] bool 'true' @69+4\n"
                                         "    [1] null 'null' @74+4\n"
                                         "    [2] array 'empty' @79+2\n");
    QCOMPARE(test::drawFields(root.value()), expected);
    QCOMPARE(root.value().children[0].kind, FieldKind::Integer);
    QCOMPARE(root.value().children[1].kind, FieldKind::Float);
    QCOMPARE(root.value().children[1].number, 12345678901234567890.5);
}

void TestJsonCodec::namesTheFault_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("error");
    const auto row = [](const char *json, const QString &error) {
        QTest::newRow(json) << QByteArray(json) << QStringLiteral("Not valid JSON at byte %1.").arg(error);
    };
    row("", QStringLiteral("0: a value is missing"));
    row("  ", QStringLiteral("2: a value is missing"));
    row("{\"a\":}", QStringLiteral("5: a value is expected"));
    row("{\"a\" 1}", QStringLiteral("5: a colon is missing"));
    row("{\"a\":1 \"b\":2}", QStringLiteral("7: a comma or } is missing"));
    row("{a:1}", QStringLiteral("1: a key in quotes is missing"));
    row("[1,]", QStringLiteral("3: a value is expected"));
    row("[1", QStringLiteral("2: a comma or ] is missing"));
    row("[1] x", QStringLiteral("4: nothing may follow the value"));
    row("\"ab", QStringLiteral("3: the closing quote is missing"));
    row("\"a\nb\"", QStringLiteral("2: a control character in a string must be escaped"));
    row("\"\\x\"", QStringLiteral("2: an unknown escape after \\"));
    row("\"\\u12g4\"", QStringLiteral("5: four hexadecimal digits must follow \\u"));
    row("01", QStringLiteral("0: a number must not begin with 0"));
    row("1.", QStringLiteral("2: a digit must follow the decimal point"));
    row("1e+", QStringLiteral("3: a digit must follow the exponent"));
    row("-", QStringLiteral("0: a value is expected"));
    row("nul", QStringLiteral("0: a value is expected"));
}

void TestJsonCodec::namesTheFault()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, error);
    const auto root = m_json.decode(viewOf(json));
    QVERIFY(!root);
    QCOMPARE(errorText(root.error()), error);
}

void TestJsonCodec::endsWithTheBracket()
{
    const auto root = m_json.decode("[ {} , {\"a\": [1 ] } ] ");
    QVERIFY(root.isOk());
    QCOMPARE(test::drawFields(root.value()), QStringLiteral("- array '2 items' @0+21\n"
                                                            "  [0] object 'empty' @2+2\n"
                                                            "  [1] object '1 field' @7+12\n"
                                                            "    a array '1 item' @13+4\n"
                                                            "      [0] number '1' @14+1\n"));
}

void TestJsonCodec::laysOut()
{
    const auto text = m_json.pretty("{\"a\":[1, 2],\"b\":{ },\"c\":\"x: y, [z]\",\"d\":1.50}");
    QVERIFY(text.isOk());
    QCOMPARE(text.value(), QStringLiteral("{\n  \"a\": [\n    1,\n    2\n  ],\n  \"b\": {},\n"
                                          "  \"c\": \"x: y, [z]\",\n  \"d\": 1.50\n}"));
}

void TestJsonCodec::previewsInOneLine()
{
    QCOMPARE(m_json.preview("{\n  \"id\": 1042,\n  \"name\": \"a  b\"\n}", 200),
             QStringLiteral("{\"id\":1042,\"name\":\"a  b\"}"));
    QCOMPARE(m_json.preview("{\"id\": 1042}", 6), QStringLiteral("{\"id\"…"));
    const auto umlauts = "\"" + std::string(1000, '\xc3').replace(0, 1000, 500, '.') + "\"";
    QVERIFY(m_json.preview(umlauts, 200).size() <= 200);
}

void TestJsonCodec::saysWhenFieldsAreLeftOut()
{
    std::string json = "[0";
    for (int i = 1; i < 100'100; ++i)
        json += ",0";
    const auto root = m_json.decode(json + "]");
    QVERIFY(root.isOk());
    QCOMPARE(root.value().children.size(), std::size_t{100'001});
    QVERIFY(root.value().children.back().text.contains(QStringLiteral("first 100")));
}

void TestJsonCodec::findsFields()
{
    const auto root = m_json.decode(R"({"v":{"x":1,"y.z":2},"alarms":[{"id":7},[8,9]],"v.w":3})");
    QVERIFY(root.isOk());
    const auto numberAt = [&root](const char *path) {
        const auto *field = findField(root.value(), QString::fromLatin1(path));
        return field ? field->number : -1;
    };
    QCOMPARE(numberAt("v.x"), 1);
    QCOMPARE(numberAt("v.y.z"), 2);
    QCOMPARE(numberAt("alarms[0].id"), 7);
    QCOMPARE(numberAt("alarms[1][1]"), 9);
    QCOMPARE(numberAt("v.w"), 3);
    QCOMPARE(numberAt("v.q"), -1);
    QCOMPARE(numberAt("v."), -1);
    QCOMPARE(childPath(QStringLiteral("v"), root.value().children[0].children[0]), QStringLiteral("v.x"));
    QCOMPARE(childPath(QStringLiteral("alarms"), root.value().children[1].children[1]), QStringLiteral("alarms[1]"));
}

QTEST_GUILESS_MAIN(TestJsonCodec)
#include "tst_jsoncodec.moc"
