// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Branches with more than 200 children: the most active ones, and "N more".
#include "subjecthouse.h"
#include "support/qtwarnings.h"

#include <QElapsedTimer>
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
    void portionsBehindMore();
    void portionsOfASearch();
    void aPortionKeepsItsOrderAsOthersCome();
    void foldedWhileLookedAt();
    void aMillionSubjects();
    void aMillionAreLookedAtInTurns_data();
    void aMillionAreLookedAtInTurns();
};

namespace {

std::string device(int number)
{
    return "iot.device" + std::to_string(1000 + number);
}

std::vector<std::string> devices(int from, int to)
{
    std::vector<std::string> subjects;
    for (int i = from; i < to; ++i)
        subjects.push_back(device(i));
    return subjects;
}

QModelIndex branch(House &house)
{
    const auto index = house.model.indexOf(house.tree.find(SourceId(1), "iot"));
    house.model.fetchMore(index);
    return index;
}

QModelIndex lastOf(const QModelIndex &parent)
{
    return parent.model()->index(parent.model()->rowCount(parent) - 1, 0, parent);
}

bool isMore(const QModelIndex &index)
{
    return index.data(NodeKindRole).toInt() == int(NodeKind::More);
}

} // namespace

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
    house.model.setSubjectFilter([](std::string_view subject) { return subject != "iot.device1007"; }, true);
    QCOMPARE(house.model.rowCount(branch(house)), 999);
    house.model.setSubjectFilter({});
    QCOMPARE(house.model.rowCount(branch(house)), 21);
}

void TestSubjectTreeMore::hiddenOnesDoNotCount()
{
    House house;
    house.addAndRefresh(devices(0, 1000));
    house.model.setSubjectFilter([](std::string_view subject) { return subject.back() != '7'; });
    const auto iot = branch(house);
    QCOMPARE(house.model.rowCount(iot), 21);
    QCOMPARE(lastOf(iot).data().toString(), u"880 more"_qs);
    house.addAndRefresh(devices(1000, 1010));
    QCOMPARE(lastOf(iot).data().toString(), u"889 more"_qs);
    house.model.fetchMore(lastOf(iot));
    QCOMPARE(house.model.rowCount(lastOf(iot)), 889);
    house.model.setSubjectFilter([](std::string_view subject) { return subject.back() == '7'; });
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
        house.model.setSubjectFilter([](std::string_view text) { return text.find("9") == std::string_view::npos; });
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

void TestSubjectTreeMore::portionsBehindMore()
{
    constexpr int portion = int(SubjectTreeModel::portion);
    House house;
    house.addAndRefresh(devices(0, 5020));
    const auto iot = branch(house);
    const QPersistentModelIndex more = lastOf(iot);
    QVERIFY(!house.model.isFurther(more));
    house.model.fetchMore(more);
    QCOMPARE(house.model.rowCount(more), portion + 1);
    const QPersistentModelIndex further = lastOf(more);
    QVERIFY(isMore(further) && house.model.isFurther(further));
    QVERIFY(!house.model.hasChildren(further));
    QCOMPARE(further.data().toString(), u"3000 more"_qs);
    QCOMPARE(more.data().toString(), u"5000 more"_qs);
    for (int row = 1; row < portion; ++row)
        QVERIFY(more.model()->index(row - 1, 0, more).data().toString() <
                more.model()->index(row, 0, more).data().toString());
    const auto last = house.model.index(portion - 1, 0, more).data().toString();
    house.model.showFurther(further);
    QCOMPARE(house.model.rowCount(more), 2 * portion + 1);
    QCOMPARE(house.model.index(portion - 1, 0, more).data().toString(), last); // they stand behind
    QCOMPARE(further.data().toString(), u"1000 more"_qs);
    house.model.showFurther(further);
    QCOMPARE(house.model.rowCount(more), 5000); // that was all
    QVERIFY(!further.isValid());
}

void TestSubjectTreeMore::portionsOfASearch()
{
    constexpr int portion = int(SubjectTreeModel::portion);
    House house;
    house.addAndRefresh(devices(0, 6000));
    house.model.setSubjectFilter([](std::string_view subject) { return (subject.back() - '0') % 2 == 0; }, true);
    while (house.model.isFiltering())
        QCoreApplication::processEvents();
    const auto iot = branch(house);
    QCOMPARE(house.model.rowCount(iot), portion + 1);
    QCOMPARE(lastOf(iot).data().toString(), u"1000 more"_qs);
    house.model.sort(int(SubjectTreeModel::Column::Messages), Qt::DescendingOrder);
    house.addAndRefresh({device(5998), device(5998), device(5999)});
    house.model.sort(int(SubjectTreeModel::Column::Messages), Qt::DescendingOrder);
    QCOMPARE(house.model.rowCount(iot), portion + 1);
    QCOMPARE(house.model.index(0, 0, iot).data().toString(), u"device6998"_qs);
    const auto behind = house.model.indexOf(SourceId(1), device(4998)); // whoever asks for a row gets it
    QCOMPARE(behind.parent(), iot);
    QVERIFY(house.model.isHit(behind));
    house.model.showFurther(lastOf(iot));
    QCOMPARE(house.model.rowCount(iot), 3000);
}

void TestSubjectTreeMore::aPortionKeepsItsOrderAsOthersCome()
{
    constexpr int portion = int(SubjectTreeModel::portion);
    House house;
    house.addAndRefresh(devices(1000, 7000));
    house.model.setSubjectFilter([](std::string_view) { return true; }, true);
    const auto iot = branch(house);
    QCOMPARE(house.model.index(0, 0, iot).data().toString(), u"device2000"_qs);
    house.addAndRefresh(devices(0, 500)); // in front of all
    QCOMPARE(house.model.rowCount(iot), portion + 1);
    QCOMPARE(house.model.index(0, 0, iot).data().toString(), u"device1000"_qs);
    QCOMPARE(house.model.index(portion - 1, 0, iot).data().toString(), u"device3499"_qs);
    QCOMPARE(lastOf(iot).data().toString(), u"4500 more"_qs);
    house.addAndRefresh(devices(8000, 8100)); // behind all
    QCOMPARE(house.model.rowCount(iot), portion + 1);
    QCOMPARE(lastOf(iot).data().toString(), u"4600 more"_qs);
}

/// A branch is folded while its rows are being looked for.
void TestSubjectTreeMore::foldedWhileLookedAt()
{
    House house;
    house.tree.setAutomaticFolding(false);
    house.tester.reset(); // it looks at every row at each signal
    house.addAndRefresh(devices(0, 40'000));
    const auto iot = branch(house);
    QVERIFY(house.model.isChoosing());
    QCoreApplication::processEvents();
    auto rules = house.tree.foldRules();
    rules["iot"].shapes = house.tree.foldShape(house.tree.find(SourceId(1), device(3)));
    house.tree.setFoldRules(rules);
    const auto node = house.tree.find(SourceId(1), "iot");
    for (int frame = 0; frame < 200 && house.tree.childCount(node) > 1; ++frame) {
        house.addAndRefresh({"iot"});
        QCoreApplication::processEvents();
    }
    while (house.model.isChoosing())
        QCoreApplication::processEvents();
    house.addAndRefresh({"iot"});
    QCOMPARE(house.tree.childCount(node), std::size_t{1});
    QCOMPARE(house.model.rowCount(iot), 1);
    QVERIFY(!isMore(lastOf(iot)));
}

void TestSubjectTreeMore::aMillionSubjects()
{
    House house;
    house.tester.reset(); // it looks at every row at each signal
    house.tree.setAutomaticFolding(false);
    constexpr int each = 10'000;
    for (int from = 0; from < 1'000'000; from += each)
        house.add(devices(from, from + each));
    house.model.refresh();
    const auto iot = branch(house);
    QCOMPARE(lastOf(iot).data(ChildCountRole).toInt(), 1'000'000); // they are looked at, some at a time
    while (house.model.isChoosing())
        QCoreApplication::processEvents();
    QCOMPARE(house.model.rowCount(iot), 21);
    QElapsedTimer clock;
    qint64 longest = 0;
    for (int round = 0; round < 20; ++round) {
        house.add(devices(round * 5000, round * 5000 + 5000));
        clock.start();
        house.model.refresh();
        house.model.sortAgain();
        longest = std::max(longest, clock.elapsed());
    }
    QCOMPARE(house.model.rowCount(iot), 21);
    QCOMPARE(lastOf(iot).data(ChildCountRole).toInt(), 1'000'000 - 20);
    qInfo("a refresh with ranking took %lld ms at most", longest);
    QVERIFY(longest < 250); // with room for a sanitizer and a busy machine
}

void TestSubjectTreeMore::aMillionAreLookedAtInTurns_data()
{
    QTest::addColumn<int>("column");
    QTest::addColumn<bool>("isSearch");
    QTest::newRow("opened, by name") << 0 << false;
    QTest::newRow("opened, by a figure") << int(SubjectTreeModel::Column::Messages) << false;
    QTest::newRow("searched, by name") << 0 << true;
    QTest::newRow("searched, by a figure") << int(SubjectTreeModel::Column::Messages) << true;
}

/// A million children of one branch: no turn of the event loop looks at them all, and few get rows.
void TestSubjectTreeMore::aMillionAreLookedAtInTurns()
{
    QFETCH(int, column);
    QFETCH(bool, isSearch);
    constexpr int count = 1'000'000;
    constexpr int portion = int(SubjectTreeModel::portion);
    House house;
    house.tester.reset();
    house.tree.setAutomaticFolding(false);
    for (int from = 0; from < count; from += 10'000)
        house.add(devices(from, from + 10'000));
    house.model.refresh();
    int mostInserted = 0;
    connect(&house.model, &QAbstractItemModel::rowsInserted, this,
            [&](const QModelIndex &, int first, int last) { mostInserted = std::max(mostInserted, last - first + 1); });
    QElapsedTimer clock;
    qint64 longestNs = 0;
    int turns = 0;
    const auto timed = [&](const auto &work) {
        clock.start();
        work();
        longestNs = std::max(longestNs, clock.nsecsElapsed());
    };
    const auto finish = [&] {
        for (turns = 0; house.model.isChoosing() || house.model.isFiltering(); ++turns)
            timed([] { QCoreApplication::processEvents(); });
    };
    constexpr int fewestTurns = count / int(SubjectTreeModel::childrenAtOnce);
    if (isSearch)
        timed([&] { house.model.setSubjectFilter([](std::string_view) { return true; }, true); });
    QModelIndex rows;
    timed([&] { rows = branch(house); });
    finish();
    if (!isSearch) {
        QVERIFY(turns >= fewestTurns);
        rows = lastOf(rows);
        QVERIFY(isMore(rows));
        timed([&] { house.model.fetchMore(rows); });
        QCOMPARE(house.model.rowCount(rows), 0);
        QVERIFY(house.model.hasChildren(rows));
        finish();
        QVERIFY(turns >= fewestTurns);
    }
    const auto isOpen = [&] {
        return house.model.rowCount(rows) == portion + 1 && house.model.isFurther(lastOf(rows));
    };
    QVERIFY2(isOpen(), qPrintable(QString::number(house.model.rowCount(rows))));
    QCOMPARE(lastOf(rows).data(ChildCountRole).toInt(), count - portion - (isSearch ? 0 : 20));
    const QPersistentModelIndex held = house.model.index(100, 0, rows); // as a view has it that opened the row
    timed([&] { house.model.sort(column, column == 0 ? Qt::AscendingOrder : Qt::DescendingOrder); });
    finish();
    for (int round = 0; round < 5; ++round) {
        house.add(devices(count + round * 5000, count + round * 5000 + 5000));
        timed([&] { house.model.refresh(); });
        timed([&] { house.model.sortAgain(); });
        QVERIFY(house.model.rowCount(rows) <= portion + 2);
    }
    timed([&] { house.model.showFurther(lastOf(rows)); });
    finish();
    QVERIFY(turns >= fewestTurns);
    QVERIFY(held.isValid());
    const auto more = QString::number(house.model.rowCount(rows));
    QVERIFY2(house.model.rowCount(rows) >= 2 * portion && house.model.rowCount(rows) <= 2 * portion + 3,
             qPrintable(more));
    QVERIFY2(mostInserted <= 2 * portion + 1, qPrintable(QString::number(mostInserted)));
    qInfo("the longest turn took %.1f ms", double(longestNs) / 1e6);
}

QTEST_GUILESS_MAIN(TestSubjectTreeMore)
#include "tst_subjecttreemore.moc"
