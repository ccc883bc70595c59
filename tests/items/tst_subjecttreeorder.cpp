// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Rows that are folded away and rows that move.
#include "subjecthouse.h"
#include "support/qtwarnings.h"

#include <QTest>

#include <random>

using namespace gnat;
using namespace gnat::test;

class TestSubjectTreeOrder final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { test::failOnQtWarnings(); }
    void foldedRowsLeave();
    void sortsByFigures();
    void randomLoad_data();
    void randomLoad();
    void randomIdsStayAFewRows();
};

void TestSubjectTreeOrder::foldedRowsLeave()
{
    House house;
    std::vector<std::string> orders;
    for (int i = 0; i < 100; ++i)
        orders.push_back("orders." + std::to_string(10'000 + i) + ".paid");
    house.addAndRefresh(orders);
    house.addAndRefresh({"orders.all", "orders.zero"});
    fetchAll(house.model);
    const QPersistentModelIndex all = house.model.indexOf(SourceId(1), "orders.all");
    const QPersistentModelIndex one = house.model.indexOf(SourceId(1), "orders.10007.paid");
    QVERIFY(one.isValid());
    const auto node = house.model.node(one);
    orders.clear();
    for (int i = 0; i < 100; ++i)
        orders.push_back("orders." + std::to_string(20'000 + i) + ".sent");
    house.addAndRefresh(orders);
    fetchAll(house.model);
    QCOMPARE(drawn(house.model), u"office 202\n"
                                 "  orders 202\n"
                                 "    all 1\n"
                                 "    zero 1\n"
                                 "    {n} 200\n"
                                 "      paid 100\n"
                                 "      sent 100\n"_qs);
    QVERIFY(!one.isValid());
    QVERIFY(all.isValid());
    const auto now = house.model.indexOf(house.tree.current(node));
    QCOMPARE(now.data().toString(), u"paid"_qs);
    QCOMPARE(now.data(SubjectRole).toByteArray(), QByteArray("orders.*.paid"));
    QVERIFY(!now.data(FoldedValuesRole).isValid());
    QVERIFY(now.parent().data(FoldedValuesRole).toULongLong() > 190);
    QVERIFY(now.parent().data(Qt::ToolTipRole).toString().startsWith(u"orders.{n}\nAbout "));
}

void TestSubjectTreeOrder::sortsByFigures()
{
    House house;
    house.addAndRefresh({"a", "b", "b", "b", "c", "c"});
    house.addAndRefresh({"z.1", "z.2", "z.2"}, SourceId(2));
    fetchAll(house.model);
    const QPersistentModelIndex c = house.model.indexOf(SourceId(1), "c");
    house.model.sort(int(SubjectTreeModel::Column::Messages), Qt::DescendingOrder);
    QCOMPARE(drawn(house.model), u"attic 3\n  z 3\n    2 2\n    1 1\noffice 6\n  b 3\n  c 2\n  a 1\n"_qs);
    house.addAndRefresh({"a", "a", "a", "d", "d", "d", "d", "d"}); // nothing moves until it is time
    QCOMPARE(drawn(house.model), u"attic 3\n  z 3\n    2 2\n    1 1\noffice 14\n  b 3\n  c 2\n  a 4\n  d 5\n"_qs);
    house.model.sortAgain();
    QCOMPARE(drawn(house.model), u"attic 3\n  z 3\n    2 2\n    1 1\noffice 14\n  d 5\n  a 4\n  b 3\n  c 2\n"_qs);
    QCOMPARE(c.data().toString(), u"c"_qs);
    QCOMPARE(c.row(), 3);
    house.model.sort(0, Qt::AscendingOrder);
    QCOMPARE(c.row(), 2);
    QCOMPARE(house.model.index(0, int(SubjectTreeModel::Column::Share)).data().toDouble(), 3.0 / 17);
}

void TestSubjectTreeOrder::randomLoad_data()
{
    QTest::addColumn<int>("column");
    QTest::addColumn<bool>("isFiltered");
    QTest::newRow("name") << 0 << false;
    QTest::newRow("messages") << 1 << false;
    QTest::newRow("last seen") << 6 << false;
    QTest::newRow("filtered") << 1 << true;
}

/// Insertions, rows that are folded away and rows that move, under the model tester.
void TestSubjectTreeOrder::randomLoad()
{
    QFETCH(int, column);
    QFETCH(bool, isFiltered);
    House house;
    if (isFiltered)
        house.model.setSubjectFilter(
            [](SourceId, std::string_view text) { return text.find('7') != std::string_view::npos; });
    house.model.sort(column, Qt::DescendingOrder);
    std::mt19937 random(5);
    for (int round = 0; round < 24; ++round) {
        std::vector<std::string> subjects;
        for (int i = 0; i < 30; ++i) {
            const auto id = std::to_string(10'000 + random() % 900);
            const auto name = "n" + std::to_string(random() % 10);
            subjects.push_back("t0." + (random() % 3 == 0 ? name : id) + (random() % 2 == 0 ? "." + name : ""));
        }
        house.addAndRefresh(subjects, SourceId(1 + (round % 8 == 7 ? 1 : 0)));
        if (round % 3 == 0)
            fetchAll(house.model);
        if (round % 7 == 0)
            house.model.sortAgain();
        QCoreApplication::processEvents();
    }
    fetchAll(house.model);
    QVERIFY(house.tree.isFolded(house.tree.findPattern(SourceId(1), "t0.*")));
    if (isFiltered)
        return;
    SubjectTreeModel fresh(house.tree, &House::name);
    fetchAll(fresh);
    fresh.sort(column, Qt::DescendingOrder);
    house.model.sort(column, Qt::DescendingOrder);
    QCOMPARE(drawn(house.model), drawn(fresh));
    QVERIFY(drawn(fresh).count(u'\n') > 20);
}

void TestSubjectTreeOrder::randomIdsStayAFewRows()
{
    House house;
    std::mt19937_64 random(9);
    for (int frame = 0; frame < 30; ++frame) {
        std::vector<std::string> subjects;
        for (int i = 0; i < 1000; ++i)
            subjects.push_back("orders." + std::to_string(10'000 + random() % 1'000'000'000) + ".created");
        house.addAndRefresh(subjects);
        fetchAll(house.model);
    }
    QCOMPARE(drawn(house.model), u"office 30000\n  orders 30000\n    {n} 30000\n      created 30000\n"_qs);
}

QTEST_GUILESS_MAIN(TestSubjectTreeOrder)
#include "tst_subjecttreeorder.moc"
