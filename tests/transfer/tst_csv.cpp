// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "transfer/csv.h"

#include "base/text.h"

#include <QTest>

using namespace gnat;

class TestCsv : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void beginsWithTheColumns();
    void writes_data();
    void writes();
};

void TestCsv::beginsWithTheColumns()
{
    QByteArray out;
    appendCsvHeader(out);
    QCOMPARE(out, QByteArray("seq,at_ns,subject,reply,size,payload\r\n"));
}

void TestCsv::writes_data()
{
    QTest::addColumn<QByteArray>("subject");
    QTest::addColumn<QByteArray>("reply");
    QTest::addColumn<QByteArray>("payload");
    QTest::addColumn<QByteArray>("expected"); // what follows at_ns
    const auto row = [](const char *name, const QByteArray &subject, const QByteArray &reply, const QByteArray &payload,
                        const QByteArray &expected) {
        QTest::newRow(name) << subject << reply << payload << expected;
    };
    row("plain", "a.b", "r", "hello", "a.b,r,5,hello");
    row("empty", "a", "", "", "a,,0,");
    row("comma", "a", "", "1,2", "a,,3,\"1,2\"");
    row("quote", "a", "", R"({"k":"v"})", R"(a,,9,"{""k"":""v""}")");
    row("only quotes", "a", "", "\"\"", "a,,2,\"\"\"\"\"\"");
    row("line breaks", "a", "", "1\r\n2", "a,,4,\"1\r\n2\"");
    row("not UTF-8", "a.\xff", "b.\xff", "\xff\xfe", "base64:YS7/,base64:Yi7/,2,base64://4=");
    row("NUL", "a", "", QByteArray(1, '\0'), "a,,1,base64:AA==");
    row("looks like Base64", "a", "", "base64:AA==", "a,,11,base64:YmFzZTY0OkFBPT0=");
    row("letters beyond ASCII", "grün", "", "日本", "grün,,6,日本");
}

void TestCsv::writes()
{
    QFETCH(QByteArray, subject);
    QFETCH(QByteArray, reply);
    QFETCH(QByteArray, payload);
    QFETCH(QByteArray, expected);
    MessageView message;
    message.subject = viewOf(subject);
    message.reply = viewOf(reply);
    message.payload = viewOf(payload);
    message.atNs = 42;
    QByteArray out;
    appendCsv(out, message, 7);
    QCOMPARE(out, "7,42," + expected + "\r\n");
}

QTEST_GUILESS_MAIN(TestCsv)
#include "tst_csv.moc"
