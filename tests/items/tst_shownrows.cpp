// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/shownrows_p.h"

#include <QStringList>
#include <QTest>

using namespace gnat;

namespace {

QString draw(const ShownRows &rows)
{
    QStringList positions;
    for (int row = 0; row < rows.count(); ++row)
        positions.append(QString::number(rows.position(row)));
    return positions.join(u' ');
}

} // namespace

class TestShownRows : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsARange();
    void showsOneInN();
    void showsWhatIsFound();
    void keepsFoundRowsApart();
    void takesWhatWasJudgedLater();
    void forgetsLateOnesThatLeft();
};

void TestShownRows::showsARange()
{
    ShownRows rows;
    rows.showAll(5, 8);
    QCOMPARE(draw(rows), QStringLiteral("5 6 7"));
    QCOMPARE(rows.rowOf(6), 1);
    QCOMPARE(rows.rowOf(8), -1);
    QCOMPARE(rows.lowerRow(0), 0);
    QCOMPARE(rows.waitingBehind(10), 2);
    rows.insertBehind(2);
    QCOMPARE(rows.leaving(7), 2);
    rows.removeFront(2);
    QCOMPARE(draw(rows), QStringLiteral("7 8 9"));
    QCOMPARE(rows.leaving(100), 3);
    QCOMPARE(rows.waitingInFront(), 0);
    rows.showAll(0, quint64{1} << 40U); // more than a view can number
    QCOMPARE(rows.count(), std::numeric_limits<int>::max());
}

void TestShownRows::showsOneInN()
{
    ShownRows rows;
    rows.showAll(0, 3);
    rows.setStep(10);
    QCOMPARE(rows.waitingBehind(12), 0); // 12 is the next
    QCOMPARE(rows.waitingBehind(40), 3);
    rows.insertBehind(3);
    QCOMPARE(draw(rows), QStringLiteral("0 1 2 12 22 32"));
    QVERIFY(rows.isSampled());
    rows.setStep(4);
    rows.insertBehind(rows.waitingBehind(45));
    QCOMPARE(draw(rows), QStringLiteral("0 1 2 12 22 32 36 40 44"));
    QCOMPARE(rows.rowOf(22), 4);
    QCOMPARE(rows.rowOf(23), -1);
    QCOMPARE(rows.lowerRow(23), 5);
    QCOMPARE(rows.lowerRow(3), 3);
    QCOMPARE(rows.lowerRow(45), 9);
    QCOMPARE(rows.leaving(23), 5);
    rows.removeFront(5);
    QCOMPARE(draw(rows), QStringLiteral("32 36 40 44"));
    QCOMPARE(rows.rowOf(36), 1);
    rows.setStep(1);
    rows.insertBehind(rows.waitingBehind(48));
    QCOMPARE(draw(rows), QStringLiteral("32 36 40 44 45 46 47"));
    rows.removeFront(7);
    QCOMPARE(rows.count(), 0);
    QCOMPARE(rows.lowerRow(5), 0);
    rows.showAll(50, 50);
    rows.setStep(7);
    rows.insertBehind(rows.waitingBehind(60));
    QCOMPARE(draw(rows), QStringLiteral("50 57"));
}

void TestShownRows::showsWhatIsFound()
{
    ShownRows rows;
    rows.showFound();
    rows.addFound({20, 22, 29}, false);
    QCOMPARE(draw(rows), QString());
    QCOMPARE(rows.waitingInFront(), 0);
    QCOMPARE(rows.waitingBehind(25), 2);
    rows.insertBehind(rows.waitingBehind(100));
    QCOMPARE(draw(rows), QStringLiteral("20 22 29"));
    rows.addFound({3, 11}, false);
    rows.addFound({31}, true);
    QCOMPARE(draw(rows), QStringLiteral("20 22 29"));
    QCOMPARE(rows.waitingInFront(), 2);
    rows.insertFront(2);
    QCOMPARE(rows.waitingBehind(100), 1);
    rows.insertBehind(1);
    QCOMPARE(draw(rows), QStringLiteral("3 11 20 22 29 31"));
    QCOMPARE(rows.rowOf(22), 3);
    QCOMPARE(rows.rowOf(21), -1);
    QCOMPARE(rows.lowerRow(21), 3);
    QCOMPARE(rows.leaving(20), 2);
    rows.removeFront(2);
    QCOMPARE(draw(rows), QStringLiteral("20 22 29 31"));
}

void TestShownRows::keepsFoundRowsApart()
{
    ShownRows rows;
    rows.showFound();
    rows.addFound({20, 21}, false);
    rows.insertBehind(1);       // 21 waits behind
    rows.addFound({10}, false); // 10 waits in front
    QCOMPARE(draw(rows), QStringLiteral("20"));
    rows.removeFront(1); // what waits in front is older and leaves, too
    QCOMPARE(rows.count(), 0);
    QCOMPARE(rows.waitingInFront(), 0);
    QCOMPARE(rows.waitingBehind(100), 1);
    rows.insertBehind(1);
    QCOMPARE(draw(rows), QStringLiteral("21"));
}

void TestShownRows::takesWhatWasJudgedLater()
{
    ShownRows rows;
    rows.showFound();
    rows.addFound({10, 20, 30, 40}, false);
    rows.insertBehind(rows.waitingBehind(35)); // 40 waits behind
    rows.addLate({5, 10, 21, 22, 25, 31, 50}, {11});
    QCOMPARE(rows.waitingInFront(), 1);     // 5
    QCOMPARE(rows.waitingBehind(1'000), 3); // 31, 40, 50
    QCOMPARE(rows.waitingLate(), std::size_t{3});
    auto late = rows.nextLate();
    QCOMPARE(late.row, 2);
    QCOMPARE(late.count, 3);
    QVERIFY(!late.isRemoval);
    rows.applyLate(late);
    QCOMPARE(draw(rows), QStringLiteral("10 20 21 22 25 30"));
    rows.addLate({}, {5, 10, 21, 22, 40});
    QCOMPARE(rows.waitingInFront(), 0);
    QCOMPARE(rows.waitingBehind(1'000), 2);
    late = rows.nextLate();
    QVERIFY(late.isRemoval);
    QCOMPARE(late.row, 0);
    QCOMPARE(late.count, 1);
    rows.applyLate(late);
    rows.addLate({22}, {}); // judged once more, and kept
    rows.applyLate(rows.nextLate());
    QCOMPARE(rows.waitingLate(), std::size_t{0});
    QCOMPARE(draw(rows), QStringLiteral("20 22 25 30"));
    rows.addLate({}, {20, 22, 25, 30});
    rows.addLate({1}, {}); // waits in front of rows that are about to go
    rows.applyLate(rows.nextLate());
    QCOMPARE(rows.count(), 0);
    rows.insertBehind(rows.waitingBehind(1'000));
    QCOMPARE(draw(rows), QStringLiteral("1 31 50"));
}

void TestShownRows::forgetsLateOnesThatLeft()
{
    ShownRows rows;
    rows.showFound();
    rows.addFound({10, 20, 30}, false);
    rows.insertBehind(3);
    rows.addLate({15, 22, 28}, {20});
    QCOMPARE(rows.leaving(22), 2);
    rows.removeFront(2, 22);
    QCOMPARE(rows.waitingLate(), std::size_t{0});
    QCOMPARE(rows.waitingInFront(), 2); // 22 and 28 are before the first row now
    rows.insertFront(2);
    QCOMPARE(draw(rows), QStringLiteral("22 28 30"));
}

QTEST_GUILESS_MAIN(TestShownRows)
#include "tst_shownrows.moc"
