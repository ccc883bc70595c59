// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/routewriter.h"
#include "protocol/wireparser.h"
#include "protocol/wirewriter.h"

#include <QTest>

#include <algorithm>
#include <array>
#include <cstring>

using namespace gnat;

namespace {

QByteArray bytes(std::string_view text)
{
    return {text.data(), static_cast<qsizetype>(text.size())};
}

QByteArray drawn(const WireCommand &command)
{
    switch (command.verb) {
    case WireVerb::Publish:
        return "message " + bytes(command.account) + " " + bytes(command.subject) + " reply=" + bytes(command.reply) +
               " queues=" + bytes(command.queues).trimmed() + " headers=" + bytes(command.headers).toPercentEncoding() +
               " payload=" + bytes(command.payload).toPercentEncoding() +
               (command.tail.empty() ? " rebuilt" : " verbatim=" + bytes(command.tail).toPercentEncoding());
    case WireVerb::Subscribe:
        return "interest " + bytes(command.account) + " " + bytes(command.subject) + " queue=" + bytes(command.queue) +
               " weight=" + QByteArray::number(command.weight);
    case WireVerb::Unsubscribe:
        return "no interest " + bytes(command.account) + " " + bytes(command.subject) +
               " queue=" + bytes(command.queue);
    case WireVerb::Connect:
        return "connect " + bytes(command.argument);
    case WireVerb::Info:
        return "info " + bytes(command.argument);
    case WireVerb::Err:
        return "err " + bytes(command.argument);
    case WireVerb::Ping:
        return "ping";
    case WireVerb::Pong:
        return "pong";
    case WireVerb::Ok:
        return "ok";
    }
    return "?";
}

/// What a parser makes of pieces, a command a line.
QByteArray read(const QList<QByteArrayView> &pieces)
{
    WireParser parser({64, 100}, WireParser::Dialect::Route);
    parser.setHeadersAllowed(true);
    QByteArray text;
    for (auto piece : pieces) {
        while (!piece.isEmpty() && parser.fault() == WireFault::None) {
            const auto room = parser.readSpace();
            const auto count = std::min(room.size(), static_cast<std::size_t>(piece.size()));
            std::memcpy(room.data(), piece.data(), count);
            parser.bytesRead(count);
            piece = piece.sliced(static_cast<qsizetype>(count));
            WireCommand command;
            auto step = parser.next(command);
            for (; step == WireParser::Step::Command; step = parser.next(command))
                text += drawn(command) + '\n';
            if (step == WireParser::Step::Fault)
                text += "fault " + QByteArray::number(static_cast<int>(parser.fault())) + '\n';
        }
    }
    return text;
}

constexpr auto unknown = "fault 1\n";
constexpr auto tooLong = "fault 2\n";
constexpr auto bad = "fault 5\n";

} // namespace

/// What nodes say to each other; each conversation whole, byte by byte and cut at every offset.
class TestRouteDialect : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void conversation_data();
    void conversation();
    void writes();
    void readsWhatItWrites();
};

void TestRouteDialect::conversation_data()
{
    QTest::addColumn<QByteArray>("input");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char *name, const QByteArray &input, const QByteArray &expected) {
        QTest::newRow(name) << input << expected;
    };
    row("plain message", "RMSG $G a.b 5\r\nhello\r\nPING\r\n",
        "message $G a.b reply= queues= headers= payload=hello verbatim=5%0D%0Ahello%0D%0A\nping\n");
    row("with reply", "RMSG $G a r.1 2\r\nhi\r\n",
        "message $G a reply=r.1 queues= headers= payload=hi verbatim=r.1%202%0D%0Ahi%0D%0A\n");
    row("queues", "RMSG $G a | q1 q2 2\r\nhi\r\n",
        "message $G a reply= queues=q1 q2 headers= payload=hi verbatim=2%0D%0Ahi%0D%0A\n");
    row("reply and queues", "RMSG $G a + r q1 q2 q3 q4 q5 q6 2\r\nhi\r\n",
        "message $G a reply=r queues=q1 q2 q3 q4 q5 q6 headers= payload=hi rebuilt\n");
    row("reply indicator alone", "RMSG $G a + r 2\r\nhi\r\n",
        "message $G a reply=r queues= headers= payload=hi verbatim=r%202%0D%0Ahi%0D%0A\n");
    row("headers", "HMSG $G a 12 14\r\nNATS/1.0\r\n\r\nhi\r\n",
        "message $G a reply= queues= headers=NATS%2F1.0%0D%0A%0D%0A payload=hi "
        "verbatim=12%2014%0D%0ANATS%2F1.0%0D%0A%0D%0Ahi%0D%0A\n");
    row("headers, reply and queues", "HMSG $G a + r q 12 14\r\nNATS/1.0\r\n\r\nhi\r\n",
        "message $G a reply=r queues=q headers=NATS%2F1.0%0D%0A%0D%0A payload=hi rebuilt\n");
    row("headers and queues", "HMSG $G a | q 12 12\r\nNATS/1.0\r\n\r\n\r\n",
        "message $G a reply= queues=q headers=NATS%2F1.0%0D%0A%0D%0A payload= "
        "verbatim=12%2012%0D%0ANATS%2F1.0%0D%0A%0D%0A%0D%0A\n");
    row("another account", "RMSG $SYS s.x 0\r\n\r\n",
        "message $SYS s.x reply= queues= headers= payload= verbatim=0%0D%0A%0D%0A\n");
    row("from a leaf node", "LMSG far $G a r 0 2\r\nhi\r\nLS+ far $G a q 2\r\nLS-  $G a q\r\n",
        "message $G a reply=r queues= headers= payload=hi rebuilt\ninterest $G a queue=q weight=2\n"
        "no interest $G a queue=q\n");
    row("interest", "RS+ $G a.*\r\nRS+ $G > q 12\r\nRS- $G a.*\r\nrs- $G > q\n",
        "interest $G a.* queue= weight=0\ninterest $G > queue=q weight=12\nno interest $G a.* queue=\n"
        "no interest $G > queue=q\n");
    row("greetings", "INFO {\"a\":1}\r\nCONNECT {}\r\nPONG\r\n+OK\r\n-ERR 'x y'\r\n",
        "info {\"a\":1}\nconnect {}\npong\nok\nerr 'x y'\n");
    row("accounts", "A+ ACME\r\nA- ACME\r\nPING\r\n", "ok\nok\nping\n");
    for (const char *line : {"PUB a 2\r\n", "SUB a 1\r\n", "MSG a\r\n", "RMSG\r\n", "RS+\r\n", "RS*\r\n", "X",
                             "RMSG $G a 2\r\nhello\r\n", "\r\n"})
        row(line, line, unknown);
    for (const char *line :
         {"RMSG $G\r\n", "RMSG $G a\r\n", "RMSG 2\r\n", "RMSG $G 2\r\n", "RMSG $G a r q 2\r\n", "RMSG $G a * r q 2\r\n",
          "RMSG $G a x\r\n", "HMSG $G a 2\r\n", "HMSG $G a 4 2\r\n", "RS+ $G\r\n", "RS+ $G a q\r\n", "RS+ $G a q x\r\n",
          "RS+ $G a q 1 2\r\n", "RS- $G\r\n", "RS- $G a q 1\r\n", "LS+ $G\r\n"})
        row(line, line, bad);
    row("line over the limit", "RS+ $G " + QByteArray(63, 'a') + "\r\n", tooLong);
}

void TestRouteDialect::conversation()
{
    QFETCH(QByteArray, input);
    QFETCH(QByteArray, expected);
    QCOMPARE(read({input}), expected);
    QList<QByteArrayView> single;
    for (qsizetype i = 0; i < input.size(); ++i)
        single.append(QByteArrayView(input).sliced(i, 1));
    QCOMPARE(read(single), expected);
    for (qsizetype cut = 1; cut < input.size(); ++cut) {
        QVERIFY2(read({QByteArrayView(input).first(cut), QByteArrayView(input).sliced(cut)}) == expected,
                 qPrintable(QStringLiteral("cut at %1").arg(cut)));
    }
}

void TestRouteDialect::writes()
{
    const std::array<std::string_view, 2> queues{"q1", "q2"};
    WireCommand message;
    message.subject = "a.b";
    message.headers = "NATS/1.0\r\n\r\n";
    message.payload = "hi";
    std::string out;
    appendRoutePrefix(message, true, out);
    QCOMPARE(out, std::string("HMSG $G a.b "));
    out.clear();
    appendRouteLine(message, queues, true, out);
    QCOMPARE(out, std::string("HMSG $G a.b | q1 q2 12 14\r\n"));
    out.clear();
    message.reply = "r";
    appendRouteLine(message, queues, false, out); // to a node without headers
    QCOMPARE(out, std::string("RMSG $G a.b + r q1 q2 2\r\n"));
    out.clear();
    appendInterest("a.>", {}, 1, out);
    appendInterest("a.>", {}, 0, out);
    appendInterest("a", "q", 12, out);
    appendInterest("a", "q", 0, out);
    QCOMPARE(out, std::string("RS+ $G a.>\r\nRS- $G a.>\r\nRS+ $G a q 12\r\nRS- $G a q\r\n"));
}

void TestRouteDialect::readsWhatItWrites()
{
    const std::array<std::string_view, 1> queues{"q"};
    WireCommand message;
    message.subject = "a";
    message.reply = "r";
    message.payload = "hi";
    std::string out;
    appendRouteLine(message, queues, false, out);
    out.append("hi\r\n");
    appendRoutePrefix(message, false, out);
    appendMessageTail(message, out);
    QCOMPARE(read({QByteArrayView(out.data(), qsizetype(out.size()))}),
             "message $G a reply=r queues=q headers= payload=hi rebuilt\n"
             "message $G a reply=r queues= headers= payload=hi verbatim=r%202%0D%0Ahi%0D%0A\n");
}

QTEST_GUILESS_MAIN(TestRouteDialect)
#include "tst_routedialect.moc"
