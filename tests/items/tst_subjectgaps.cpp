// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/subjectgaps.h"

#include "core/batchbuilder.h"
#include "flow/dropledger.h"
#include "items/subjecttreemodel.h"
#include "traffic/messagelog.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace gnat;

/// What a subject's tip says of the times between its messages.
class TestSubjectGaps final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ofASubjectAndOfABranch();
    void columnsBeginWithWhatIsKept();
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

/// In columns, sorted either way; what is not known comes last.
void TestSubjectGaps::columnsBeginWithWhatIsKept()
{
    using Column = SubjectTreeModel::Column;
    DropLedger ledger;
    MessageLog log(ledger);
    SubjectTree tree;
    BatchBuilder builder{SourceId(1)};
    constexpr std::int64_t ms = 1'000'000;
    for (const auto &[subject, at] : std::vector<std::pair<const char *, int>>{
             {"slow", 1}, {"fast", 5}, {"fast", 10}, {"once", 20}, {"slow", 501}, {"fast", 520}})
        QVERIFY(builder.append({subject, {}, {}, "x"}, at * ms, SubscriptionId(1)));
    const BatchPtr batch = builder.take(1);
    tree.add(*batch);
    tree.aggregate(1);
    log.append(batch);
    SubjectTreeModel model(tree, [](SourceId) { return QStringLiteral("demo"); });
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    const auto connection = model.index(0, 0);
    model.fetchMore(connection);
    const auto sorted = [&](Column column, Qt::SortOrder order) {
        model.sort(int(column), order);
        QStringList names;
        for (int row = 0; row < model.rowCount(connection); ++row)
            names << model.index(row, 0, connection).data().toString();
        return names.join(u' ');
    };
    const auto gap = [&](std::string_view subject, Column column) {
        return model.indexOf(SourceId(1), subject).siblingAtColumn(int(column)).data().toLongLong();
    };
    QCOMPARE(gap("fast", Column::LongestGap), -1);
    keepGaps(tree, log, true);
    QCOMPARE(gap("fast", Column::ShortestGap), 5 * ms);
    QCOMPARE(gap("fast", Column::LongestGap), 510 * ms);
    QCOMPARE(gap("slow", Column::ShortestGap), 500 * ms);
    QCOMPARE(gap("once", Column::LongestGap), -1);
    QCOMPARE(sorted(Column::ShortestGap, Qt::AscendingOrder), QStringLiteral("fast slow once"));
    QCOMPARE(sorted(Column::ShortestGap, Qt::DescendingOrder), QStringLiteral("slow fast once"));
    QCOMPARE(sorted(Column::LongestGap, Qt::DescendingOrder), QStringLiteral("fast slow once"));
    keepGaps(tree, log, true); // not twice
    QCOMPARE(gap("fast", Column::ShortestGap), 5 * ms);
    keepGaps(tree, log, false);
    QCOMPARE(gap("fast", Column::ShortestGap), -1);
}

QTEST_GUILESS_MAIN(TestSubjectGaps)
#include "tst_subjectgaps.moc"
