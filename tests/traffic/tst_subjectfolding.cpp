// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/batches.h"
#include "traffic/subjecttree.h"

#include <QTest>

#include <cstdio>
#include <random>

using namespace gnat;

namespace {

constexpr SourceId office{1};

std::string uuid(std::mt19937_64 &random)
{
    char text[40];
    const auto a = random();
    const auto b = random();
    std::snprintf(text, sizeof text, "%08x-%04x-%04x-%04x-%012llx", static_cast<unsigned>(a),
                  static_cast<unsigned>(a >> 32 & 0xFFFF), static_cast<unsigned>(a >> 48),
                  static_cast<unsigned>(b & 0xFFFF), static_cast<unsigned long long>(b >> 16));
    return text;
}

/// Two blanks a level, "token messages/subjects".
void draw(const SubjectTree &tree, NodeIndex node, int level, std::string &into)
{
    const auto figures = tree.figures(node);
    into += std::string(static_cast<std::size_t>(level) * 2, ' ') + std::string(tree.token(node)) + " " +
            std::to_string(figures.messages) + "/" + std::to_string(figures.subjects) + "\n";
    for (const auto child : tree.children(node))
        draw(tree, child, level + 1, into);
}

std::string drawn(const SubjectTree &tree)
{
    std::string text;
    for (const auto child : tree.children(tree.sourceNode(office)))
        draw(tree, child, 0, text);
    return text;
}

/// Each node that is no subject itself has the messages and subjects of its children, and what can be found adds up.
void verifyIdentity(const SubjectTree &tree)
{
    std::vector<NodeIndex> open{SubjectTree::root};
    std::size_t subjects = 0;
    while (!open.empty()) {
        const auto node = open.back();
        open.pop_back();
        std::uint64_t messages = 0;
        std::uint64_t bytes = 0;
        std::uint32_t below = tree.isSubject(node) ? 1 : 0;
        subjects += below;
        const auto children = tree.children(node);
        QCOMPARE(children.size(), tree.childCount(node));
        for (const auto child : children) {
            QVERIFY(child > node);
            QCOMPARE(tree.parent(child), node);
            QCOMPARE(tree.current(child), child);
            const auto figures = tree.figures(child);
            messages += figures.messages;
            bytes += figures.bytes;
            below += figures.subjects;
            open.push_back(child);
        }
        const auto figures = tree.figures(node);
        QCOMPARE(figures.subjects, below);
        if (!tree.isSubject(node)) {
            QCOMPARE(figures.messages, messages);
            QCOMPARE(figures.bytes, bytes);
        } else {
            QVERIFY(figures.messages >= messages);
        }
    }
    QCOMPARE(tree.subjectCount(), subjects);
    QCOMPARE(tree.matches(">").size(), subjects);
}

struct Bus
{
    void add(const std::vector<std::string> &subjects)
    {
        messages += subjects.size();
        tree.add(*test::makeBatch(office, subjects));
        tree.aggregate(now += 33'000'000);
    }

    SubjectTree tree;
    std::int64_t now = 1'000'000'000;
    std::size_t messages = 0;
};

std::vector<std::string> numbered(const std::string &before, int from, int to, const std::string &behind)
{
    std::vector<std::string> subjects;
    for (int i = from; i < to; ++i)
        subjects.push_back(before + std::to_string(i) + behind);
    return subjects;
}

} // namespace

class TestSubjectFolding final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void idsFoldAndNamedChildrenStay();
    void namesAndShortNumbersStay();
    void oneTimeNamesFold();
    void deepLevelsFoldBelowFoldedOnes();
    void aSubjectCountsWhereItIsFound();
    void undoneItStaysSo();
    void ruleFoldsFromTheFirst();
    void switchedOff();
    void clearForgetsWhatWasLearned();
    void fullTreeStaysExact();
    void randomIdsStaySmall();
    void randomLoadStaysExact();
};

void TestSubjectFolding::idsFoldAndNamedChildrenStay()
{
    Bus bus;
    bus.add({"orders.stats", "orders.stats", "orders.{n}.created"});
    bus.add(numbered("orders.", 10'000, 10'128, ".created"));
    QCOMPARE(bus.tree.childCount(bus.tree.find(office, "orders")), std::size_t{130});
    bus.add({"orders.10000.paid", "orders.70000.created", "orders.3.paid"});
    QCOMPARE(drawn(bus.tree), std::string("orders 134/4\n"
                                          "  stats 2/1\n"
                                          "  {n} 1/1\n" // somebody's literal text
                                          "    created 1/1\n"
                                          "  {n} 131/2\n"
                                          "    created 129/1\n"
                                          "    paid 2/1\n"));
    const auto folded = bus.tree.findPattern(office, "orders.*");
    QVERIFY(bus.tree.isFolded(folded));
    QVERIFY(bus.tree.isFolding(folded));
    QVERIFY(!bus.tree.isFolded(bus.tree.find(office, "orders.stats")));
    QCOMPARE(bus.tree.subject(folded), std::string("orders.{n}"));
    QCOMPARE(bus.tree.pattern(bus.tree.find(office, "orders.10000.paid")), std::string("orders.*.paid"));
    QCOMPARE(bus.tree.pattern(bus.tree.find(office, "orders.stats")), std::string("orders.stats"));
    const auto values = bus.tree.foldedValues(folded);
    QVERIFY2(values >= 124 && values <= 136, qPrintable(QString::number(values))); // 130
    verifyIdentity(bus.tree);
}

void TestSubjectFolding::namesAndShortNumbersStay()
{
    Bus bus;
    for (int line = 0; line < 4; ++line)
        bus.add(numbered("plant0.line" + std::to_string(line) + ".device", 0, 1000, ".temp"));
    bus.add(numbered("rack.", 0, 1000, ".power"));
    bus.add(numbered("job", 10'000, 12'000, ".done"));
    QCOMPARE(bus.tree.subjectCount(), std::size_t{7000});
    QCOMPARE(bus.tree.matches("*.*.*.temp").size(), std::size_t{4000});
    verifyIdentity(bus.tree);
}

void TestSubjectFolding::oneTimeNamesFold()
{
    Bus bus;
    const auto word = [](int number) {
        std::string text;
        for (; number > 0; number /= 16)
            text += static_cast<char>('g' + number % 16);
        return "users.x" + text;
    };
    for (int from = 0; from < 30'000; from += 1000) {
        std::vector<std::string> subjects;
        for (int i = from; i < from + 1000; ++i)
            subjects.push_back(word(i));
        bus.add(subjects);
    }
    for (int i = 0; i < 10; ++i)
        bus.tree.aggregate(bus.now += 33'000'000);
    QCOMPARE(bus.tree.childCount(bus.tree.find(office, "users")), std::size_t{1});
    QCOMPARE(drawn(bus.tree), std::string("users 30000/1\n  {name} 30000/1\n"));
    const auto values = bus.tree.foldedValues(bus.tree.find(office, "users.xg"));
    QVERIFY2(values > 27'000 && values < 33'000, qPrintable(QString::number(values)));
    verifyIdentity(bus.tree);

    Bus busy; // the same names, again and again: they mean something
    for (int from = 0; from < 30'000; from += 1000) {
        std::vector<std::string> subjects;
        for (int i = from; i < from + 1000; ++i)
            subjects.insert(subjects.end(), 3, word(i));
        busy.add(subjects);
    }
    QCOMPARE(busy.tree.childCount(busy.tree.find(office, "users")), std::size_t{30'000});
}

void TestSubjectFolding::deepLevelsFoldBelowFoldedOnes()
{
    Bus bus;
    std::mt19937_64 random(7);
    for (int i = 0; i < 300; ++i) {
        const auto user = uuid(random);
        bus.add({"u." + user + ".carts." + uuid(random) + ".add", "u." + user + ".carts." + uuid(random) + ".pay",
                 "u." + user});
    }
    QCOMPARE(drawn(bus.tree), std::string("u 900/3\n"
                                          "  {uuid} 900/3\n"
                                          "    carts 600/2\n"
                                          "      {uuid} 600/2\n"
                                          "        pay 300/1\n"
                                          "        add 300/1\n"));
    verifyIdentity(bus.tree);
    QCOMPARE(bus.tree.matches("u.*.carts.*.add").size(), std::size_t{1});
    QCOMPARE(bus.tree.matches("u.>").size(), std::size_t{3});
    QCOMPARE(bus.tree.containing("CARTS").size(), std::size_t{2});
    const auto user = uuid(random);
    QVERIFY(bus.tree.isFoldedAway("u." + user));
    QVERIFY(bus.tree.isFoldedAway("*." + user + ".carts.>"));
    QVERIFY(bus.tree.isFoldedAway("u.*.carts." + user + ".add"));
    QVERIFY(!bus.tree.isFoldedAway("u.*.carts.*.add"));
    QVERIFY(!bus.tree.isFoldedAway("u.>"));
    QVERIFY(!bus.tree.isFoldedAway("v." + user));
}

void TestSubjectFolding::aSubjectCountsWhereItIsFound()
{
    Bus bus;
    bus.add({"orders.10000.created"});
    const auto before = bus.tree.find(office, "orders.10000.created");
    bus.add(numbered("orders.", 10'001, 10'200, ".created"));
    const auto now = bus.tree.find(office, "orders.10000.created");
    QVERIFY(now != before);
    QCOMPARE(bus.tree.current(before), now);
    QCOMPARE(bus.tree.nodeFor(office, "orders.10000.created"), now);
    QCOMPARE(bus.tree.nodeFor(office, "orders.99999.created"), now);
    QVERIFY(!bus.tree.isSubject(before));
    QCOMPARE(bus.tree.subject(before), std::string("orders.10000.created"));
    bus.tree.addTotals(before, {5, 50, 7});
    QCOMPARE(bus.tree.figures(now).messages, std::uint64_t{205});
    verifyIdentity(bus.tree);
    const auto changes = bus.tree.takeChanges();
    QCOMPARE(changes.shrunk, std::vector<NodeIndex>{bus.tree.find(office, "orders")});
}

void TestSubjectFolding::undoneItStaysSo()
{
    Bus bus;
    bus.add(numbered("orders.", 10'000, 10'300, ".created"));
    QCOMPARE(bus.tree.childCount(bus.tree.find(office, "orders")), std::size_t{1});
    bus.tree.setFoldRules({{"orders", {.showsAll = true}}});
    QVERIFY(!bus.tree.isFolding(bus.tree.findPattern(office, "orders.*")));
    bus.add(numbered("orders.", 10'000, 10'500, ".created"));
    QCOMPARE(bus.tree.childCount(bus.tree.find(office, "orders")), std::size_t{501});
    QCOMPARE(bus.tree.figures(bus.tree.findPattern(office, "orders.*")).messages, std::uint64_t{300});
    verifyIdentity(bus.tree);
    bus.tree.setFoldRules({}); // and back
    bus.add({"orders.10000.created"});
    QCOMPARE(bus.tree.childCount(bus.tree.find(office, "orders")), std::size_t{1});
    QCOMPARE(bus.tree.figures(bus.tree.findPattern(office, "orders.*")).messages, std::uint64_t{801});
    verifyIdentity(bus.tree);
}

void TestSubjectFolding::ruleFoldsFromTheFirst()
{
    Bus bus;
    bus.add({"plant.device1.temp", "plant.device2.temp", "plant.device2.state"});
    const auto shape = bus.tree.foldShape(bus.tree.find(office, "plant.device1"));
    bus.tree.setFoldRules({{"plant", {.shapes = shape}}, {"lab.*", {.shapes = shape}}, {"lab", {.shapes = shape}}});
    bus.add({"plant.device3.temp", "lab.a.b.c", "lab.d.e.c", "lab.7.e.c"});
    QCOMPARE(drawn(bus.tree), std::string("plant 4/2\n"
                                          "  {name} 4/2\n"
                                          "    temp 3/1\n"
                                          "    state 1/1\n"
                                          "lab 3/2\n"
                                          "  {name} 2/1\n"
                                          "    {name} 2/1\n"
                                          "      c 2/1\n"
                                          "  7 1/1\n"
                                          "    e 1/1\n"
                                          "      c 1/1\n"));
    verifyIdentity(bus.tree);
}

void TestSubjectFolding::switchedOff()
{
    Bus bus;
    bus.tree.setAutomaticFolding(false);
    bus.add(numbered("orders.", 10'000, 11'000, ""));
    QCOMPARE(bus.tree.subjectCount(), std::size_t{1000});
    bus.tree.setAutomaticFolding(true);
    bus.add({"orders.55555"});
    QCOMPARE(bus.tree.subjectCount(), std::size_t{1});
    bus.tree.setAutomaticFolding(false);
    bus.add({"orders.55555"});
    QCOMPARE(bus.tree.subjectCount(), std::size_t{2});
    verifyIdentity(bus.tree);
}

void TestSubjectFolding::clearForgetsWhatWasLearned()
{
    Bus bus;
    bus.add(numbered("orders.", 10'000, 11'000, ""));
    bus.tree.clear();
    bus.add(numbered("orders.", 10'000, 10'100, ""));
    QCOMPARE(bus.tree.subjectCount(), std::size_t{100});
    verifyIdentity(bus.tree);
}

void TestSubjectFolding::fullTreeStaysExact()
{
    SubjectTree tree(160);
    std::size_t messages = 0;
    for (int i = 0; i < 600; ++i) {
        const auto number = std::to_string(10'000 + i);
        tree.add(*test::makeBatch(office, {"o." + number, "o." + number + ".x", "p.q"}));
        tree.aggregate(1'000'000'000 + i * 33'000'000LL);
        messages += 3;
    }
    QVERIFY(tree.isFull());
    QCOMPARE(tree.figures(SubjectTree::root).messages, messages);
    QVERIFY(tree.nodeCount() <= 160);
}

/// The promise: a bus with a random id in each subject stays readable and within a few megabytes.
void TestSubjectFolding::randomIdsStaySmall()
{
    Bus bus;
    std::mt19937_64 random(1);
    for (int frame = 0; frame < 50; ++frame) {
        std::vector<std::string> subjects;
        for (int i = 0; i < 20'000; ++i)
            subjects.push_back("orders." + uuid(random) + ".created");
        bus.add(subjects);
    }
    QCOMPARE(drawn(bus.tree), std::string("orders 1000000/1\n  {uuid} 1000000/1\n    created 1000000/1\n"));
    QVERIFY2(bus.tree.memoryBytes() < 4'000'000, qPrintable(QString::number(bus.tree.memoryBytes())));
    const auto values = bus.tree.foldedValues(bus.tree.findPattern(office, "orders.*"));
    QVERIFY2(values > 900'000 && values < 1'100'000, qPrintable(QString::number(values)));
    verifyIdentity(bus.tree);
}

void TestSubjectFolding::randomLoadStaysExact()
{
    std::mt19937_64 random(20'261'128);
    for (int round = 0; round < 12; ++round) {
        Bus bus;
        for (int frame = 0; frame < 60; ++frame) {
            std::vector<std::string> subjects;
            for (int i = 0; i < 50; ++i) {
                std::string subject = "t" + std::to_string(random() % 3);
                for (std::size_t level = random() % 4; level > 0; --level) {
                    const auto kind = random() % 4;
                    subject += '.';
                    subject += kind == 0   ? std::to_string(10'000 + random() % 400)
                               : kind == 1 ? "w" + std::to_string(random() % 8)
                               : kind == 2 ? uuid(random)
                                           : std::to_string(random() % 20);
                }
                subjects.push_back(subject);
            }
            bus.add(subjects);
            if (random() % 15 == 0)
                bus.tree.setFoldRules(
                    {{"t1", {.showsAll = random() % 2 == 0, .shapes = static_cast<std::uint8_t>(random() % 16)}}});
            if (random() % 20 == 0)
                bus.tree.setAutomaticFolding(random() % 4 != 0);
        }
        QCOMPARE(bus.tree.figures(SubjectTree::root).messages, bus.messages);
        verifyIdentity(bus.tree);
        if (QTest::currentTestFailed())
            return;
    }
}

QTEST_APPLESS_MAIN(TestSubjectFolding)
#include "tst_subjectfolding.moc"
