// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/batches.h"
#include "traffic/newestsubjects.h"

#include <QTest>

using namespace gnat;

namespace {

constexpr SourceId here(1);
constexpr SourceId there(2);

void add(SubjectTree &tree, SourceId source, const std::string &subject, std::int64_t atNs)
{
    tree.add(*test::makeBatch(source, {subject}, atNs, "x"));
    tree.aggregate(atNs);
}

std::vector<std::string> subjectsOf(const SubjectTree &tree, const NewestSubjects &newest, SourceId source)
{
    std::vector<std::string> subjects;
    for (const auto &[node, lastNs] : newest.of(source))
        subjects.push_back(tree.subject(node) + " " + std::to_string(lastNs));
    return subjects;
}

using Subjects = std::vector<std::string>;

class NewestSubjectsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsTheNewestOfEachSource()
    {
        SubjectTree tree;
        NewestSubjects newest(tree, 2);
        for (int i = 1; i <= 50; ++i)
            add(tree, here, "a.s" + std::to_string(i), i);
        add(tree, there, "b", 7);
        QVERIFY(newest.look(1'000));
        QCOMPARE(subjectsOf(tree, newest, here), (Subjects{"a.s50 50", "a.s49 49"}));
        QCOMPARE(subjectsOf(tree, newest, there), Subjects{"b 7"});
        newest.forget(there);
        QVERIFY(subjectsOf(tree, newest, there).empty());
    }

    void goesOnWhereItStood()
    {
        SubjectTree tree;
        NewestSubjects newest(tree, 3);
        for (int i = 1; i <= 20; ++i)
            add(tree, here, "s" + std::to_string(i), i);
        const auto calls = (tree.nodeCount() - 1) / 4;
        for (std::size_t i = 0; i < calls - 1; ++i)
            QVERIFY(!newest.look(4));
        while (!newest.look(4)) {
        }
        QCOMPARE(subjectsOf(tree, newest, here), (Subjects{"s20 20", "s19 19", "s18 18"}));
        add(tree, here, "s2", 30); // known before, and newer now: the running round has met it already
        QVERIFY(!newest.look(4));
        QCOMPARE(subjectsOf(tree, newest, here), (Subjects{"s2 30", "s20 20", "s19 19"}));
    }

    void leavesOutInboxesAndWhatIsFolded()
    {
        SubjectTree tree;
        NewestSubjects newest(tree, 1'000);
        add(tree, here, "shop.open", 1);
        add(tree, here, "_INBOX.ab.1", 2);
        for (int i = 0; i < 300; ++i)
            add(tree, here, "orders." + std::to_string(100'000 + i), 3);
        tree.finishFolding();
        QVERIFY(newest.look(100'000));
        QCOMPARE(subjectsOf(tree, newest, here), Subjects{"shop.open 1"});
    }

    void aClearedTreeIsAnother()
    {
        SubjectTree tree;
        NewestSubjects newest(tree, 3);
        add(tree, here, "old", 1);
        QVERIFY(newest.look(100));
        tree.clear();
        QVERIFY(newest.of(here).empty());
        add(tree, here, "new", 2);
        QVERIFY(newest.look(100));
        QCOMPARE(subjectsOf(tree, newest, here), Subjects{"new 2"});
    }
};

} // namespace

QTEST_APPLESS_MAIN(NewestSubjectsTest)
#include "tst_newestsubjects.moc"
