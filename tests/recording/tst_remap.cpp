// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recording/remap.h"

#include "base/text.h"

#include <QTest>

using namespace gnat;

class TestRemap : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rewrites_data();
    void rewrites();
    void refuses_data();
    void refuses();
};

void TestRemap::rewrites_data()
{
    QTest::addColumn<QByteArrayList>("rules");
    QTest::addColumn<QByteArray>("subject");
    QTest::addColumn<QByteArray>("expected"); // "-": skipped
    const auto row = [](const char *name, const QByteArrayList &rules, const char *subject, const char *expected) {
        QTest::newRow(name) << rules << QByteArray(subject) << QByteArray(expected);
    };
    row("no rule", {}, "a.b", "a.b");
    row("no match", {"x=y"}, "a.b", "a.b");
    row("literal", {"a.b=c"}, "a.b", "c");
    row("wildcard", {"a.*.c=x.$1"}, "a.b.c", "x.b");
    row("order of wildcards", {"*.*=$2.$1"}, "a.b", "b.a");
    row("wildcard used twice", {"*.b=$1.$1"}, "a.b", "a.a");
    row("tail", {"a.>=test.a.>"}, "a.b.c", "test.a.b.c");
    row("whole tail", {"a.>=>"}, "a.b.c", "b.c");
    row("tail by number", {"a.>=x.$1.y"}, "a.b.c", "x.b.c.y");
    row("wildcard and tail", {"*.>=x.$1.>"}, "a.b.c", "x.a.b.c");
    row("prefix", {">=copy.>"}, "a", "copy.a");
    row("inside a token", {"dev.*=dev.test-$1"}, "dev.7", "dev.test-7");
    row("ninth", {"*.*.*.*.*.*.*.*.*=$9"}, "1.2.3.4.5.6.7.8.nine", "nine");
    row("dollar is literal", {"a=$JS.x$"}, "a", "$JS.x$");
    row("first match wins", {"a.b=first", "a.*=second"}, "a.b", "first");
    row("second rule", {"a.b=first", "a.*=second"}, "a.c", "second");
    row("skip", {"a.>="}, "a.b", "-");
    row("keep, then skip the rest", {"a.b=a.b", ">="}, "a.b", "a.b");
    row("skipped by the rest", {"a.b=a.b", ">="}, "a.c", "-");
    row("splits at the first =", {"a=b=c"}, "a", "b=c");
    row("> inside a token", {"a.x>=b.y>"}, "a.x>", "b.y>");
}

void TestRemap::rewrites()
{
    QFETCH(QByteArrayList, rules);
    QFETCH(QByteArray, subject);
    QFETCH(QByteArray, expected);
    Remap remap;
    for (const auto &rule : rules) {
        const auto added = remap.addRule(viewOf(rule));
        QVERIFY2(added, added ? "" : added.error().message.c_str());
    }
    QCOMPARE(remap.isEmpty(), rules.isEmpty());
    const auto copy = remap;
    QCOMPARE(QByteArray::fromStdString(copy.apply(viewOf(subject)).value_or("-")), expected);
    QCOMPARE(copy.skips(viewOf(subject)), !copy.apply(viewOf(subject)));
}

void TestRemap::refuses_data()
{
    QTest::addColumn<QByteArray>("rule");
    QTest::addColumn<QByteArray>("says");
    QTest::newRow("no =") << QByteArray("a") << QByteArray("FROM=TO");
    QTest::newRow("empty from") << QByteArray("=a") << QByteArray("empty");
    QTest::newRow("bad from") << QByteArray("a..b=c") << QByteArray("empty token");
    QTest::newRow("reference without wildcard") << QByteArray("a.*=b.$2") << QByteArray("has 1 wildcard.");
    QTest::newRow("target with wildcard") << QByteArray("a.*=b.*") << QByteArray("not a valid subject");
    QTest::newRow("target with empty token") << QByteArray("a=b..c") << QByteArray("not a valid subject");
    QTest::newRow("target with blank") << QByteArray("a=b c") << QByteArray("not a valid subject");
    QTest::newRow("tail without tail") << QByteArray("a.*=b.>") << QByteArray("keeps a tail");
}

void TestRemap::refuses()
{
    QFETCH(QByteArray, rule);
    QFETCH(QByteArray, says);
    Remap remap;
    const auto added = remap.addRule(viewOf(rule));
    QVERIFY(!added);
    QCOMPARE(added.error().kind, ErrorKind::InvalidInput);
    QVERIFY2(added.error().message.find(says.toStdString()) != std::string::npos, added.error().message.c_str());
    QVERIFY(remap.isEmpty());
}

QTEST_GUILESS_MAIN(TestRemap)
#include "tst_remap.moc"
