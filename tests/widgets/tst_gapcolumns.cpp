// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "codecs/payloadcodec.h"
#include "subjectspanefixture.h"
#include "support/qtwarnings.h"
#include "traffic/messagelog.h"

#include <QHeaderView>

using namespace gnat;
using namespace gnat::test;

/// The columns with the times between messages, chosen and sorted by mouse.
class GapColumnsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { failOnQtWarnings(); }
    void areKeptWhileShown();
    void comeBack();
};

namespace {

constexpr std::int64_t ms = 1'000'000;
using Column = SubjectTreeModel::Column;

/// A pane with a log, as the Live page has it.
struct LiveHouse : House
{
    LiveHouse() { startAgain(); }
    ~LiveHouse() { pane.reset(); } // before the log

    void startAgain()
    {
        start();
        pane->showLastValues(log, codecs);
        pane->refresh();
    }
    void arrive(const std::vector<std::pair<const char *, int>> &arrivals)
    {
        BatchBuilder builder(source);
        for (const auto &[subject, at] : arrivals)
            QVERIFY(builder.append({subject, {}, {}, "x"}, at * ms, SubscriptionId(1)));
        const BatchPtr batch = builder.take();
        tree->add(*batch);
        log.append(batch);
        tree->aggregate(now += 33'000'000);
        pane->refresh();
    }
    QString cell(const char *subject, Column column) const
    {
        const auto index = pane->model()->indexOf(source, subject).siblingAtColumn(int(column));
        return index.data().toLongLong() < 0 ? QStringLiteral("-") : QString::number(index.data().toLongLong() / ms);
    }

    MessageLog log{ledger};
    CodecRegistry codecs;
};

} // namespace

void GapColumnsTest::areKeptWhileShown()
{
    LiveHouse house;
    house.arrive({{"fast", 10}, {"slow", 10}, {"fast", 20}, {"once", 30}, {"slow", 900}});
    QVERIFY(!house.tree->keepsGaps());
    house.chooseInTitle(QStringLiteral("Longest gap"));
    QVERIFY(house.tree->keepsGaps());
    QCOMPARE(house.cell("fast", Column::LongestGap), QStringLiteral("10")); // of what is kept already
    house.arrive({{"fast", 60}});
    QCOMPARE(house.cell("fast", Column::LongestGap), QStringLiteral("40"));
    QCOMPARE(house.cell("once", Column::LongestGap), QStringLiteral("-"));
    auto *header = house.view().header();
    QVERIFY(!header->isSectionHidden(int(Column::LongestGap)));
    QVERIFY(header->isSectionHidden(int(Column::ShortestGap)));
    QVERIFY(QTest::qWaitForWindowExposed(house.pane.get()));
    const QPoint at(header->sectionViewportPosition(int(Column::LongestGap)) + 10, header->height() / 2);
    QTest::mouseClick(header->viewport(), Qt::LeftButton, {}, at);
    QCOMPARE(shown(house.view()).remove(u'>'), u"office\n  slow\n  fast\n  once\n"_qs);
    QTest::mouseClick(header->viewport(), Qt::LeftButton, {}, at);
    QCOMPARE(shown(house.view()).remove(u'>'), u"office\n  fast\n  slow\n  once\n"_qs);
    house.chooseInTitle(QStringLiteral("Longest gap")); // hides it, but the rows are sorted by it
    QVERIFY(house.tree->keepsGaps());
    house.view().sortByColumn(0, Qt::AscendingOrder);
    QVERIFY(!house.tree->keepsGaps());
}

void GapColumnsTest::comeBack()
{
    LiveHouse house;
    house.chooseInTitle(QStringLiteral("Shortest gap"));
    house.chooseInTitle(QStringLiteral("Last value"));
    house.startAgain();
    QVERIFY(house.tree->keepsGaps());
    const auto *header = house.view().header();
    QVERIFY(!header->isSectionHidden(int(Column::ShortestGap)));
    QVERIFY(header->visualIndex(int(Column::LastValue)) > header->visualIndex(int(Column::LongestGap)));
    house.arrive({{"a.b", 10}, {"a.b", 17}, {"a.c", 20}, {"a.c", 22}});
    QCOMPARE(house.cell("a.b", Column::ShortestGap), QStringLiteral("7"));
    QCOMPARE(house.cell("a", Column::ShortestGap), QStringLiteral("2"));
    house.chooseInTitle(QStringLiteral("Shortest gap"));
    QVERIFY(!house.tree->keepsGaps());
}

QTEST_MAIN(GapColumnsTest)
#include "tst_gapcolumns.moc"
