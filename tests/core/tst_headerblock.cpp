// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/headerblock.h"

#include <QTest>

using namespace gnat;

class TestHeaderBlock final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fieldsKeepOrderAndCase();
    void statusAndDescription();
    void whatIsNoBlockIsRefused();
    void roundTrip();
    void keys();
};

void TestHeaderBlock::fieldsKeepOrderAndCase()
{
    const auto block = HeaderBlock::parse("NATS/1.0\r\nB: 1\r\na: two words\r\nB: 3\r\nEmpty:\r\n\r\n");
    QVERIFY(block);
    QCOMPARE(block->status, 0);
    QCOMPARE(block->fields.size(), std::size_t{4});
    QCOMPARE(std::string(block->fields[0].key), std::string("B"));
    QCOMPARE(std::string(block->fields[1].value), std::string("two words"));
    QCOMPARE(std::string(block->fields[2].value), std::string("3"));
    QCOMPARE(std::string(block->value("b").value_or("none")), std::string("1"));
    QCOMPARE(std::string(block->value("A").value_or("none")), std::string("two words"));
    QVERIFY(block->value("empty").has_value());
    QVERIFY(!block->value("c").has_value());
}

void TestHeaderBlock::statusAndDescription()
{
    const auto none = HeaderBlock::parse("NATS/1.0 503\r\n\r\n");
    QVERIFY(none);
    QCOMPARE(none->status, 503);
    const auto described = HeaderBlock::parse("NATS/1.0 408 Request Timeout\r\nK: v\r\n\r\n");
    QVERIFY(described);
    QCOMPARE(described->status, 408);
    QCOMPARE(std::string(described->description), std::string("Request Timeout"));
    QCOMPARE(headerStatus("NATS/1.0 503\r\n\r\n"), 503);
    QCOMPARE(headerStatus("NATS/1.0\r\nK: 503\r\n\r\n"), 0);
    QCOMPARE(headerStatus(""), 0);
}

void TestHeaderBlock::whatIsNoBlockIsRefused()
{
    QVERIFY(!HeaderBlock::parse(""));
    QVERIFY(!HeaderBlock::parse("HTTP/1.1 200 OK\r\n\r\n"));
    const auto broken = HeaderBlock::parse("NATS/1.0\r\nA: 1\r\nno colon\r\nB: 2\r\n\r\n");
    QVERIFY(broken);
    QCOMPARE(broken->fields.size(), std::size_t{1});
}

void TestHeaderBlock::roundTrip()
{
    QVERIFY(makeHeaderBlock({}).empty());
    const auto raw = makeHeaderBlock({{"Nats-Msg-Id", "7"}, {"empty", ""}});
    QCOMPARE(raw, std::string("NATS/1.0\r\nNats-Msg-Id: 7\r\nempty: \r\n\r\n"));
    const auto block = HeaderBlock::parse(raw);
    QVERIFY(block);
    QCOMPARE(block->fields.size(), std::size_t{2});
    QCOMPARE(std::string(block->fields[1].value), std::string());
}

void TestHeaderBlock::keys()
{
    QVERIFY(isValidHeaderKey("Nats-Msg-Id"));
    QVERIFY(!isValidHeaderKey(""));
    QVERIFY(!isValidHeaderKey("a:b"));
    QVERIFY(!isValidHeaderKey("a b"));
    QVERIFY(!isValidHeaderKey("a\r\n"));
}

QTEST_GUILESS_MAIN(TestHeaderBlock)
#include "tst_headerblock.moc"
