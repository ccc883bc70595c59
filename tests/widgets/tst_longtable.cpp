// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/longtable.h"

#include <QAbstractTableModel>
#include <QHeaderView>
#include <QScrollBar>
#include <QTest>

using namespace gnat;

namespace {

constexpr int rowHeight = 24;
constexpr int many = 1'000'000'000;

/// Rows that are numbers.
class Numbers final : public QAbstractTableModel
{
public:
    explicit Numbers(int rows) : m_rows(rows) {}

    int rowCount(const QModelIndex & /*parent*/ = {}) const override { return m_rows; }
    int columnCount(const QModelIndex & /*parent*/ = {}) const override { return 3; }
    QVariant data(const QModelIndex &index, int role) const override
    {
        return role == Qt::DisplayRole ? QVariant(index.row()) : QVariant();
    }
    void insert(int first, int count)
    {
        beginInsertRows({}, first, first + count - 1);
        m_rows += count;
        endInsertRows();
    }
    void remove(int first, int count)
    {
        beginRemoveRows({}, first, first + count - 1);
        m_rows -= count;
        endRemoveRows();
    }
    void change(int row) { Q_EMIT dataChanged(index(row, 0), index(row, 2)); }

private:
    int m_rows;
};

class CountingTable final : public LongTable
{
public:
    using LongTable::LongTable;
    int paints = 0;

protected:
    void paintEvent(QPaintEvent *event) override
    {
        ++paints;
        LongTable::paintEvent(event);
    }
};

} // namespace

/// A table of a thousand million rows does what QTableView does with few.
class LongTableTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_model = std::make_unique<Numbers>(many);
        m_table = std::make_unique<CountingTable>(rowHeight);
        m_table->setModel(m_model.get());
        m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
        m_table->resize(400, 500);
        m_table->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_table.get()));
    }
    void cleanup() { m_table.reset(); }

    void theBarCountsRows()
    {
        const int page = m_table->viewport()->height() / rowHeight;
        QCOMPARE(bar().maximum(), many - page);
        QCOMPARE(bar().pageStep(), page);
        QCOMPARE(m_table->verticalHeader()->count(), 0);
        QCOMPARE(m_table->viewport()->y(), m_table->horizontalHeader()->geometry().bottom() + 1);
        QCOMPARE(m_table->childAt(5, 5), m_table->horizontalHeader()->viewport()); // nothing covers it
    }

    void theLastRowStandsAtTheLowerEdge()
    {
        m_table->scrollToBottom();
        QCOMPARE(m_table->lastRowInView(), many - 1);
        QCOMPARE(rectOf(many - 1).bottom(), m_table->viewport()->height() - 1);
        QCOMPARE(m_table->indexAt({10, m_table->viewport()->height() - 1}).row(), many - 1);
        QCOMPARE(m_table->indexAt({10, 0}).row(), m_table->firstRowInView());
        bar().setValue(bar().maximum() - 1);
        QCOMPARE(rectOf(bar().value()).top(), 0);
    }

    void scrollsToARow()
    {
        constexpr int wanted = 777'777'777;
        m_table->scrollTo(m_model->index(wanted, 0), QAbstractItemView::PositionAtCenter);
        const auto middle = m_table->viewport()->rect().center().y();
        QVERIFY(qAbs(rectOf(wanted).center().y() - middle) <= rowHeight);
        const int top = bar().value();
        m_table->scrollTo(m_model->index(wanted + 1, 0)); // in view already
        QCOMPARE(bar().value(), top);
        m_table->scrollTo(m_model->index(top - 1, 0));
        QCOMPARE(rectOf(top - 1).top(), 0);
        m_table->scrollTo(m_model->index(wanted + 1000, 0));
        QVERIFY(rectOf(wanted + 1000).bottom() < m_table->viewport()->height());
        QCOMPARE(m_table->lastRowInView() - (wanted + 1000), m_table->viewport()->height() % rowHeight ? 1 : 0);
    }

    void clicksSelectRows()
    {
        bar().setValue(500'000'000);
        click(500'000'002);
        QCOMPARE(selected(), (QPair(500'000'002, 500'000'002)));
        click(500'000'005, Qt::ShiftModifier);
        QCOMPARE(selected(), (QPair(500'000'002, 500'000'005)));
        bar().setValue(500'100'000); // where the range began is far out of view
        click(500'100'003, Qt::ShiftModifier);
        QCOMPARE(selected(), (QPair(500'000'002, 500'100'003)));
        QVERIFY(m_table->selectionModel()->isRowSelected(500'050'000));
        bar().setValue(499'900'000);
        click(499'900'001, Qt::ShiftModifier);
        QCOMPARE(selected(), (QPair(499'900'001, 500'000'002)));
    }

    void keysMoveTheCurrentRow()
    {
        m_table->setCurrentIndex(m_model->index(10, 1));
        const int page = bar().pageStep();
        press(Qt::Key_Down);
        QCOMPARE(current(), QPoint(1, 11));
        press(Qt::Key_PageDown);
        QCOMPARE(current(), QPoint(1, 11 + page));
        press(Qt::Key_PageUp);
        press(Qt::Key_Up);
        QCOMPARE(current(), QPoint(1, 10));
        press(Qt::Key_Down, Qt::ShiftModifier);
        QCOMPARE(selected(), (QPair(10, 11)));
        press(Qt::Key_End);
        QCOMPARE(current(), QPoint(1, many - 1));
        QCOMPARE(m_table->lastRowInView(), many - 1);
        press(Qt::Key_Home);
        QCOMPARE(current(), QPoint(1, 0));
        m_table->setColumnHidden(2, true);
        press(Qt::Key_Right);
        QCOMPARE(current(), QPoint(1, 0));
        press(Qt::Key_Left);
        QCOMPARE(current(), QPoint(0, 0));
    }

    void rowsThatComeOutOfViewAreNotPainted()
    {
        QTRY_VERIFY(m_table->paints > 0);
        QCoreApplication::processEvents();
        const int before = m_table->paints;
        m_model->insert(many, 5);
        m_model->change(many - 1);
        QCoreApplication::processEvents();
        QCOMPARE(m_table->paints, before);
        QCOMPARE(bar().maximum(), many + 5 - bar().pageStep());
        m_model->insert(0, 5);
        QTRY_VERIFY(m_table->paints > before);
        const int after = m_table->paints;
        m_model->change(2);
        QTRY_VERIFY(m_table->paints > after);
        m_model->remove(0, 10);
        QCOMPARE(bar().maximum(), many - bar().pageStep());
    }

    void aShortListHasNoBar()
    {
        Numbers few(3);
        m_table->setModel(&few);
        QCOMPARE(bar().maximum(), 0);
        QCOMPARE(m_table->lastRowInView(), 2);
        QVERIFY(!m_table->indexAt({10, 3 * rowHeight}).isValid());
        QVERIFY(!m_table->indexAt({10, -1}).isValid());
        few.remove(0, 3);
        QCOMPARE(m_table->lastRowInView(), -1);
        m_table->setModel(m_model.get());
    }

private:
    QScrollBar &bar() const { return *m_table->verticalScrollBar(); }
    QRect rectOf(int row) const { return m_table->visualRect(m_model->index(row, 0)); }
    QPoint current() const { return {m_table->currentIndex().column(), m_table->currentIndex().row()}; }
    void click(int row, Qt::KeyboardModifiers modifiers = {}) const
    {
        QTest::mouseClick(m_table->viewport(), Qt::LeftButton, modifiers, rectOf(row).center());
    }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) const
    {
        QTest::keyClick(m_table.get(), key, modifiers);
    }
    /// First and last selected row, if these are one range.
    QPair<int, int> selected() const
    {
        const auto ranges = m_table->selectionModel()->selection();
        return ranges.size() == 1 ? QPair(ranges.first().top(), ranges.first().bottom()) : QPair(-1, -1);
    }

    std::unique_ptr<Numbers> m_model;
    std::unique_ptr<CountingTable> m_table;
};

QTEST_MAIN(LongTableTest)
#include "tst_longtable.moc"
