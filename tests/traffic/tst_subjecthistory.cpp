// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "traffic/recordedrates.h"
#include "traffic/subjecthistory.h"

#include <QTest>

#include <algorithm>
#include <numeric>
#include <random>

using namespace gnat;

namespace {

constexpr std::int64_t secondNs = 1'000'000'000;
constexpr std::int64_t start = 1'700'000'000 * secondNs;
constexpr SourceId source(3);

/// A tree with its history, counted message by message.
struct Recorded
{
    explicit Recorded(std::int64_t durationNs, std::size_t most = SubjectHistory::mostCounts)
        : history(start, start + durationNs, most)
    {
    }

    void add(std::string_view subject, std::int64_t offsetNs)
    {
        const auto node = tree.nodeFor(source, subject);
        tree.addTotals(node, {1, 10, start + offsetNs});
        history.add(node, start + offsetNs);
    }

    double sum(std::string_view pattern)
    {
        const auto series = rates.addSeries(SubjectPattern::parse(pattern).value(), source);
        double messages = 0;
        for (const auto &point : rates.points(series, 0))
            messages += point.messages * static_cast<double>(rates.stepNs()) / 1e9;
        return messages;
    }

    SubjectTree tree;
    SubjectHistory history;
    RecordedRates rates{tree, history};
};

} // namespace

class TestSubjectHistory final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void stepsCoverTheSpan();
    void countsLieWhereTheyBelong();
    void branchesAddUpWhatIsBelow();
    void oneMomentIsOneStep();
    void memoryStaysBoundedAndNothingIsLost();
    void moreThanFitsIntoACountIsCounted();
    void totalsReachAllParents();
    void foldedSubjectsAddUp();
};

void TestSubjectHistory::stepsCoverTheSpan()
{
    for (const std::int64_t seconds : {1, 3, 60, 1000, 86'400}) {
        const SubjectHistory history(start, start + seconds * secondNs);
        QVERIFY(history.steps() <= SubjectHistory::mostSteps);
        QVERIFY(history.stepNs() >= SubjectHistory::shortestStepNs);
        const auto covered = history.stepNs() * history.steps();
        QVERIFY(covered > seconds * secondNs && covered <= seconds * secondNs + history.steps());
    }
}

void TestSubjectHistory::countsLieWhereTheyBelong()
{
    Recorded recorded(64 * secondNs); // 256 steps of a quarter of a second
    recorded.add("a.b", 0);
    recorded.add("a.b", 1);
    recorded.add("a.c", 32 * secondNs + secondNs / 8);
    recorded.add("a.b", 64 * secondNs);
    recorded.history.close(recorded.tree);
    std::vector<double> own(recorded.history.steps());
    recorded.history.addOwn(recorded.tree.find(source, "a.b"), own);
    QCOMPARE(own.front(), 2.0);
    QCOMPARE(own.back(), 1.0);
    QCOMPARE(std::accumulate(own.begin(), own.end(), 0.0), 3.0);
    const auto series = recorded.rates.addSeries(SubjectPattern::parse("a.c").value(), source);
    const auto points = recorded.rates.points(series, 0);
    const auto peak = std::ranges::max_element(points, {}, &RateSource::Point::messages);
    QCOMPARE(peak - points.begin(), 128);
    QCOMPARE(recorded.rates.figure(series), 1.0 / 64);
}

void TestSubjectHistory::branchesAddUpWhatIsBelow()
{
    Recorded recorded(64 * secondNs);
    for (int i = 0; i < 64; ++i) {
        const auto offsetNs = i * secondNs + secondNs / 2;
        recorded.add("a.b", offsetNs);
        recorded.add("a.b.c", offsetNs);
        recorded.add("_INBOX." + std::to_string(i), offsetNs);
    }
    recorded.history.close(recorded.tree);
    const auto branch = recorded.history.sparkline(recorded.tree.parent(recorded.tree.find(source, "a.b")));
    QCOMPARE(branch.size(), std::size_t(64));
    QVERIFY(std::ranges::all_of(branch, [](float rate) { return std::abs(rate - 2) < 0.01F; }));
    const auto root = recorded.history.sparkline(SubjectTree::root);
    QVERIFY(std::abs(std::accumulate(root.begin(), root.end(), 0.0F) - 3 * 64) < 0.1F);
    QCOMPARE(recorded.sum("a.b"), 64.0);
    QCOMPARE(recorded.sum("a.b.>"), 64.0); // what is below, not the subject itself
    QCOMPARE(recorded.sum("a.>"), 128.0);
    QCOMPARE(recorded.sum("a.*.c"), 64.0);
    QCOMPARE(recorded.sum("nothing"), 0.0);
}

void TestSubjectHistory::oneMomentIsOneStep()
{
    Recorded recorded(0);
    recorded.add("a", 0);
    recorded.history.close(recorded.tree);
    QCOMPARE(recorded.history.steps(), 1U);
    QCOMPARE(recorded.sum("a"), 1.0);
    QCOMPARE(recorded.rates.figure(1), -1.0); // a moment has no rate
    QVERIFY(recorded.history.sparkline(9999).empty());
}

void TestSubjectHistory::memoryStaysBoundedAndNothingIsLost()
{
    constexpr std::size_t most = 5000;
    Recorded recorded(1000 * secondNs, most);
    std::mt19937 random(7);
    std::vector<int> sent(200);
    for (std::int64_t i = 0; i < 100'000; ++i) {
        const auto subject = random() % sent.size();
        ++sent[subject];
        recorded.add("s." + std::to_string(subject), i * 10'000'000);
    }
    recorded.history.close(recorded.tree);
    QVERIFY(recorded.history.steps() >= 8 && recorded.history.steps() <= 32);
    QVERIFY(recorded.history.stepNs() * recorded.history.steps() > 1000 * secondNs);
    for (std::size_t subject = 0; subject < sent.size(); ++subject)
        QCOMPARE(qRound(recorded.sum("s." + std::to_string(subject))), sent[subject]);
    QCOMPARE(qRound(recorded.sum(">")), 100'000);
}

/// A count has 22 bits for the messages in a step.
void TestSubjectHistory::moreThanFitsIntoACountIsCounted()
{
    constexpr int messages = 10'000'000;
    Recorded recorded(secondNs, 2);
    const auto node = recorded.tree.nodeFor(source, "a.b");
    recorded.add("a.c", 0);
    for (std::int64_t i = 0; i < messages; ++i)
        recorded.history.add(node, start + i * secondNs / messages);
    recorded.add("a.b", secondNs);
    recorded.history.close(recorded.tree);
    QCOMPARE(recorded.history.steps(), 1U); // it was made coarser: what is in two steps goes into one
    QCOMPARE(recorded.sum("a.b"), double(messages + 1));
    QCOMPARE(recorded.sum("a.*"), double(messages + 2));
}

void TestSubjectHistory::totalsReachAllParents()
{
    SubjectTree tree;
    tree.addTotals(tree.nodeFor(source, "a.b.c"), {5'000'000'000, 7, 9});
    tree.addTotals(tree.nodeFor(source, "a.x"), {1, 2, 3});
    const auto branch = tree.figures(tree.children(tree.sourceNode(source)).front());
    QCOMPARE(branch.messages, 5'000'000'001U);
    QCOMPARE(branch.bytes, 9U);
    QCOMPARE(branch.lastNs, 9);
    QCOMPARE(branch.subjects, 2U);
    QCOMPARE(tree.figures(SubjectTree::root).messages, 5'000'000'001U);
}

/// What was counted before a level began to fold, and after; a single value is not known, which is not 0.
void TestSubjectHistory::foldedSubjectsAddUp()
{
    Recorded recorded(10 * secondNs);
    for (int i = 0; i < 300; ++i)
        recorded.add("orders." + std::to_string(10'000 + i) + ".paid", i % 10 * secondNs);
    recorded.tree.finishFolding();
    recorded.history.close(recorded.tree);
    QCOMPARE(recorded.sum("orders.*.paid"), 300.0);
    QCOMPARE(recorded.sum("orders.>"), 300.0);
    const auto one = recorded.rates.addSeries(SubjectPattern::parse("orders.10007.paid").value(), source);
    QVERIFY(recorded.rates.points(one, 0).empty());
    QVERIFY(recorded.rates.figure(one) < 0);
}

QTEST_GUILESS_MAIN(TestSubjectHistory)
#include "tst_subjecthistory.moc"
