// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/wirewriter.h"

#include <QTest>

using namespace gnat;

class TestWireWriter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void errors() { QCOMPARE(errorLine("Stale Connection"), std::string("-ERR 'Stale Connection'\r\n")); }
    void tails();
    void plainTailLeavesHeadersOut();
    void publish();
};

void TestWireWriter::tails()
{
    WireCommand command;
    command.payload = "hello";
    std::string out;
    appendMessageTail(command, out);
    QCOMPARE(out, std::string("5\r\nhello\r\n"));

    command.reply = "r.1";
    command.headers = "NATS/1.0\r\n\r\n";
    out.clear();
    appendMessageTail(command, out);
    QCOMPARE(out, std::string("r.1 12 17\r\nNATS/1.0\r\n\r\nhello\r\n"));

    command.headerSizeText = "012"; // as the client wrote it
    command.sizeText = "0017";
    out.clear();
    appendMessageTail(command, out);
    QCOMPARE(out, std::string("r.1 012 0017\r\nNATS/1.0\r\n\r\nhello\r\n"));

    command.tail = "as it came\r\n";
    out.clear();
    appendMessageTail(command, out);
    QCOMPARE(out, std::string("as it came\r\n"));
}

void TestWireWriter::plainTailLeavesHeadersOut()
{
    WireCommand command;
    command.reply = "r";
    command.headers = "NATS/1.0\r\n\r\n";
    command.payload = "hi";
    command.tail = "r 12 14\r\nNATS/1.0\r\n\r\nhi\r\n";
    std::string out;
    appendPlainTail(command, out);
    QCOMPARE(out, std::string("r 2\r\nhi\r\n"));
}

void TestWireWriter::publish()
{
    WireCommand command;
    command.subject = "a.b";
    command.payload = "x";
    std::string out;
    appendPublish(command, out);
    QCOMPARE(out, std::string("PUB a.b 1\r\nx\r\n"));
    command.headers = "NATS/1.0\r\n\r\n";
    out.clear();
    appendPublish(command, out);
    QCOMPARE(out, std::string("HPUB a.b 12 13\r\nNATS/1.0\r\n\r\nx\r\n"));
}

QTEST_GUILESS_MAIN(TestWireWriter)
#include "tst_wirewriter.moc"
