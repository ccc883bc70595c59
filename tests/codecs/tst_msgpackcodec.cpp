// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/text.h"
#include "codecs/msgpackcodec.h"
#include "fieldtext.h"

#include <QTest>

using namespace gnat;

class TestMsgpackCodec : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsEachType_data();
    void readsEachType();
    void drawsTheTree();
    void namesTheFault_data();
    void namesTheFault();
    void previewsAndLaysOut();

private:
    MsgpackCodec m_msgpack;
};

void TestMsgpackCodec::readsEachType_data()
{
    QTest::addColumn<QByteArray>("hex");
    QTest::addColumn<QString>("field");
    const auto row = [](const char *hex, const char *field) {
        QTest::newRow(hex) << QByteArray(hex) << QString::fromUtf8(field);
    };
    row("07", "uint '7' @0+1");
    row("ff", "int '-1' @0+1");
    row("cc80", "uint '128' @0+2");
    row("cdffff", "uint '65535' @0+3");
    row("ceffffffff", "uint '4294967295' @0+5");
    row("cfffffffffffffffff", "uint '18446744073709551615' @0+9");
    row("d080", "int '-128' @0+2");
    row("d18000", "int '-32768' @0+3");
    row("d280000000", "int '-2147483648' @0+5");
    row("d38000000000000000", "int '-9223372036854775808' @0+9");
    row("ca3fc00000", "float '1.5' @0+5");
    row("cb4051d9999999999a", "float '71.4' @0+9");
    row("c0", "nil 'nil' @0+1");
    row("c2", "bool 'false' @0+1");
    row("c3", "bool 'true' @0+1");
    row("a3616263", "str 'abc' @0+4");
    row("d903616263", "str 'abc' @0+5");
    row("da0003616263", "str 'abc' @0+6");
    row("db00000003616263", "str 'abc' @0+8");
    row("c40200ff", "bin '00 ff' @0+4");
    row("c5000200ff", "bin '00 ff' @0+5");
    row("c60000000200ff", "bin '00 ff' @0+7");
    row("d40542", "ext 5 '42' @0+3");
    row("c70103aa", "ext 3 'aa' @0+4");
    row("d6ff5f5e1000", "timestamp '2020-09-13 12:26:40.000000000Z' @0+6");
    row("d7ff0000000400000001", "timestamp '1970-01-01 00:00:01.000000001Z' @0+10");
    row("90", "array 'empty' @0+1");
    row("dc0000", "array 'empty' @0+3");
    row("de0000", "map 'empty' @0+3");
}

void TestMsgpackCodec::readsEachType()
{
    QFETCH(QByteArray, hex);
    QFETCH(QString, field);
    const auto root = m_msgpack.decode(viewOf(QByteArray::fromHex(hex)));
    QVERIFY2(root.isOk(), root ? "" : root.error().message.c_str());
    QCOMPARE(test::drawFields(root.value()), QStringLiteral("- %1\n").arg(field));
}

void TestMsgpackCodec::drawsTheTree()
{
    const auto root = m_msgpack.decode(viewOf(QByteArray::fromHex("83a161930102a17805c3a1628101c2")));
    QVERIFY2(root.isOk(), root ? "" : root.error().message.c_str());
    QCOMPARE(test::drawFields(root.value()), QStringLiteral("- map '3 fields' @0+15\n"
                                                            "  a array '3 items' @3+5\n"
                                                            "    [0] uint '1' @4+1\n"
                                                            "    [1] uint '2' @5+1\n"
                                                            "    [2] str 'x' @6+2\n"
                                                            "  5 bool 'true' @9+1\n"
                                                            "  b map '1 field' @12+3\n"
                                                            "    1 bool 'false' @14+1\n"));
}

void TestMsgpackCodec::namesTheFault_data()
{
    QTest::addColumn<QByteArray>("hex");
    QTest::addColumn<QString>("error");
    const auto row = [](const char *hex, const char *error) {
        const auto text = QStringLiteral("Not valid MessagePack at byte %1.").arg(QString::fromLatin1(error));
        QTest::newRow(hex) << QByteArray(hex) << text;
    };
    row("", "0: a value is missing");
    row("c1", "0: the byte c1 has no meaning");
    row("92 01", "2: a value is missing");
    row("82 a161 01", "4: a value is missing");
    row("a5 6162", "1: the value is longer than what is left");
    row("db ffffffff 61", "5: the value is longer than what is left");
    row("cd ff", "1: the value is longer than what is left");
    row("01 02", "1: nothing may follow the value");
}

void TestMsgpackCodec::namesTheFault()
{
    QFETCH(QByteArray, hex);
    QFETCH(QString, error);
    const auto root = m_msgpack.decode(viewOf(QByteArray::fromHex(hex)));
    QVERIFY(!root);
    QCOMPARE(errorText(root.error()), error);
}

void TestMsgpackCodec::previewsAndLaysOut()
{
    const auto bytes = QByteArray::fromHex("82a6646576696365a770756d702d3037a174cb4051d9999999999a");
    QCOMPARE(m_msgpack.preview(viewOf(bytes), 200), QStringLiteral("{device:pump-07, t:71.4}"));
    QCOMPARE(m_msgpack.preview(viewOf(bytes), 10), QStringLiteral("{device:p…"));
    const auto pretty = m_msgpack.pretty(viewOf(bytes));
    QVERIFY(pretty.isOk());
    QCOMPARE(pretty.value(), QStringLiteral("{\n  \"device\": \"pump-07\",\n  \"t\": 71.4\n}"));
}

QTEST_GUILESS_MAIN(TestMsgpackCodec)
#include "tst_msgpackcodec.moc"
