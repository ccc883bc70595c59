// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/wireparser.h"

#include <QTest>

#include <algorithm>
#include <cstring>

using namespace gnat;

namespace {

QByteArray bytes(std::string_view text)
{
    return {text.data(), static_cast<qsizetype>(text.size())};
}

/// A command as one line of text, so that conversations are compared as text.
QByteArray drawn(const WireCommand &command)
{
    switch (command.verb) {
    case WireVerb::Publish:
        return "publish " + bytes(command.subject) + " reply=" + bytes(command.reply) +
               " headers=" + bytes(command.headers).toPercentEncoding() +
               " payload=" + bytes(command.payload).toPercentEncoding() +
               (command.tail.empty() ? " rebuilt" : " verbatim=" + bytes(command.tail).toPercentEncoding());
    case WireVerb::Subscribe:
        return "subscribe " + bytes(command.subject) + " queue=" + bytes(command.queue) + " sid=" + bytes(command.sid);
    case WireVerb::Unsubscribe:
        return "unsubscribe " + bytes(command.sid) + " max=" + QByteArray::number(qlonglong(command.max));
    case WireVerb::Connect:
        return "connect " + bytes(command.argument);
    case WireVerb::Ping:
        return "ping";
    case WireVerb::Pong:
        return "pong";
    case WireVerb::Info:
        return "info " + bytes(command.argument);
    case WireVerb::Ok:
        return "ok";
    case WireVerb::Err:
        return "err " + bytes(command.argument);
    }
    return "?";
}

QByteArray drawn(WireFault fault)
{
    switch (fault) {
    case WireFault::None:
        return "none";
    case WireFault::UnknownOperation:
        return "unknown operation";
    case WireFault::ControlLineTooLong:
        return "line too long";
    case WireFault::PayloadTooLarge:
        return "payload too large";
    case WireFault::ConnectExpected:
        return "connect expected";
    case WireFault::BadArguments:
        return "bad arguments";
    }
    return "?";
}

/// Feeds a parser in pieces and draws what comes out, a command a line.
class Reader
{
public:
    explicit Reader(WireParser::Limits limits) : m_parser(limits) { m_parser.setHeadersAllowed(true); }

    void feed(QByteArrayView piece)
    {
        while (!piece.isEmpty() && m_parser.fault() == WireFault::None) {
            const auto room = m_parser.readSpace();
            const auto count = std::min(room.size(), static_cast<std::size_t>(piece.size()));
            std::memcpy(room.data(), piece.data(), count);
            m_parser.bytesRead(count);
            piece = piece.sliced(static_cast<qsizetype>(count));
            WireCommand command;
            auto step = m_parser.next(command);
            for (; step == WireParser::Step::Command; step = m_parser.next(command))
                m_text += drawn(command) + '\n';
            if (step == WireParser::Step::Fault)
                m_text += "fault: " + drawn(m_parser.fault()) + '\n';
        }
    }
    WireParser &parser() { return m_parser; }
    const QByteArray &text() const { return m_text; }

private:
    WireParser m_parser;
    QByteArray m_text;
};

constexpr WireParser::Limits smallLimits{64, 100};

} // namespace

/// Each conversation whole, byte by byte and cut at every offset must yield the same commands.
class TestWireParser : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void conversation_data();
    void conversation();
    void connectExpected();
    void headersNotAllowed();
    void largePayloadGrowsAndIsReleased();
    void blanksAreNotKept();
    void faultIsSeenAtTheFirstWrongByte();
};

void TestWireParser::conversation_data()
{
    QTest::addColumn<QByteArray>("input");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char *name, const QByteArray &input, const QByteArray &expected) {
        QTest::newRow(name) << input << expected;
    };
    row("connect", "CONNECT {\"a\":1}\r\nPING\r\n", "connect {\"a\":1}\nping\n");
    row("connect without argument", "CONNECT\r\n", "connect \n");
    row("any case, bare LF", "cOnNeCt {}\npInG\nPONG hello\nPINGX\r\n", "connect {}\nping\npong\nping\n");
    row("pub", "PUB a.b 5\r\nhello\r\nPUB a 0\r\n\r\n",
        "publish a.b reply= headers= payload=hello verbatim=5%0D%0Ahello%0D%0A\n"
        "publish a reply= headers= payload= verbatim=0%0D%0A%0D%0A\n");
    row("pub with reply", "PUB a r.1 0002\r\nhi\r\n",
        "publish a reply=r.1 headers= payload=hi verbatim=r.1%200002%0D%0Ahi%0D%0A\n");
    row("blanks and tabs", "PUB \t a \t r  2 \t\r\nhi\r\n", "publish a reply=r headers= payload=hi rebuilt\n");
    row("tab between", "PUB a r\t2\r\nhi\r\n", "publish a reply=r headers= payload=hi rebuilt\n");
    row("bare LF line", "PUB a 2\nhi\r\n", "publish a reply= headers= payload=hi rebuilt\n");
    row("payload of line ends", "PUB a b 6\r\n\r\n\r\n\r\n\r\nPING\r\n",
        "publish a reply=b headers= payload=%0D%0A%0D%0A%0D%0A verbatim=b%206%0D%0A%0D%0A%0D%0A%0D%0A%0D%0A\nping\n");
    row("hpub", "HPUB f 12 14\r\nNATS/1.0\r\n\r\nhi\r\n",
        "publish f reply= headers=NATS%2F1.0%0D%0A%0D%0A payload=hi "
        "verbatim=12%2014%0D%0ANATS%2F1.0%0D%0A%0D%0Ahi%0D%0A\n");
    row("hpub with reply", "HPUB f r 12 12\r\nNATS/1.0\r\n\r\n\r\n",
        "publish f reply=r headers=NATS%2F1.0%0D%0A%0D%0A payload= "
        "verbatim=r%2012%2012%0D%0ANATS%2F1.0%0D%0A%0D%0A%0D%0A\n");
    row("hpub without headers", "HPUB f 0 2\r\nhi\r\n", "publish f reply= headers= payload=hi rebuilt\n");
    row("sub, unsub", "SUB a.* 1\r\nSUB a q  2 \r\nUNSUB 1\r\nunsub 2 10\r\nUNSUB 2 -1\r\n",
        "subscribe a.* queue= sid=1\nsubscribe a queue=q sid=2\nunsubscribe 1 max=-1\nunsubscribe 2 max=10\n"
        "unsubscribe 2 max=-1\n");
    row("CR between words", "SUB a\r1\r\nUNSUB 1\r\r\n", "subscribe a queue= sid=1\nunsubscribe 1 max=-1\n");
    row("CR is a character of what is published", "PUB a\rb 0\r\n\r\n",
        "publish a\rb reply= headers= payload= verbatim=0%0D%0A%0D%0A\n");
    row("info without argument", "INFO\r\n", "info \n");
    row("what a client should not send", "+OK\r\nINFO {}\r\n-ERR 'x'\r\n", "ok\ninfo {}\nerr 'x'\n");
    for (const char *line :
         {"ZZZ\r\n", "\r\n", " PING\r\n", "SUB\r\n", "SUBa 1\r\n", "UNSUB\r\n", "GET / HTTP/1.1\r\n",
          "PUB a 2\r\nhi\nPING\r\n", "PUB a 2\r\nhi\r\rPING\r\n", "PUB a 2\r\nhello\r\n", "MSG a\r\n"})
        row(line, line, "fault: unknown operation\n");
    for (const char *line : {"SUB a\r\n", "SUB a b c d\r\n", "UNSUB 1 2 3\r\n", "PUB \r\n", "PUB a\r\n", "PUB 5\r\n",
                             "PUB a +5\r\n", "PUB a -5\r\n", "PUB a abc\r\n", "PUB a 9999999999\r\n", "PUB a b c 5\r\n",
                             "HPUB a 5\r\n", "HPUB a x 5\r\n", "HPUB a 6 5\r\n", "PUB a 2\r\r\nhi\r\n"})
        row(line, line, "fault: bad arguments\n");
    row("payload at the limit", "PUB a 100\r\n" + QByteArray(100, 'x') + "\r\nPUB a 101\r\n",
        "publish a reply= headers= payload=" + QByteArray(100, 'x') + " verbatim=100%0D%0A" + QByteArray(100, 'x') +
            "%0D%0A\nfault: payload too large\n");
    row("line at the limit", "SUB " + QByteArray(62, 'a') + " 1\r\n",
        "subscribe " + QByteArray(62, 'a') + " queue= sid=1\n");
    row("line over the limit", "SUB " + QByteArray(63, 'a') + " 1\r\n", "fault: line too long\n");
    row("endless line", "SUB " + QByteArray(500, 'a'), "fault: line too long\n");
}

void TestWireParser::conversation()
{
    QFETCH(QByteArray, input);
    QFETCH(QByteArray, expected);
    Reader whole(smallLimits);
    whole.feed(input);
    QCOMPARE(whole.text(), expected);

    Reader single(smallLimits);
    for (qsizetype i = 0; i < input.size(); ++i)
        single.feed(QByteArrayView(input).sliced(i, 1));
    QCOMPARE(single.text(), expected);

    for (qsizetype cut = 1; cut < input.size(); ++cut) {
        Reader halves(smallLimits);
        halves.feed(QByteArrayView(input).first(cut));
        halves.feed(QByteArrayView(input).sliced(cut));
        QVERIFY2(halves.text() == expected, qPrintable(QStringLiteral("cut at %1").arg(cut)));
    }
}

void TestWireParser::connectExpected()
{
    Reader reader(smallLimits);
    reader.parser().setConnectExpected(true);
    reader.feed("c");
    QCOMPARE(reader.text(), "");
    reader.feed("onnect {}\r\n");
    QCOMPARE(reader.text(), "connect {}\n");
    reader.feed("P");
    QCOMPARE(reader.text(), "connect {}\nfault: connect expected\n");
}

void TestWireParser::headersNotAllowed()
{
    Reader reader(smallLimits);
    reader.parser().setHeadersAllowed(false);
    reader.feed("HPUB f 12 12\r\n");
    QCOMPARE(reader.text(), "fault: bad arguments\n");
}

void TestWireParser::largePayloadGrowsAndIsReleased()
{
    const QByteArray payload(700'000, 'p');
    Reader reader({4096, 1'000'000});
    for (int i = 0; i < 3; ++i) {
        reader.feed("PUB a 700000\r\n" + payload + "\r\nPUB b 1\r\nx\r\n");
        reader.parser().releaseMemory();
    }
    QCOMPARE(reader.text().count("publish a "), 3);
    QCOMPARE(reader.text().count("publish b "), 3);
    QVERIFY(reader.text().contains("payload=" + payload + " verbatim"));
    reader.feed("PUB a 2\r\nh");
    reader.parser().releaseMemory(); // a command is under way: must keep it
    reader.feed("i\r\n");
    QVERIFY(reader.text().endsWith("payload=hi verbatim=2%0D%0Ahi%0D%0A\n"));
}

void TestWireParser::blanksAreNotKept()
{
    Reader reader(smallLimits);
    reader.feed("CONNECT");
    for (const QByteArray verb : {"", "PUB", "SUB"}) {
        reader.feed(verb);
        for (int i = 0; i < 200; ++i)
            reader.feed(QByteArray(50'000, i % 2 == 0 ? ' ' : '\t'));
        QVERIFY(reader.parser().readSpace().size() > WireParser::readSize / 2);
        reader.feed(verb.isEmpty() ? "{}\r\n" : "a 1\r\n");
        if (verb == "PUB")
            reader.feed("x\r\n");
    }
    QCOMPARE(reader.text(), "connect {}\npublish a reply= headers= payload=x verbatim=1%0D%0Ax%0D%0A\n"
                            "subscribe a queue= sid=1\n");
}

void TestWireParser::faultIsSeenAtTheFirstWrongByte()
{
    Reader verb(smallLimits);
    verb.feed("PUX");
    QCOMPARE(verb.text(), "fault: unknown operation\n");
    Reader end(smallLimits);
    end.feed("PUB a 2\r\nhiX");
    QCOMPARE(end.text(), "fault: unknown operation\n");
}

QTEST_GUILESS_MAIN(TestWireParser)
#include "tst_wireparser.moc"
