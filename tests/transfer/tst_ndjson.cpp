// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "transfer/ndjson.h"

#include "base/text.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace gnat;

class TestNdjson : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writes_data();
    void writes();
    void isReadBackByAnotherParser();
};

void TestNdjson::writes_data()
{
    QTest::addColumn<QByteArray>("subject");
    QTest::addColumn<QByteArray>("reply");
    QTest::addColumn<QByteArray>("headers");
    QTest::addColumn<QByteArray>("payload");
    QTest::addColumn<QByteArray>("expected"); // what follows at_ns
    const auto row = [](const char *name, const QByteArray &subject, const QByteArray &reply, const QByteArray &headers,
                        const QByteArray &payload, const QByteArray &expected) {
        QTest::newRow(name) << subject << reply << headers << payload << expected;
    };
    row("plain", "a.b", "", "", "hello", R"("subject":"a.b","payload":"hello")");
    row("empty payload", "a", "", "", "", R"("subject":"a","payload":"")");
    row("reply", "a", "_INBOX.1", "", "x", R"("subject":"a","reply":"_INBOX.1","payload":"x")");
    row("headers", "a", "", "NATS/1.0\r\nK: v1\r\nL: w\r\nK: v2\r\n\r\n", "x",
        R"("subject":"a","headers":{"K":["v1","v2"],"L":["w"]},"headers_base64":)"
        R"("TkFUUy8xLjANCks6IHYxDQpMOiB3DQpLOiB2Mg0KDQo=","payload":"x")");
    row("keys that do not mix", "a", "", "NATS/1.0\r\nL: w\r\nK: v1\r\nK: v2\r\n\r\n", "x",
        R"("subject":"a","headers":{"L":["w"],"K":["v1","v2"]},"payload":"x")");
    row("keys that differ in case", "a", "", "NATS/1.0\r\nK: v1\r\nk: v2\r\n\r\n", "x",
        R"("subject":"a","headers":{"K":["v1"],"k":["v2"]},"payload":"x")");
    row("empty value", "a", "", "NATS/1.0\r\nK: \r\n\r\n", "x", R"("subject":"a","headers":{"K":[""]},"payload":"x")");
    row("no blank before the value", "a", "", "NATS/1.0\r\nK:v\r\n\r\n", "x",
        R"("subject":"a","headers":{"K":["v"]},"headers_base64":"TkFUUy8xLjANCks6dg0KDQo=","payload":"x")");
    row("status", "a", "", "NATS/1.0 503\r\n\r\n", "", R"("subject":"a","status":503,"payload":"")");
    row("status and headers", "a", "", "NATS/1.0 408 Timeout\r\nK: v\r\n\r\n", "",
        R"("subject":"a","headers":{"K":["v"]},"headers_base64":"TkFUUy8xLjAgNDA4IFRpbWVvdXQNCks6IHYNCg0K","status":408,"payload":"")");
    row("binary headers", "a", "", "NATS/1.0\r\nK: \xff\r\n\r\n", "",
        R"("subject":"a","headers_base64":"TkFUUy8xLjANCks6IP8NCg0K","payload":"")");
    row("headers that are none", "a", "", "junk", "", R"("subject":"a","headers_base64":"anVuaw==","payload":"")");
    row("binary payload", "a", "", "", "\xff\xfe", R"("subject":"a","payload_base64":"//4=")");
    row("binary subject and reply", "a.\xff", "b.\xff", "", "",
        R"("subject_base64":"YS7/","reply_base64":"Yi7/","payload":"")");
    row("escapes", "a", "", "", "\"\\/\b\f\n\r\t\x01\x1f\x7f",
        R"("subject":"a","payload":"\"\\/\b\f\n\r\t\u0001\u001f\u007f")");
    row("NUL", "a", "", "", QByteArray("x\0y", 3), R"("subject":"a","payload":"x\u0000y")");
    row("letters beyond ASCII", "grün.→", "", "", "日本😀", R"("subject":"grün.→","payload":"日本😀")");
    row("cut UTF-8", "a", "", "", "\xe6\x97", R"("subject":"a","payload_base64":"5pc=")");
    row("surrogate in UTF-8", "a", "", "", "\xed\xa0\x80", R"("subject":"a","payload_base64":"7aCA")");
}

void TestNdjson::writes()
{
    QFETCH(QByteArray, subject);
    QFETCH(QByteArray, reply);
    QFETCH(QByteArray, headers);
    QFETCH(QByteArray, payload);
    QFETCH(QByteArray, expected);
    MessageView message;
    message.subject = viewOf(subject);
    message.reply = viewOf(reply);
    message.headers = viewOf(headers);
    message.payload = viewOf(payload);
    message.atNs = 1'700'000'000'000'000'001;
    QByteArray out = "before\n";
    appendNdjson(out, message, 18'446'744'073'709'551'615U);
    QCOMPARE(out, "before\n{\"seq\":18446744073709551615,\"at_ns\":1700000000000000001," + expected + "}\n");
    QJsonParseError error;
    QJsonDocument::fromJson(out.mid(7), &error);
    QCOMPARE(error.error, QJsonParseError::NoError);
}

void TestNdjson::isReadBackByAnotherParser()
{
    // Every byte that may stand alone in UTF-8, then all 256.
    QByteArray ascii;
    for (char c = 0; c < 127; ++c)
        ascii.append(c);
    QByteArray all;
    for (int i = 0; i < 256; ++i)
        all.append(static_cast<char>(i));
    for (const auto &payload : {ascii, all}) {
        MessageView message;
        message.subject = "s";
        message.payload = viewOf(payload);
        QByteArray out;
        appendNdjson(out, message, 1);
        QCOMPARE(out.count('\n'), 1);
        const auto object = QJsonDocument::fromJson(out).object();
        const auto read =
            object.contains(QLatin1String("payload"))
                ? object.value(QLatin1String("payload")).toString().toUtf8()
                : QByteArray::fromBase64(object.value(QLatin1String("payload_base64")).toString().toUtf8());
        QCOMPARE(read, payload);
    }
}

QTEST_GUILESS_MAIN(TestNdjson)
#include "tst_ndjson.moc"
