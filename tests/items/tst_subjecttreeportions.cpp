// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Of however many children: what a turn of the event loop looks at, and what gets rows.
#include "manydevices.h"
#include "support/qtwarnings.h"

#include <QElapsedTimer>
#include <QTest>

#include <algorithm>

using namespace gnat;
using namespace gnat::test;

class TestSubjectTreePortions final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { test::failOnQtWarnings(); }
    void portionsBehindMore();
    void portionsOfASearch();
    void aPortionKeepsItsOrderAsOthersCome();
    void foldedWhileLookedAt();
    void aMillionAreLookedAtInTurns_data();
    void aMillionAreLookedAtInTurns();
};

void TestSubjectTreePortions::portionsBehindMore()
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

void TestSubjectTreePortions::portionsOfASearch()
{
    constexpr int portion = int(SubjectTreeModel::portion);
    House house;
    house.addAndRefresh(devices(0, 6000));
    house.model.setSubjectFilter([](SourceId, std::string_view subject) { return (subject.back() - '0') % 2 == 0; },
                                 true);
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

void TestSubjectTreePortions::aPortionKeepsItsOrderAsOthersCome()
{
    constexpr int portion = int(SubjectTreeModel::portion);
    House house;
    house.addAndRefresh(devices(1000, 7000));
    house.model.setSubjectFilter([](SourceId, std::string_view) { return true; }, true);
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
void TestSubjectTreePortions::foldedWhileLookedAt()
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

void TestSubjectTreePortions::aMillionAreLookedAtInTurns_data()
{
    QTest::addColumn<int>("column");
    QTest::addColumn<bool>("isSearch");
    QTest::newRow("opened, by name") << 0 << false;
    QTest::newRow("opened, by a figure") << int(SubjectTreeModel::Column::Messages) << false;
    QTest::newRow("searched, by name") << 0 << true;
    QTest::newRow("searched, by a figure") << int(SubjectTreeModel::Column::Messages) << true;
}

/// A million children of one branch: no turn of the event loop looks at them all, and few get rows.
void TestSubjectTreePortions::aMillionAreLookedAtInTurns()
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
        timed([&] { house.model.setSubjectFilter([](SourceId, std::string_view) { return true; }, true); });
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

QTEST_GUILESS_MAIN(TestSubjectTreePortions)
#include "tst_subjecttreeportions.moc"
