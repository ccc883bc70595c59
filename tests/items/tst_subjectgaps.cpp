// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/subjectgaps.h"

#include "core/batchbuilder.h"
#include "flow/dropledger.h"
#include "traffic/messagelog.h"

#include <QTest>

using namespace gnat;

/// What a subject's tip says of the times between its messages.
class TestSubjectGaps final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ofASubjectAndOfABranch();
};

void TestSubjectGaps::ofASubjectAndOfABranch()
{
    DropLedger ledger;
    MessageLog log(ledger);
    SubjectTree tree;
    BatchBuilder builder{SourceId(1)};
    constexpr std::int64_t ms = 1'000'000;
    for (const auto &[subject, at] : std::vector<std::pair<const char *, int>>{
             {"a.b", 0}, {"a.c", 5}, {"a.b", 10}, {"a.b", 20}, {"a.b", 50}, {"once", 60}})
        QVERIFY(builder.append({subject, {}, {}, "x"}, 1'000 * ms + at * ms, SubscriptionId(1)));
    const BatchPtr batch = builder.take(1);
    tree.add(*batch);
    log.append(batch);
    const auto of = [&](std::string_view subject) {
        return gapsText(tree, log, tree.find(SourceId(1), subject));
    };
    QCOMPARE(of("a.b"), QStringLiteral("Between its newest 4 messages: 10.0 ms to 30.0 ms, mostly 10.0 ms"));
    QCOMPARE(of("a"), QStringLiteral("Between its newest 5 messages: 5.00 ms to 30.0 ms, mostly 5.00 ms"));
    QCOMPARE(of("once"), QString());
}

QTEST_GUILESS_MAIN(TestSubjectGaps)
#include "tst_subjectgaps.moc"
