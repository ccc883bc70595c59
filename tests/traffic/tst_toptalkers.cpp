// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/batches.h"
#include "traffic/gapfigures.h"
#include "traffic/toptalkers.h"

#include <QTest>

#include <algorithm>
#include <numeric>

using namespace gnat;

namespace {
constexpr std::int64_t msNs = 1'000'000;
}

/// Who sends most, and how regularly.
class TopTalkersTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void busiestSubjectsComeFirst()
    {
        SubjectTree tree;
        fill(tree, {{"shop.orders", 30}, {"shop.orders.paid", 50}, {"shop.orders.created", 10}, {"logs.a", 40}});
        const auto found = findTopTalkers(tree, TopTalkers::By::Subject, 0, 10);
        QCOMPARE(names(found),
                 (std::vector<std::string>{"shop.orders.paid", "logs.a", "shop.orders", "shop.orders.created"}));
        QVERIFY(!found.isPartial);
        const auto sum = std::accumulate(found.rows.begin(), found.rows.end(), 0.0,
                                         [](double all, const auto &row) { return all + row.messageRate; });
        QVERIFY2(std::abs(sum - found.messageRate) < 0.01 * sum, qPrintable(QString::number(sum)));
        QCOMPARE(found.rows.front().messages, std::uint64_t{50});
        QCOMPARE(findTopTalkers(tree, TopTalkers::By::Subject, 0, 2).rows.size(), std::size_t{2});
    }

    void tokensAreAddedUpAcrossBranches()
    {
        SubjectTree tree;
        fill(tree, {{"eu.orders.a", 10}, {"us.orders.b", 10}, {"us.logs", 15}, {"x", 5}});
        const auto found = findTopTalkers(tree, TopTalkers::By::Token, 2, 10);
        QCOMPARE(names(found), (std::vector<std::string>{"orders", "logs"}));
        QCOMPARE(found.rows.front().messages, std::uint64_t{20});
        QCOMPARE(found.rows.front().subjects, 2U);
        const auto connections = findTopTalkers(tree, TopTalkers::By::Connection, 0, 10);
        QCOMPARE(connections.rows.size(), std::size_t{1});
        QCOMPARE(connections.rows.front().source, SourceId(1));
        QCOMPARE(connections.rows.front().messages, std::uint64_t{40});
    }

    void tooLargeBranchesStandForThemselves()
    {
        SubjectTree tree;
        std::vector<std::pair<std::string, int>> subjects{{"small.a", 300}};
        for (int i = 0; i < 1'000; ++i)
            subjects.emplace_back("many.device" + std::to_string(i) + "x", 1);
        fill(tree, subjects);
        const auto found = findTopTalkers(tree, TopTalkers::By::Subject, 0, 10, 500);
        QVERIFY(found.isPartial);
        QCOMPARE(names(found), (std::vector<std::string>{"many.>", "small.a"}));
        QCOMPARE(found.rows.front().subjects, 1'000U);
    }

    void tokensBelowABranch()
    {
        SubjectTree tree;
        fill(tree, {{"shop.eu.orders", 10}, {"shop.eu.carts", 30}, {"shop.us.orders", 50}, {"iot.eu.orders", 500}});
        const auto shop = tree.find(SourceId(1), "shop");
        const auto regions = findTopTalkers(tree, TopTalkers::By::Token, 1, 10, 500, shop);
        QCOMPARE(names(regions), (std::vector<std::string>{"us", "eu"}));
        QCOMPARE(regions.messageRate, double(tree.figures(shop).messageRate));
        const auto kinds = findTopTalkers(tree, TopTalkers::By::Token, 2, 10, 500, shop);
        QCOMPARE(names(kinds), (std::vector<std::string>{"orders", "carts"}));
        QCOMPARE(kinds.rows.front().messages, std::uint64_t{60});
        QVERIFY(findTopTalkers(tree, TopTalkers::By::Token, 3, 10, 500, shop).rows.empty());
    }

    void gapsOfARegularSubject()
    {
        std::vector<std::int64_t> arrivals;
        for (int i = 0; i <= 100; ++i)
            arrivals.push_back(i * 10 * msNs);
        arrivals.push_back(arrivals.back() + 500 * msNs);
        const auto figures = gapFigures(arrivals);
        QCOMPARE(figures.count, std::uint64_t{101});
        QCOMPARE(figures.shortest, 10 * msNs);
        QCOMPARE(figures.median, 10 * msNs);
        QCOMPARE(figures.p99, 10 * msNs);
        QCOMPARE(figures.longest, 500 * msNs);
        QCOMPARE(figures.jitter, 490 * msNs / 100);
        QCOMPARE(figures.bars[std::size_t{4} * GapFigures::perDecade], 100U); // 10 ms is four decades above 1 µs
        QCOMPARE(std::accumulate(figures.bars.begin(), figures.bars.end(), 0U), 101U);
    }

    void noGapReachesOverWhatWasMissed()
    {
        const auto figures = gapFigures({0, msNs, -1, 900 * msNs, 902 * msNs});
        QCOMPARE(figures.count, std::uint64_t{2});
        QCOMPARE(figures.longest, 2 * msNs);
        QCOMPARE(figures.jitter, std::int64_t{0});
        QCOMPARE(gapFigures({5}).count, std::uint64_t{0});
        QCOMPARE(gapFigures({}).longest, std::int64_t{0});
    }

private:
    static std::vector<std::string> names(const TopTalkers &found)
    {
        std::vector<std::string> all;
        for (const auto &row : found.rows)
            all.push_back(row.name);
        return all;
    }

    /// So many messages of each within a second, so that there are rates.
    static void fill(SubjectTree &tree, const std::vector<std::pair<std::string, int>> &subjects)
    {
        tree.aggregate(msNs);
        std::vector<std::string> all;
        for (const auto &[subject, count] : subjects)
            all.insert(all.end(), std::size_t(count), subject);
        tree.add(*test::makeBatch(SourceId(1), all));
        tree.aggregate(1'000 * msNs);
    }
};

QTEST_GUILESS_MAIN(TopTalkersTest)
#include "tst_toptalkers.moc"
