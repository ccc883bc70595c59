// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/batchbuilder.h"
#include "support/batches.h"
#include "traffic/subjecttree.h"

#include <QTest>

#include <utility>

using namespace gnat;

namespace {

constexpr std::int64_t ms = 1'000'000;
using Arrivals = std::vector<std::pair<const char *, int>>; ///< subject and ms

struct Tree : SubjectTree
{
    using SubjectTree::SubjectTree;

    void arrive(const Arrivals &arrivals, SourceId source = SourceId(1))
    {
        BatchBuilder builder{source};
        for (const auto &[subject, at] : arrivals)
            QVERIFY(builder.append({subject, {}, {}, "x"}, at * ms, SubscriptionId(1)));
        const auto batch = builder.take();
        add(*batch);
        aggregate(1);
    }
    /// "shortest-longest" in ms; "-" if none.
    QString range(std::string_view subject, SourceId source = SourceId(1)) const
    {
        const auto [shortest, longest] = gaps(subject.empty() ? sourceNode(source) : find(source, subject));
        return shortest < 0 ? QStringLiteral("-") : QStringLiteral("%1-%2").arg(shortest / ms).arg(longest / ms);
    }
};

} // namespace

/// The times between messages that the tree keeps for its columns.
class TestKeptGaps final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingIsKeptUnasked();
    void ofSubjectsAndOfBranches();
    void subjectsWithSubjectsBelow();
    void whereMessagesMayBeMissing();
    void aClockThatIsPutBack();
    void whatCameBefore();
    void foldedLevels();
    void costsNothingWhileOff();
};

void TestKeptGaps::nothingIsKeptUnasked()
{
    Tree tree;
    tree.arrive({{"a", 10}, {"a", 20}});
    QCOMPARE(tree.range("a"), QStringLiteral("-"));
    QCOMPARE(tree.gaps(12'345).longestNs, std::int64_t{-1});
    tree.setGapsKept(true);
    QCOMPARE(tree.range("a"), QStringLiteral("-"));
    tree.arrive({{"a", 30}, {"a", 35}});
    QCOMPARE(tree.range("a"), QStringLiteral("5-5"));
    tree.setGapsKept(false);
    QCOMPARE(tree.range("a"), QStringLiteral("-"));
    tree.setGapsKept(true);
    tree.arrive({{"a", 100}});
    QCOMPARE(tree.range("a"), QStringLiteral("-")); // those of before are forgotten
}

void TestKeptGaps::ofSubjectsAndOfBranches()
{
    Tree tree;
    tree.setGapsKept(true);
    tree.arrive({{"a.b", 10}, {"a.c", 11}, {"a.b", 30}, {"a.b", 35}, {"once", 40}});
    tree.arrive({{"a.c", 111}});
    QCOMPARE(tree.range("a.b"), QStringLiteral("5-20"));
    QCOMPARE(tree.range("a.c"), QStringLiteral("100-100"));
    QCOMPARE(tree.range("a"), QStringLiteral("5-100")); // of any one subject, not between them
    QCOMPARE(tree.range(""), QStringLiteral("5-100"));
    QCOMPARE(tree.range("once"), QStringLiteral("-"));
    tree.arrive({{"a.b", 500}, {"a.b", 503}}, SourceId(2));
    QCOMPARE(tree.range("a.b", SourceId(2)), QStringLiteral("3-3"));
    QCOMPARE(tree.range("a.b"), QStringLiteral("5-20"));
    tree.clear();
    QCOMPARE(tree.range("a.b"), QStringLiteral("-"));
}

void TestKeptGaps::subjectsWithSubjectsBelow()
{
    Tree tree;
    tree.setGapsKept(true);
    tree.arrive({{"a", 10}, {"a.b", 12}, {"a", 50}, {"a.b", 60}});
    QCOMPARE(tree.range("a.b"), QStringLiteral("48-48"));
    QCOMPARE(tree.range("a"), QStringLiteral("40-48")); // 40 of its own, and those below
}

void TestKeptGaps::whereMessagesMayBeMissing()
{
    Tree tree;
    tree.setGapsKept(true);
    tree.arrive({{"a", 10}, {"a", 20}});
    tree.arrive({{"a", 10}, {"a", 20}}, SourceId(2));
    tree.breakGaps(SourceId(1), 100 * ms);
    tree.arrive({{"a", 90}, {"a", 500}, {"a", 530}}); // 90 was on its way when the connection was lost
    tree.arrive({{"a", 500}}, SourceId(2));
    QCOMPARE(tree.range("a"), QStringLiteral("10-30"));
    QCOMPARE(tree.range("a", SourceId(2)), QStringLiteral("10-480"));
    tree.breakGaps({}, 600 * ms); // of all
    tree.arrive({{"a", 9'000}}, SourceId(2));
    QCOMPARE(tree.range("a", SourceId(2)), QStringLiteral("10-480"));
}

void TestKeptGaps::aClockThatIsPutBack()
{
    Tree tree;
    tree.setGapsKept(true);
    tree.arrive({{"a", 1'000}, {"a", 1'020}, {"a", 500}, {"a", 530}});
    QCOMPARE(tree.range("a"), QStringLiteral("20-30"));
}

void TestKeptGaps::whatCameBefore()
{
    Tree tree;
    tree.arrive({{"a", 10}, {"a", 40}});
    tree.noteForGaps(SourceId(1), "a", 10 * ms); // not kept: nothing happens
    tree.setGapsKept(true);
    for (const int at : {10, 40})
        tree.noteForGaps(SourceId(1), "a", at * ms);
    tree.noteForGaps(SourceId(1), "never", 41 * ms);
    QCOMPARE(tree.range("a"), QStringLiteral("30-30"));
    tree.arrive({{"a", 45}});
    QCOMPARE(tree.range("a"), QStringLiteral("5-30"));
    QCOMPARE(tree.subjectCount(), std::size_t{1});
}

void TestKeptGaps::foldedLevels()
{
    Tree tree;
    tree.setGapsKept(true);
    tree.arrive({{"orders.10001", 1}, {"orders.10001", 8}});
    std::vector<std::string> ids;
    ids.reserve(1'000);
    for (int i = 0; i < 1'000; ++i)
        ids.push_back("orders." + std::to_string(20'000 + i));
    tree.add(*test::makeBatch(SourceId(1), ids, 10 * ms));
    tree.finishFolding();
    QCOMPARE(tree.childCount(tree.find(SourceId(1), "orders")), std::size_t{1});
    tree.arrive({{"orders.77777", 100}, {"orders.88888", 160}}); // on one row now, and so is the gap
    QCOMPARE(tree.gaps(tree.find(SourceId(1), "orders.77777")).longestNs / ms, std::int64_t{89});
    QCOMPARE(tree.gaps(tree.find(SourceId(1), "orders")).longestNs / ms, std::int64_t{89});
}

void TestKeptGaps::costsNothingWhileOff()
{
    constexpr int subjects = 100'000;
    std::vector<std::string> names;
    names.reserve(subjects);
    for (int i = 0; i < subjects; ++i)
        names.push_back("plant" + std::to_string(i % 10) + ".line" + std::to_string(i / 10 % 100) + ".device" +
                        std::to_string(i / 1000));
    Tree tree;
    std::int64_t at = 1;
    const auto frame = [&] {
        tree.add(*test::makeBatch(SourceId(1), names, at += ms));
        tree.aggregate(at);
        tree.takeChanges();
        return tree.memoryBytes();
    };
    frame();
    const auto off = frame();
    QCOMPARE(tree.subjectCount(), std::size_t{subjects});
    QCOMPARE(frame(), off);
    tree.setGapsKept(true);
    QCOMPARE(tree.memoryBytes(), off);
    frame();
    const auto on = frame();
    QVERIFY2(on > off && on - off < std::size_t{17} * tree.nodeCount() + 65'536, std::to_string(on - off).c_str());
    tree.setGapsKept(false);
    QCOMPARE(frame(), off);
}

QTEST_GUILESS_MAIN(TestKeptGaps)
#include "tst_keptgaps.moc"
