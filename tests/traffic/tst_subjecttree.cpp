// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/subjectpattern.h"
#include "support/batches.h"
#include "support/subjecttable.h"
#include "traffic/subjecttree.h"

#include <QTest>

#include <algorithm>
#include <map>
#include <random>
#include <set>

using namespace gnat;

namespace {

constexpr std::int64_t secondNs = 1'000'000'000;

/// The tree as text: a line a node, two blanks a level, "token messages/subjects", `!` for an inbox.
void draw(const SubjectTree &tree, NodeIndex node, int level, std::string &into)
{
    const auto figures = tree.figures(node);
    const auto source = "source " + std::to_string(tree.source(node).number());
    into += std::string(static_cast<std::size_t>(level) * 2, ' ');
    into += level == 0 ? source : std::string(tree.token(node));
    into += " " + std::to_string(figures.messages) + "/" + std::to_string(figures.subjects);
    into += tree.isInbox(node) ? "!\n" : "\n";
    for (const auto child : tree.children(node))
        draw(tree, child, level + 1, into);
}

std::string drawn(const SubjectTree &tree)
{
    std::string text;
    for (const auto child : tree.children(SubjectTree::root))
        draw(tree, child, 0, text);
    return text;
}

void addTo(SubjectTree &tree, const std::vector<std::string> &subjects, SourceId source = SourceId(1),
           std::int64_t atNs = 1, std::string_view payload = "x")
{
    tree.add(*test::makeBatch(source, subjects, atNs, payload));
    tree.aggregate(secondNs);
}

std::set<std::string> subjectsOf(const SubjectTree &tree, const std::vector<NodeIndex> &nodes)
{
    std::set<std::string> subjects;
    for (const auto node : nodes)
        subjects.insert(tree.subject(node));
    return subjects;
}

using Names = std::set<std::string>;

} // namespace

class TestSubjectTree final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void countsAtAndAboveSubjects();
    void sourcesAreApart();
    void figuresOfBytesAndTime();
    void inboxesCountOnOneNode();
    void inboxPrefixesCanBeSet();
    void fullTreeCountsOnTheNearestParent();
    void ratesRiseAndFade();
    void sparklineHasAPointASecond();
    void sparklinesForgetTheLeastAsked();
    void changesAreToldOnce();
    void patternsMatchAsElsewhere();
    void wildcardsInTheTree();
    void textWithoutCaseAndAcrossDots();
    void agreesWithAMap();
    void largeByteCountsInOneFrame();
    void clearForgetsAll();
};

void TestSubjectTree::countsAtAndAboveSubjects()
{
    SubjectTree tree;
    addTo(tree, {"a.b", "a.c.d", "a.b", "e", "a"});
    QCOMPARE(drawn(tree), std::string("source 1 5/4\n"
                                      "  a 4/3\n"
                                      "    b 2/1\n"
                                      "    c 1/1\n"
                                      "      d 1/1\n"
                                      "  e 1/1\n"));
    QCOMPARE(tree.subjectCount(), std::size_t{4});
    QVERIFY(tree.isSubject(tree.find(SourceId(1), "a")));
    QVERIFY(!tree.isSubject(tree.find(SourceId(1), "a.c")));
    QVERIFY(!tree.isLeaf(tree.find(SourceId(1), "a")));
    QCOMPARE(tree.subject(tree.find(SourceId(1), "a.c.d")), std::string("a.c.d"));
}

void TestSubjectTree::sourcesAreApart()
{
    SubjectTree tree;
    addTo(tree, {"a.b", "a.b"}, SourceId(2));
    addTo(tree, {"a.b"}, SourceId(1));
    QCOMPARE(drawn(tree), std::string("source 2 2/1\n  a 2/1\n    b 2/1\n"
                                      "source 1 1/1\n  a 1/1\n    b 1/1\n"));
    QCOMPARE(tree.source(tree.find(SourceId(2), "a.b")), SourceId(2));
    QCOMPARE(tree.sourceNode(SourceId(3)), NodeIndex{0});
    QCOMPARE(tree.figures(SubjectTree::root).messages, std::uint64_t{3});
}

void TestSubjectTree::figuresOfBytesAndTime()
{
    SubjectTree tree;
    addTo(tree, {"a.b", "a.c"}, SourceId(1), 100, "12345");
    addTo(tree, {"a.b"}, SourceId(1), 50, "123");
    const auto above = tree.figures(tree.find(SourceId(1), "a"));
    QCOMPARE(above.bytes, std::uint64_t{13});
    QCOMPARE(above.lastNs, std::int64_t{101});
    QCOMPARE(tree.figures(tree.find(SourceId(1), "a.b")).lastNs, std::int64_t{100});
    QCOMPARE(tree.figures(12345).messages, std::uint64_t{0});
}

void TestSubjectTree::inboxesCountOnOneNode()
{
    SubjectTree tree;
    std::vector<std::string> subjects;
    for (int i = 0; i < 5000; ++i)
        subjects.push_back("_INBOX.x" + std::to_string(i) + ".1");
    subjects.emplace_back("_INBOXES.a");
    addTo(tree, subjects);
    QCOMPARE(drawn(tree), std::string("source 1 5001/2\n  _INBOX 5000/1!\n  _INBOXES 1/1\n    a 1/1\n"));
    QCOMPARE(subjectsOf(tree, tree.matches("_INBOX.>")), Names{"_INBOX"});
}

void TestSubjectTree::inboxPrefixesCanBeSet()
{
    SubjectTree tree;
    addTo(tree, {"my.inbox.1", "_INBOX.1"});
    tree.setInboxPrefixes({"my.inbox"});
    addTo(tree, {"my.inbox.1", "my.inbox.2", "_INBOX.2"});
    QCOMPARE(drawn(tree), std::string("source 1 5/4\n"
                                      "  my 3/2\n"
                                      "    inbox 3/2!\n"
                                      "      1 1/1\n"
                                      "  _INBOX 2/2!\n"
                                      "    2 1/1\n"));
}

void TestSubjectTree::fullTreeCountsOnTheNearestParent()
{
    SubjectTree tree(5); // root, source, and three more
    addTo(tree, {"a.b", "a.c"});
    QVERIFY(!tree.isFull());
    addTo(tree, {"a.d", "a.b.c", "e", "a.c", "a"});
    QVERIFY(tree.isFull());
    QCOMPARE(tree.nodeCount(), std::size_t{5});
    QCOMPARE(drawn(tree), std::string("source 1 7/3\n  a 6/3\n    b 2/1\n    c 2/1\n"));
    SubjectTree tiny(1);
    addTo(tiny, {"a"});
    QCOMPARE(tiny.figures(SubjectTree::root).messages, std::uint64_t{1});
}

void TestSubjectTree::ratesRiseAndFade()
{
    SubjectTree tree;
    const auto batch = test::makeBatch(SourceId(1), std::vector<std::string>(10, "a.b"), 1, "1234");
    std::int64_t now = secondNs;
    for (int frame = 0; frame < 300; ++frame) {
        tree.add(*batch);
        tree.aggregate(now += 33'000'000);
    }
    const auto node = tree.find(SourceId(1), "a");
    const auto rate = tree.figures(node).messageRate;
    QVERIFY2(rate > 270 && rate < 330, std::to_string(rate).c_str()); // 10 in 33 ms: 303 per second
    QVERIFY(std::abs(tree.figures(node).byteRate / rate - 4) < 0.01F);
    tree.aggregate(now + 20 * secondNs);
    QVERIFY(tree.figures(node).messageRate < 0.1F);
}

void TestSubjectTree::sparklineHasAPointASecond()
{
    SubjectTree tree;
    addTo(tree, {"a", "a"});
    const auto node = tree.find(SourceId(1), "a");
    QVERIFY(tree.sparkline(node).empty());
    for (int second = 2; second <= 4; ++second) {
        tree.add(*test::makeBatch(SourceId(1), std::vector<std::string>(static_cast<std::size_t>(second), "a")));
        tree.aggregate(second * secondNs);
    }
    QCOMPARE(tree.sparkline(node), (std::vector<float>{2, 3, 4}));
    tree.aggregate(200 * secondNs);
    QCOMPARE(tree.sparkline(node), std::vector<float>(SubjectTree::sparkPoints, 0));
}

void TestSubjectTree::sparklinesForgetTheLeastAsked()
{
    SubjectTree tree;
    std::vector<std::string> subjects;
    for (int i = 0; i < 5001; ++i)
        subjects.push_back("s" + std::to_string(i));
    addTo(tree, subjects);
    const auto nodeOf = [&](std::size_t i) {
        return tree.find(SourceId(1), subjects[i]);
    };
    for (std::size_t i = 0; i < 5000; ++i)
        tree.sparkline(nodeOf(i));
    tree.aggregate(2 * secondNs);
    QCOMPARE(tree.sparkline(nodeOf(0)).size(), std::size_t{1}); // asked again: the newest question
    tree.sparkline(nodeOf(5000));
    QCOMPARE(tree.sparkline(nodeOf(0)).size(), std::size_t{1});
    QCOMPARE(tree.sparkline(nodeOf(4999)).size(), std::size_t{1});
    QVERIFY(tree.sparkline(nodeOf(1)).empty());
}

void TestSubjectTree::changesAreToldOnce()
{
    SubjectTree tree;
    addTo(tree, {"a.b", "a.b"});
    auto changes = tree.takeChanges();
    std::ranges::sort(changes.changed);
    std::ranges::sort(changes.grown);
    const auto source = tree.sourceNode(SourceId(1));
    const auto a = tree.find(SourceId(1), "a");
    const auto b = tree.find(SourceId(1), "a.b");
    QCOMPARE(changes.changed, (std::vector<NodeIndex>{0, source, a, b}));
    QCOMPARE(changes.grown, (std::vector<NodeIndex>{0, source, a}));
    QCOMPARE(changes.newSubjects, std::vector<NodeIndex>{b});
    QVERIFY(tree.takeChanges().changed.empty());
    addTo(tree, {"a"});
    const auto later = tree.takeChanges();
    QCOMPARE(later.changed.size(), std::size_t{3});
    QVERIFY(later.grown.empty());
    QCOMPARE(later.newSubjects, std::vector<NodeIndex>{a});
}

void TestSubjectTree::patternsMatchAsElsewhere()
{
    SubjectTree tree;
    tree.setInboxPrefixes({});
    std::vector<std::string> subjects;
    for (const auto &row : test::subjectTable)
        subjects.emplace_back(row.subject);
    addTo(tree, subjects);
    for (const auto &row : test::subjectTable) {
        Names expected;
        for (const auto &subject : subjects) {
            if (subjectMatches(row.pattern, subject))
                expected.insert(subject);
        }
        QCOMPARE(subjectsOf(tree, tree.matches(row.pattern)), expected);
        QCOMPARE(expected.contains(std::string(row.subject)), row.isMatch);
    }
}

void TestSubjectTree::wildcardsInTheTree()
{
    SubjectTree tree;
    addTo(tree, {"a.b", "a.b.c", "a.x.c", "b"}, SourceId(1));
    addTo(tree, {"a.b"}, SourceId(2));
    QCOMPARE(tree.matches("a.b").size(), std::size_t{2});
    QCOMPARE(subjectsOf(tree, tree.matches("a.*.c")), (Names{"a.b.c", "a.x.c"}));
    QCOMPARE(subjectsOf(tree, tree.matches("a.>")), (Names{"a.b", "a.b.c", "a.x.c"}));
    QCOMPARE(tree.matches(">").size(), std::size_t{5});
    QVERIFY(tree.matches("nothing.>").empty());
    QVERIFY(tree.matches("").empty());
    std::size_t visited = 0;
    tree.visitSubjects(tree.find(SourceId(1), "a"), [&](NodeIndex) { ++visited; });
    QCOMPARE(visited, std::size_t{3});
}

void TestSubjectTree::textWithoutCaseAndAcrossDots()
{
    SubjectTree tree;
    addTo(tree, {"plant.Line1.temp", "plant.line2.state", "office.online", "plant"});
    const auto found = [&](std::string_view text) {
        return subjectsOf(tree, tree.containing(text));
    };
    QCOMPARE(found("LINE"), (Names{"plant.Line1.temp", "plant.line2.state", "office.online"}));
    QCOMPARE(found("plant"), (Names{"plant.Line1.temp", "plant.line2.state", "plant"}));
    QCOMPARE(found("t.line"), (Names{"plant.Line1.temp", "plant.line2.state"}));
    QCOMPARE(found("line2."), Names{"plant.line2.state"});
    QCOMPARE(found("ant.line1.te"), Names{"plant.Line1.temp"});
    QCOMPARE(found("ant.line.te"), Names());
    QCOMPARE(found(".o"), Names{"office.online"});
    QCOMPARE(found(".").size(), std::size_t{3});
    QCOMPARE(found("").size(), std::size_t{4});
    addTo(tree, {"new.LINER"});
    QVERIFY(found("liner").contains("new.LINER"));
}

/// 200,000 random messages on 20,000 subjects: the same counts as a plain map, each subject found by its name.
void TestSubjectTree::agreesWithAMap()
{
    SubjectTree tree;
    std::map<std::string, std::uint64_t> expected;
    std::mt19937 random(7);
    for (int round = 0; round < 100; ++round) {
        std::vector<std::string> subjects;
        for (int i = 0; i < 2000; ++i) {
            const auto n = random() % 20'000;
            subjects.push_back("p" + std::to_string(n % 7) + "." + std::to_string(n / 7) +
                               (n % 3 == 0 ? ".a.long.tail.of.tokens" : ""));
            ++expected[subjects.back()];
        }
        addTo(tree, subjects);
    }
    QCOMPARE(tree.subjectCount(), expected.size());
    for (const auto &[subject, messages] : expected) {
        const auto node = tree.find(SourceId(1), subject);
        QCOMPARE(tree.subject(node), subject);
        QCOMPARE(tree.figures(node).messages, messages);
    }
    QCOMPARE(tree.figures(SubjectTree::root).messages, std::uint64_t{200'000});
    QVERIFY2(tree.memoryBytes() / tree.subjectCount() < 400, std::to_string(tree.memoryBytes()).c_str());
}

void TestSubjectTree::largeByteCountsInOneFrame()
{
    SubjectTree tree;
    const std::string payload(8'000'000, 'x');
    const auto batch = test::makeBatch(SourceId(1), {"a.b", "a.c"}, 1, payload);
    for (int i = 0; i < 600; ++i)
        tree.add(*batch);
    tree.aggregate(secondNs);
    QCOMPARE(tree.figures(tree.find(SourceId(1), "a.b")).bytes, std::uint64_t{4'800'000'000});
    QCOMPARE(tree.figures(SubjectTree::root).bytes, std::uint64_t{9'600'000'000});
    QCOMPARE(tree.figures(SubjectTree::root).messages, std::uint64_t{1200});
}

void TestSubjectTree::clearForgetsAll()
{
    SubjectTree tree;
    addTo(tree, {"a.b"});
    const auto before = tree.generation();
    const auto node = tree.find(SourceId(1), "a.b");
    tree.clear();
    QVERIFY(tree.generation() > before);
    QCOMPARE(tree.nodeCount(), std::size_t{1});
    QCOMPARE(tree.subject(node), std::string());
    QVERIFY(tree.children(node).empty());
    addTo(tree, {"c"});
    QCOMPARE(drawn(tree), std::string("source 1 1/1\n  c 1/1\n"));
}

QTEST_GUILESS_MAIN(TestSubjectTree)
#include "tst_subjecttree.moc"
