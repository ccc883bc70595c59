// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/chip.h"
#include "filter/filter.h"
#include "items/roles.h"
#include "live/listsampling.h"
#include "messagelistfixture.h"
#include "messages/freshrows.h"
#include "messages/messageselection.h"
#include "messages/newerpill.h"

#include <QScrollBar>
#include <QSignalSpy>
#include <QWheelEvent>

using namespace gnat;

/// The list holds still while somebody reads, whatever comes, leaves or is filtered.
class MessageTableTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_list = std::make_unique<test::MessageListFixture>();
        QVERIFY(m_list->show());
    }
    void cleanup() { m_list.reset(); }

    void aClickHoldsAndThePillCounts();
    void scrollingUpHolds();
    void whatIsReadSurvivesEviction();
    void anEvictedRowLeavesNoOtherCurrent();
    void theSelectionSurvivesAFilter();
    void aSampledListOpensAroundTheClickedRow();
    void saysWhatIsNoLongerKept();
    void stepsAreRoundAndSteady();
    void onlyFewRowsThatAreSeenGlow();

private:
    MessageTable &table() const { return m_list->table; }
    MessageListModel &model() const { return m_list->model; }
    int topRow() const { return table().verticalScrollBar()->value(); }
    quint64 positionAtTop() const { return model().position(topRow()); }
    void click(int row) const
    {
        QTest::mouseClick(table().viewport(), Qt::LeftButton, {},
                          table().visualRect(model().index(row, MessageListModel::Subject)).center());
    }
    NewerPill *pill() const { return table().findChild<NewerPill *>(); }
    void setFilter(const char *text) const
    {
        FilterError error;
        const auto filter = Filter::compile(QString::fromUtf8(text), &error);
        QVERIFY2(filter, qPrintable(error.message));
        model().setFilter(*filter);
    }

    std::unique_ptr<test::MessageListFixture> m_list;
};

void MessageTableTest::aClickHoldsAndThePillCounts()
{
    m_list->append(200);
    QVERIFY(table().isFollowing());
    click(topRow() + 3);
    QVERIFY(!table().isFollowing());
    const auto top = positionAtTop();
    m_list->append(1234);
    QCOMPARE(positionAtTop(), top);
    QVERIFY(pill()->isVisible());
    QVERIFY(pill()->text().contains(QStringLiteral("1,234")));
    QTest::mouseClick(pill(), Qt::LeftButton);
    QVERIFY(table().isFollowing());
    QVERIFY(!pill()->isVisible());
    QCOMPARE(topRow(), table().verticalScrollBar()->maximum());
    QTest::keyClick(&table(), Qt::Key_Home);
    QCOMPARE(topRow(), 0);
    m_list->append(10);
    QVERIFY(pill()->isVisible());
    QTest::keyClick(&table(), Qt::Key_End);
    QVERIFY(table().isFollowing());
}

void MessageTableTest::scrollingUpHolds()
{
    m_list->append(500);
    const QPointF where = table().viewport()->rect().center();
    QWheelEvent wheel(where, table().viewport()->mapToGlobal(where), {}, {0, 240}, Qt::NoButton, Qt::NoModifier,
                      Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(table().viewport(), &wheel);
    QVERIFY(!table().isFollowing());
    const auto top = positionAtTop();
    for (int i = 0; i < 20; ++i)
        m_list->append(100);
    QCOMPARE(positionAtTop(), top);
    QCOMPARE(table().newerRows(), 2000);
}

void MessageTableTest::whatIsReadSurvivesEviction()
{
    m_list->log.setBudget(400'000);
    for (int i = 0; i < 10; ++i)
        m_list->append(200, "0123456789");
    click(topRow() + 2);
    QTest::mouseClick(table().viewport(), Qt::LeftButton, Qt::ShiftModifier,
                      table().visualRect(model().index(topRow() + 5, 1)).center());
    const auto top = positionAtTop();
    const auto current = table().currentIndex().data(PositionRole).toULongLong();
    QVERIFY(m_list->log.begin() == 0);
    int frames = 0;
    for (; frames < 100 && m_list->log.begin() < 800; ++frames) {
        m_list->append(200, "0123456789");
        QCOMPARE(positionAtTop(), top);
        QCOMPARE(table().currentIndex().data(PositionRole).toULongLong(), current);
        QCOMPARE(rowCount(selectedRows(table())), 4);
    }
    QVERIFY(m_list->log.begin() > 0); // others have left meanwhile
}

void MessageTableTest::anEvictedRowLeavesNoOtherCurrent()
{
    m_list->log.setBudget(1'000'000);
    m_list->append(1000, "0123456789");
    QTest::keyClick(&table(), Qt::Key_Home);
    click(0);
    QCOMPARE(table().currentIndex().row(), 0);
    QSignalSpy changes(&table(), &MessageTable::currentMessageChanged);
    while (m_list->log.begin() == 0)
        m_list->append(1000, "0123456789");
    QVERIFY(!table().currentIndex().isValid()); // and not its neighbour, which nobody chose
    QCOMPARE(changes.size(), 1);
    QVERIFY(table().currentMessage().isEmpty());
}

void MessageTableTest::theSelectionSurvivesAFilter()
{
    for (int i = 0; i < 300; ++i)
        m_list->append(1, "x", i % 3 == 0 ? "keep.this" : "drop.that");
    QTest::keyClick(&table(), Qt::Key_Home);
    click(6); // "keep.this"
    const auto current = table().currentIndex().data(PositionRole).toULongLong();
    setFilter("keep.>");
    QTRY_COMPARE(table().currentIndex().data(PositionRole).toULongLong(), current);
    QTRY_COMPARE(model().rowCount(), 100);
    QCOMPARE(rowCount(selectedRows(table())), 1);
    QVERIFY(table().viewport()->rect().contains(table().visualRect(table().currentIndex())));
    QVERIFY(!table().isFollowing());
    setFilter("drop.>"); // it does not pass
    QTRY_COMPARE(model().rowCount(), 200);
    QVERIFY(!table().currentIndex().isValid());
    setFilter("");
    QTRY_COMPARE(table().currentIndex().data(PositionRole).toULongLong(), current);
    QVERIFY(table().viewport()->rect().contains(table().visualRect(table().currentIndex())));
}

void MessageTableTest::aSampledListOpensAroundTheClickedRow()
{
    model().setSampling(100);
    connect(
        &table(), &MessageTable::followingChanged, &model(),
        [this](bool isFollowing) { model().setSampling(isFollowing ? 100 : 1); }, Qt::QueuedConnection);
    for (int i = 0; i < 20; ++i)
        m_list->append(1000);
    QVERIFY(model().rowCount() < 300);
    const int row = topRow() + 4;
    const auto clicked = model().position(row);
    const int y = table().visualRect(model().index(row, 1)).y();
    click(row);
    QTRY_COMPARE(model().rowCount(), 20'000);
    QCOMPARE(table().currentIndex().data(PositionRole).toULongLong(), clicked);
    QVERIFY(qAbs(table().visualRect(table().currentIndex()).y() - y) < 24); // where it was, to a row
    QCOMPARE(rowCount(selectedRows(table())), 1);
    m_list->append(500);
    QCOMPARE(table().newerRows(), 500); // messages, not samples
    QTest::keyClick(&table(), Qt::Key_End);
    QTRY_COMPARE(model().sampling(), 100U);
}

void MessageTableTest::saysWhatIsNoLongerKept()
{
    m_list->append(500);
    auto *note = table().findChild<Chip *>();
    table().setOlderCount(12'345);
    QVERIFY(!note->isVisible()); // the newest rows are shown
    QTest::keyClick(&table(), Qt::Key_Home);
    QVERIFY(note->isVisible());
    QCOMPARE(note->text(), QStringLiteral("12,345 older messages are no longer kept"));
    QSignalSpy wanted(&table(), &MessageTable::moreMemoryWanted);
    QTest::mouseClick(note, Qt::LeftButton);
    QCOMPARE(wanted.size(), 1);
}

void MessageTableTest::stepsAreRoundAndSteady()
{
    QCOMPARE(samplingStep(190, 1), 1U);
    QCOMPARE(samplingStep(240, 1), 1U);
    QCOMPARE(samplingStep(98'000, 1), 410U);
    QCOMPARE(samplingStep(100'000, 410), 410U);
    QCOMPARE(samplingStep(300'000, 410), 1300U);
    QCOMPARE(samplingStep(500, 410), 3U);
    QCOMPARE(samplingStep(230, 2), 2U); // around the limit it does not flicker
    QCOMPARE(samplingStep(150, 2), 1U);
    QCOMPARE(samplingStep(0, 410), 1U);
}

void MessageTableTest::onlyFewRowsThatAreSeenGlow()
{
    m_list->append(10);
    const auto newest = [this] {
        return model().position(model().rowCount() - 1);
    };
    const auto *few = new FreshRows(table());
    m_list->append(3);
    QVERIFY(few->isFading() && few->strength(newest()) > 0);
    const auto *many = new FreshRows(table());
    m_list->append(60);
    QVERIFY(!many->isFading() && qFuzzyIsNull(many->strength(newest())));
    QTRY_VERIFY(!few->isFading());
    const auto *unseen = new FreshRows(table());
    table().hide();
    m_list->append(3);
    QVERIFY(!unseen->isFading() && qFuzzyIsNull(unseen->strength(newest())));
    table().show();
    m_list->theme.setStill(true); // reduced motion
    const auto *still = new FreshRows(table());
    m_list->append(3);
    QVERIFY(!still->isFading() && qFuzzyIsNull(still->strength(newest())));
    m_list->theme.setStill(false);
    m_list->append(3);
    QVERIFY(still->isFading() && still->strength(newest()) > 0);
}

QTEST_MAIN(MessageTableTest)
#include "tst_messagetable.moc"
