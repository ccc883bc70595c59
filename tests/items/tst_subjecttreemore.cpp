// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Branches with more than 200 children: the most active ones, and "N more".
#include "manydevices.h"
#include "support/qtwarnings.h"
#include "support/threadtime.h"

#include <QRegularExpression>
#include <QTest>

#include <random>
#include <set>

using namespace gnat;
using namespace gnat::test;

class TestSubjectTreeMore final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { test::failOnQtWarnings(); }
    void foremostThenTheOthers();
    void growingBranchEndsWithMore();
    void mostActiveComeForward();
    void nothingMovesWhileItIsOpen();
    void whatIsHeldStays();
    void anyNodeHasAnIndex();
    void searchShowsAll();
    void hiddenOnesDoNotCount();
    void sortedByAFigure();
    void foldingEndsIt();
    void randomLoad_data();
    void randomLoad();
    void aMillionSubjects();
};

void TestSubjectTreeMore::foremostThenTheOthers()
{
    House house;
    auto subjects = devices(0, 200);
    house.addAndRefresh(subjects);
    QCOMPARE(house.model.rowCount(branch(house)), 200); // no more than that have rows

    House many;
    subjects = devices(0, 300);
    for (int i = 100; i < 120; ++i)
        subjects.push_back(device(i));
    many.addAndRefresh(subjects);
    const auto iot = branch(many);
    QCOMPARE(many.model.rowCount(iot), 21);
    for (int i = 0; i < 20; ++i)
        QCOMPARE(many.model.index(i, 0, iot).data().toString(), u"device%1"_qs.arg(1100 + i));
    const auto more = lastOf(iot);
    QVERIFY(isMore(more));
    QCOMPARE(more.data().toString(), u"280 more"_qs);
    QCOMPARE(many.model.node(more), SubjectTree::root);
    QVERIFY(!more.data(SubjectRole).isValid());
    QVERIFY(many.model.hasChildren(more) && many.model.canFetchMore(more));
    many.model.fetchMore(more);
    QCOMPARE(many.model.rowCount(more), 280);
    QCOMPARE(many.model.index(0, 0, more).data().toString(), u"device1000"_qs);
    QCOMPARE(many.model.index(0, 0, more).parent(), more);
    many.addAndRefresh({"iot.device2000", "iot.device0000"}); // new ones stand among them
    QCOMPARE(more.data().toString(), u"282 more"_qs);
    QCOMPARE(many.model.index(0, 0, more).data().toString(), u"device0000"_qs);
    QCOMPARE(many.model.rowCount(iot), 21);
}

void TestSubjectTreeMore::growingBranchEndsWithMore()
{
    House house;
    house.addAndRefresh(devices(0, 150));
    const auto iot = branch(house);
    QCOMPARE(house.model.rowCount(iot), 150);
    const QPersistentModelIndex first = house.model.index(107, 0, iot);
    house.addAndRefresh(devices(150, 260));
    QCOMPARE(house.model.rowCount(iot), 151); // nothing moved
    QCOMPARE(first.row(), 107);
    QCOMPARE(lastOf(iot).data().toString(), u"110 more"_qs);
    house.model.sortAgain();
    QCOMPARE(house.model.rowCount(iot), 22); // the foremost 20, the one that is held, and the others
    QVERIFY(first.isValid());
    QCOMPARE(lastOf(iot).data().toString(), u"239 more"_qs);
}

void TestSubjectTreeMore::mostActiveComeForward()
{
    House house;
    house.addAndRefresh(devices(0, 500));
    const auto iot = branch(house);
    house.model.sortAgain();
    for (int round = 0; round < 5; ++round)
        house.addAndRefresh(devices(400, 410));
    QVERIFY(!isMore(house.model.index(19, 0, iot)));
    house.model.sortAgain();
    int active = 0;
    for (int row = 0; row < 20; ++row)
        active += house.model.index(row, 0, iot).data(CountRole).toInt() > 1 ? 1 : 0;
    QCOMPARE(active, 10);
    QCOMPARE(house.model.rowCount(iot), 21);
    QCOMPARE(lastOf(iot).data().toString(), u"480 more"_qs);
}

void TestSubjectTreeMore::nothingMovesWhileItIsOpen()
{
    House house;
    house.addAndRefresh(devices(0, 500));
    const auto iot = branch(house);
    {
        const QPersistentModelIndex more = lastOf(iot); // as a view has it that opened it
        house.model.fetchMore(more);
        const auto before = drawn(house.model).remove(QRegularExpression(u" [0-9]+\\b"_qs));
        house.addAndRefresh(devices(400, 410));
        house.addAndRefresh(devices(400, 410));
        house.model.sortAgain();
        QCOMPARE(drawn(house.model).remove(QRegularExpression(u" [0-9]+\\b"_qs)), before);
        QCOMPARE(house.model.rowCount(more), 480);
    }
    house.model.sortAgain(); // closed
    QVERIFY(house.model.canFetchMore(lastOf(iot)));
    QCOMPARE(house.model.indexOf(SourceId(1), device(404)).parent(), iot);
}

void TestSubjectTreeMore::whatIsHeldStays()
{
    House house;
    auto subjects = devices(0, 300);
    subjects.push_back(device(0) + ".a.b");
    house.addAndRefresh(subjects);
    const auto iot = branch(house);
    const QPersistentModelIndex below = house.model.indexOf(SourceId(1), device(0) + ".a.b");
    for (int round = 0; round < 5; ++round) {
        house.addAndRefresh(devices(100, 150));
        house.model.sortAgain();
    }
    QVERIFY(below.isValid());
    QCOMPARE(below.parent().parent().parent(), iot);
}

void TestSubjectTreeMore::anyNodeHasAnIndex()
{
    House house;
    house.addAndRefresh(devices(0, 1000));
    const auto iot = branch(house);
    for (const int number : {999, 0, 500}) {
        const auto index = house.model.indexOf(SourceId(1), device(number));
        QVERIFY(index.isValid());
        QCOMPARE(index.parent(), iot);
        QCOMPARE(index.data().toString(), u"device%1"_qs.arg(1000 + number));
    }
    for (int i = 0; i < 1000; ++i)
        QVERIFY(house.model.indexOf(SourceId(1), device(i)).isValid());
    QCOMPARE(house.model.rowCount(iot), 1000); // nothing is left behind
}

void TestSubjectTreeMore::searchShowsAll()
{
    House house;
    house.addAndRefresh(devices(0, 1000));
    house.model.setSubjectFilter([](SourceId, std::string_view subject) { return subject != "iot.device1007"; }, true);
    QCOMPARE(house.model.rowCount(branch(house)), 999);
    house.model.setSubjectFilter({});
    QCOMPARE(house.model.rowCount(branch(house)), 21);
}

void TestSubjectTreeMore::hiddenOnesDoNotCount()
{
    House house;
    house.addAndRefresh(devices(0, 1000));
    house.model.setSubjectFilter([](SourceId, std::string_view subject) { return subject.back() != '7'; });
    const auto iot = branch(house);
    QCOMPARE(house.model.rowCount(iot), 21);
    QCOMPARE(lastOf(iot).data().toString(), u"880 more"_qs);
    house.addAndRefresh(devices(1000, 1010));
    QCOMPARE(lastOf(iot).data().toString(), u"889 more"_qs);
    house.model.fetchMore(lastOf(iot));
    QCOMPARE(house.model.rowCount(lastOf(iot)), 889);
    house.model.setSubjectFilter([](SourceId, std::string_view subject) { return subject.back() == '7'; });
    QCOMPARE(house.model.rowCount(branch(house)), 101);
}

void TestSubjectTreeMore::sortedByAFigure()
{
    House house;
    auto subjects = devices(0, 400);
    for (int i = 0; i < 30; ++i)
        subjects.insert(subjects.end(), std::size_t(i), device(i * 10));
    house.addAndRefresh(subjects);
    house.model.sort(int(SubjectTreeModel::Column::Messages), Qt::DescendingOrder);
    const auto iot = branch(house);
    for (int row = 0; row < 20; ++row)
        QCOMPARE(house.model.index(row, 0, iot).data(CountRole).toInt(), 30 - row);
    house.model.sort(int(SubjectTreeModel::Column::Messages), Qt::AscendingOrder);
    for (int row = 0; row < 20; ++row)
        QCOMPARE(house.model.index(row, 0, iot).data(CountRole).toInt(), 1);
    house.model.sort(0, Qt::AscendingOrder);
    QVERIFY(house.model.index(0, 0, iot).data().toString() < house.model.index(19, 0, iot).data().toString());
}

void TestSubjectTreeMore::foldingEndsIt()
{
    House house;
    auto rules = house.tree.foldRules();
    house.addAndRefresh(devices(0, 500));
    const auto iot = branch(house);
    const QPersistentModelIndex more = lastOf(iot);
    house.model.fetchMore(more);
    rules["iot"].shapes = house.tree.foldShape(house.tree.find(SourceId(1), device(3)));
    house.tree.setFoldRules(rules);
    house.addAndRefresh({"iot.other"});
    house.addAndRefresh({"iot.device9"});
    fetchAll(house.model);
    QVERIFY(!more.isValid());
    QVERIFY(house.model.rowCount(iot) <= 2);
    QCOMPARE(house.tree.childCount(house.tree.find(SourceId(1), "iot")), std::size_t(house.model.rowCount(iot)));
}

void TestSubjectTreeMore::randomLoad_data()
{
    QTest::addColumn<int>("column");
    QTest::addColumn<bool>("isFiltered");
    QTest::newRow("name") << 0 << false;
    QTest::newRow("rate") << 2 << false;
    QTest::newRow("filtered") << 0 << true;
}

/// Rows that come, go forward and back, are folded away and opened, under the model tester: nothing is shown twice and
/// nothing is lost.
void TestSubjectTreeMore::randomLoad()
{
    QFETCH(int, column);
    QFETCH(bool, isFiltered);
    House house;
    if (isFiltered)
        house.model.setSubjectFilter(
            [](SourceId, std::string_view text) { return text.find("9") == std::string_view::npos; });
    house.model.sort(column, column == 0 ? Qt::AscendingOrder : Qt::DescendingOrder);
    std::mt19937 random(5);
    QPersistentModelIndex held;
    for (int round = 0; round < 40; ++round) {
        std::vector<std::string> subjects;
        for (int i = 0; i < 60; ++i) {
            auto subject = device(int(random() % 700)) + (random() % 4 == 0 ? ".x" : "");
            subjects.push_back(random() % 5 == 0 ? "ids." + std::to_string(10'000 + random() % 400) : subject);
        }
        house.addAndRefresh(subjects);
        const auto iot = branch(house);
        if (round % 5 == 0)
            house.model.sortAgain();
        if (round % 9 == 4)
            held = house.model.indexOf(SourceId(1), device(int(random() % 700)));
        if (round % 11 == 7)
            house.model.fetchMore(lastOf(iot));
        QCoreApplication::processEvents();
    }
    house.model.sortAgain();
    const auto iot = branch(house);
    const auto more = lastOf(iot);
    QVERIFY(isMore(more));
    house.model.fetchMore(more);
    std::set<QString> seen;
    for (const auto &parent : {iot, QModelIndex(more)}) {
        for (int row = 0; row < house.model.rowCount(parent); ++row) {
            if (const auto index = house.model.index(row, 0, parent); !isMore(index))
                QVERIFY(seen.insert(index.data().toString()).second);
        }
    }
    std::size_t expected = 0;
    for (const auto node : house.tree.children(house.tree.find(SourceId(1), "iot")))
        expected += !isFiltered || house.tree.token(node).find('9') == std::string_view::npos ? 1 : 0;
    QCOMPARE(seen.size(), expected);
}

namespace {

/// What ten refreshes with ranking cost, each after messages on 5,000 of so many subjects below one branch.
std::int64_t workOfRefresh(int subjects)
{
    House house;
    house.tester.reset(); // it looks at every row at each signal
    house.tree.setAutomaticFolding(false);
    constexpr int each = 10'000;
    for (int from = 0; from < subjects; from += each)
        house.add(devices(from, from + each));
    house.model.refresh();
    const auto iot = branch(house);
    while (house.model.isChoosing()) // they are looked at, some at a time
        QCoreApplication::processEvents();
    std::int64_t work = 0;
    for (int round = 0; round < 10; ++round) {
        house.add(devices(round * 5000 % subjects, round * 5000 % subjects + 5000));
        const auto from = threadNanoseconds();
        house.model.refresh();
        house.model.sortAgain();
        work += threadNanoseconds() - from;
    }
    const bool isRight = house.model.rowCount(iot) == 21 && lastOf(iot).data(ChildCountRole).toInt() == subjects - 20;
    return isRight ? work : -1;
}

} // namespace

void TestSubjectTreeMore::aMillionSubjects()
{
    const auto few = workOfRefresh(20'000);
    const auto many = workOfRefresh(1'000'000);
    QVERIFY(few > 0 && many > 0);
    qInfo("ten refreshes with ranking took %.2f ms among 20,000 subjects, %.2f ms among a million", double(few) / 1e6,
          double(many) / 1e6);
    QVERIFY(many < 10 * few); // a look at every subject would be fifty times as much
}

QTEST_GUILESS_MAIN(TestSubjectTreeMore)
#include "tst_subjecttreemore.moc"
