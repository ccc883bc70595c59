// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "codecs/payloadcodec.h"
#include "core/headerblock.h"
#include "flow/dropledger.h"
#include "items/filterwords.h"
#include "support/batches.h"
#include "traffic/messagelog.h"
#include "traffic/subjecttree.h"

#include <QTest>

using namespace gnat;

class TestFilterWords : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesSubjectsByOneToken();
    void learnsFieldsAndHeaders();
};

void TestFilterWords::namesSubjectsByOneToken()
{
    SubjectTree tree;
    tree.add(*test::makeBatch(SourceId(1), {"shop.orders.paid", "shop.orders", "shop.stock", "sensor", "iot.a.b"}));
    tree.add(*test::makeBatch(SourceId(2), {"shop.orders.paid", "shop.other", "\xff.x"}));
    tree.aggregate(1);
    const auto named = [&](const char *prefix, qsizetype most = 30) {
        return subjectsWithPrefix(tree, QLatin1String(prefix), most).join(u' ');
    };
    QCOMPARE(named("s"), QStringLiteral("sensor shop.>"));
    QCOMPARE(named(""), QStringLiteral("iot.> sensor shop.>"));
    QCOMPARE(named("shop.o"), QStringLiteral("shop.orders shop.orders.> shop.other"));
    QCOMPARE(named("shop.orders."), QStringLiteral("shop.orders.paid"));
    QCOMPARE(named("shop.o", 1), QStringLiteral("shop.orders"));
    QCOMPARE(named("nothing.x"), QString());
    QCOMPARE(subjectsWith(tree, QStringLiteral("ORD"), 30),
             (QStringList{QStringLiteral("shop.orders"), QStringLiteral("shop.orders.paid")}));
    QCOMPARE(subjectsWith(tree, QStringLiteral("b"), 1), QStringList{QStringLiteral("iot.a.b")});
    QVERIFY(subjectsWith(tree, QStringLiteral("x"), 30).isEmpty()); // no text
    tree.setAutomaticFolding(false);
    std::vector<std::string> many(50'000);
    for (std::size_t i = 0; i < many.size(); ++i)
        many[i] = "plant.device" + std::to_string(i);
    many.emplace_back("plant.needle");
    tree.add(*test::makeBatch(SourceId(1), many));
    tree.aggregate(2);
    QCOMPARE(subjectsWith(tree, QStringLiteral("needle"), 30), QStringList{QStringLiteral("plant.needle")});
    QCOMPARE(subjectsWith(tree, QStringLiteral("device"), 30).size(), 30);
}

void TestFilterWords::learnsFieldsAndHeaders()
{
    DropLedger ledger;
    MessageLog log(ledger);
    BatchBuilder builder(SourceId(1));
    const auto headers = makeHeaderBlock({{"Trace-Id", "7b"}, {"n", "1"}});
    QVERIFY(
        builder.append({"a", {}, headers, R"({"t":{"c":1,"s":"x"},"list":[{"p":2},{"q":3}]})"}, 1, SubscriptionId(1)));
    QVERIFY(builder.append({"b", {}, {}, "just text"}, 2, SubscriptionId(1)));
    log.append(BatchPtr(builder.take()));
    const CodecRegistry codecs;
    FilterWords words(codecs);
    const auto vocabulary = words.vocabulary(&log, nullptr, {});
    QStringList paths;
    const auto fields = vocabulary.fields();
    for (const auto &field : fields)
        paths << field.path + (field.isNumber ? QStringLiteral("#") : QString());
    QCOMPARE(paths.join(u' '), QStringLiteral("t.c# t.s list[].p#"));
    QCOMPARE(vocabulary.headerKeys(), QStringList({QStringLiteral("Trace-Id"), QStringLiteral("n")}));
}

QTEST_GUILESS_MAIN(TestFilterWords)
#include "tst_filterwords.moc"
