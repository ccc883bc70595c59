// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/monitoring/gotext.h"
#include "broker/monitoring/httprequest.h"
#include "broker/monitoring/jsontext.h"

#include <QTest>

using namespace gnat;

/// Texts of monitoring answers, as Go writes them.
class TestMonitoringText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void durations_data();
    void durations();
    void uptimes();
    void times();
    void json();
    void jsonEscapes();
    void requests();
    void requestParameters();
    void badRequests();
    void login();
};

void TestMonitoringText::durations_data()
{
    QTest::addColumn<qint64>("nanoseconds");
    QTest::addColumn<QString>("text");
    QTest::newRow("nothing") << qint64(0) << "0s";
    QTest::newRow("nanoseconds") << qint64(999) << "999ns";
    QTest::newRow("microseconds") << qint64(440'000) << "440µs";
    QTest::newRow("microseconds and a bit") << qint64(1'050) << "1.05µs";
    QTest::newRow("milliseconds") << qint64(1'234'567) << "1.234567ms";
    QTest::newRow("seconds") << qint64(1'500'000'000) << "1.5s";
    QTest::newRow("minutes") << qint64(63'000'000'000) << "1m3s";
    QTest::newRow("hours") << qint64(3'723'000'000'001) << "1h2m3.000000001s";
    QTest::newRow("days are hours") << qint64(25) * 3600 * 1'000'000'000 << "25h0m0s";
    QTest::newRow("back in time") << qint64(-1'500'000) << "-1.5ms";
}

void TestMonitoringText::durations()
{
    QFETCH(const qint64, nanoseconds);
    QTEST(QString::fromStdString(durationText(nanoseconds)), "text");
}

void TestMonitoringText::uptimes()
{
    constexpr std::int64_t second = 1'000'000'000;
    QCOMPARE(uptimeText(999'999'999), "0s");
    QCOMPARE(uptimeText(63 * second), "1m3s");
    QCOMPARE(uptimeText(3600 * second), "1h0m0s");
    QCOMPARE(uptimeText((2 * 86400 + 63) * second), "2d0h1m3s");
    QCOMPARE(uptimeText((366 * 86400LL) * second), "1y1d0h0m0s");
}

void TestMonitoringText::times()
{
    QCOMPARE(utcText(0), "1970-01-01T00:00:00Z");
    QCOMPARE(utcText(1'795'812'393'473'865'124), "2026-11-27T20:46:33.473865124Z");
    QCOMPARE(utcText(1'795'812'393'500'000'000), "2026-11-27T20:46:33.5Z");
    QCOMPARE(utcText(1'795'812'361'000'000'001), "2026-11-27T20:46:01.000000001Z");
}

void TestMonitoringText::json()
{
    const auto write = [](JsonText::Form form) {
        JsonText text(form);
        text.beginObject();
        text.field("a", 1);
        text.field("b", "x");
        text.someField("none", std::string());
        text.someField("zero", 0);
        text.key("list").beginArray();
        text.value("y");
        text.beginObject();
        text.field("c", true);
        text.endObject();
        text.endArray();
        text.key("empty").beginArray();
        text.endArray();
        text.object("nothing");
        text.nullField("null");
        text.field("half", 0.5);
        text.field("third", 1.0 / 3);
        text.field("two", 2.0);
        text.endObject();
        return QByteArray::fromStdString(text.take());
    };
    QCOMPARE(write(JsonText::Form::Compact),
             R"({"a":1,"b":"x","list":["y",{"c":true}],"empty":[],"nothing":{},"null":null,"half":0.5,)"
             R"("third":0.3333333333333333,"two":2})");
    QCOMPARE(write(JsonText::Form::Indented),
             "{\n  \"a\": 1,\n  \"b\": \"x\",\n  \"list\": [\n    \"y\",\n    {\n      \"c\": true\n    }\n  ],\n"
             "  \"empty\": [],\n  \"nothing\": {},\n  \"null\": null,\n  \"half\": 0.5,\n"
             "  \"third\": 0.3333333333333333,\n  \"two\": 2\n}");
}

void TestMonitoringText::jsonEscapes()
{
    JsonText text(JsonText::Form::Compact);
    text.value(std::string("a.> <&> \"\\ \n\r\t \x01 é \xff \xed\xa0\x80 \xe2\x80\xa8"));
    QCOMPARE(QByteArray::fromStdString(text.text()),
             R"("a.\u003e \u003c\u0026\u003e \"\\ \n\r\t \u0001 é \ufffd \ufffd\ufffd\ufffd \u2028")");
}

void TestMonitoringText::requests()
{
    const auto request = HttpRequest::parse("GET /connz?subs=detail&x=a%20b+c&subs=1 HTTP/1.1\r\nHost: here\r\n"
                                            "connection: Close\r\nAuthorization: Basic YTpi\r\n");
    QVERIFY(request.has_value());
    QCOMPARE(request->method, "GET");
    QCOMPARE(request->path, "/connz");
    QVERIFY(request->parameter("subs") == "detail");
    QVERIFY(request->parameter("x") == "a b c");
    QVERIFY(request->parameter("none").empty());
    QVERIFY(!request->keepsAlive);
    QVERIFY(!request->hasBody);
    QVERIFY(!HttpRequest::parse("GET / HTTP/1.0\r\n")->keepsAlive);
    QVERIFY(HttpRequest::parse("POST / HTTP/1.1\r\nContent-Length: 3\r\n")->hasBody);
    for (const auto *bad : {"", "GET", "GET /", "GET connz HTTP/1.1", "GET / HTTP/2.0", " / HTTP/1.1", "NATS/1.0"})
        QVERIFY2(!HttpRequest::parse(bad), bad);
}

void TestMonitoringText::requestParameters()
{
    const auto request = HttpRequest::parse("GET /?yes=T&no=0&n=-5&plus=%2B7&big=18446744073709551615 HTTP/1.1\r\n");
    QCOMPARE(request->flag("yes").value(), true);
    QCOMPARE(request->flag("no").value(), false);
    QCOMPARE(request->flag("none").value(), false);
    QCOMPARE(request->number("n").value(), -5);
    QCOMPARE(request->number("plus").value(), 7);
    QCOMPARE(request->number("none").value(), 0);
    QCOMPARE(request->bigNumber("big").value(), std::numeric_limits<std::uint64_t>::max());
}

void TestMonitoringText::badRequests()
{
    const auto request = HttpRequest::parse("GET /?a=x&b=99999999999999999999&c=-1&d=yes HTTP/1.1\r\n");
    QCOMPARE(request->number("a").error().message,
             "Error decoding int for 'a': strconv.Atoi: parsing \"x\": invalid syntax");
    QCOMPARE(request->number("b").error().message,
             "Error decoding int for 'b': strconv.Atoi: parsing \"99999999999999999999\": value out of range");
    QCOMPARE(request->bigNumber("c").error().message,
             "Error decoding uint64 for 'c': strconv.ParseUint: parsing \"-1\": invalid syntax");
    QCOMPARE(request->flag("d").error().message,
             "Error decoding boolean for 'd': strconv.ParseBool: parsing \"yes\": invalid syntax");
}

void TestMonitoringText::login()
{
    const auto with = [](const QByteArray &authorization) {
        return *HttpRequest::parse("GET / HTTP/1.1\r\nAuthorization: " + authorization.toStdString() + "\r\n");
    };
    for (const QByteArray password : {"", "b", "bc", "bcd", "open sesame"}) {
        const auto right = "Basic " + ("me:" + password).toBase64();
        QVERIFY(hasLogin(with(right), "me", password.toStdString()));
        QVERIFY(!hasLogin(with(right), "me", password.toStdString() + "x"));
        QVERIFY(!hasLogin(with(right.chopped(1)), "me", password.toStdString()));
    }
    QVERIFY(!hasLogin(with("Bearer bWU6"), "me", ""));
    QVERIFY(!hasLogin(with(""), "", ""));
}

QTEST_GUILESS_MAIN(TestMonitoringText)
#include "tst_monitoringtext.moc"
