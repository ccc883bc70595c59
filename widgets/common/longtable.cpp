// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/longtable.h"

#include <QAbstractButton>
#include <QHeaderView>
#include <QPaintEvent>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>
#include <limits>

namespace gnat {

namespace {

/// In the place of Qt's header of rows; it sees no rows.
class NoRows final : public QHeaderView
{
public:
    explicit NoRows(QWidget *parent) : QHeaderView(Qt::Vertical, parent) {}
    void setModel(QAbstractItemModel * /*model*/) override {}
    void setSelectionModel(QItemSelectionModel * /*selection*/) override {}
};

/// Far outside is far outside: coordinates of a widget are ints.
int toInt(qint64 value)
{
    constexpr qint64 most = std::numeric_limits<int>::max() / 2;
    return static_cast<int>(std::clamp(value, -most, most));
}

} // namespace

LongTable::LongTable(int rowHeight, QWidget *parent) : QTableView(parent), m_rowHeight(rowHeight)
{
    setVerticalHeader(new NoRows(this));
    verticalHeader()->hide();
    // Qt's button in the corner of both headers: only QTableView::updateGeometries() would put it away.
    for (auto *corner : findChildren<QAbstractButton *>(QString(), Qt::FindDirectChildrenOnly))
        corner->hide();
    setShowGrid(false);
    setWordWrap(false);
    setSelectionBehavior(SelectRows);
    setHorizontalScrollMode(ScrollPerPixel);
    setVerticalScrollMode(ScrollPerItem);
    horizontalScrollBar()->setSingleStep(rowHeight);
}

int LongTable::rowCount() const
{
    return model() ? model()->rowCount(rootIndex()) : 0;
}

/// Whole rows.
int LongTable::rowsInPage() const
{
    return std::max(1, viewport()->height() / m_rowHeight);
}

/// From the top of the view. At the end the last row stands at the lower edge, else the first at the upper one.
qint64 LongTable::topOf(int row) const
{
    const auto *bar = verticalScrollBar();
    if (bar->maximum() > 0 && bar->value() == bar->maximum())
        return viewport()->height() - qint64{rowCount() - row} * m_rowHeight;
    return (qint64{row} - bar->value()) * m_rowHeight;
}

int LongTable::firstRowInView() const
{
    return std::max(0, verticalScrollBar()->value() - (topOf(verticalScrollBar()->value()) > 0 ? 1 : 0));
}

int LongTable::lastRowInView() const
{
    const int first = firstRowInView();
    const auto height = viewport()->height() - topOf(first);
    return static_cast<int>(std::min<qint64>(rowCount(), first + (height + m_rowHeight - 1) / m_rowHeight)) - 1;
}

QRect LongTable::rowsRect(int first, int last) const
{
    const int from = std::max(first, firstRowInView());
    const int to = std::min(last, lastRowInView());
    if (from > to)
        return {};
    return {0, toInt(topOf(from)), viewport()->width(), (to - from + 1) * m_rowHeight};
}

QRect LongTable::visualRect(const QModelIndex &index) const
{
    if (!index.isValid() || index.parent() != rootIndex() || isIndexHidden(index))
        return {};
    return {columnViewportPosition(index.column()), toInt(topOf(index.row())), columnWidth(index.column()),
            m_rowHeight};
}

/// Also of points outside of the view: what is selected may begin there.
QModelIndex LongTable::indexAt(const QPoint &point) const
{
    const int first = verticalScrollBar()->value();
    const auto distance = point.y() - topOf(first);
    const auto row = first + (distance >= 0 ? distance / m_rowHeight : -((m_rowHeight - 1 - distance) / m_rowHeight));
    const int column = columnAt(point.x());
    if (row < 0 || row >= rowCount() || column < 0)
        return {};
    return model()->index(static_cast<int>(row), column, rootIndex());
}

void LongTable::scrollToColumn(int column)
{
    auto *bar = horizontalScrollBar();
    const int left = columnViewportPosition(column);
    const int right = left + columnWidth(column);
    if (left < 0 || right - left > viewport()->width())
        bar->setValue(bar->value() + left);
    else if (right > viewport()->width())
        bar->setValue(bar->value() + right - viewport()->width());
}

void LongTable::scrollTo(const QModelIndex &index, ScrollHint hint)
{
    if (!index.isValid() || index.parent() != rootIndex() || isIndexHidden(index))
        return;
    scrollToColumn(index.column());
    auto *bar = verticalScrollBar();
    const auto top = topOf(index.row());
    const bool isAbove = top < 0;
    const bool isBelow = top + m_rowHeight > viewport()->height();
    const int page = rowsInPage();
    if (hint == PositionAtCenter)
        bar->setValue(index.row() - page / 2);
    else if (hint == PositionAtTop || (hint == EnsureVisible && isAbove))
        bar->setValue(index.row());
    else if (hint == PositionAtBottom || isBelow)
        bar->setValue(index.row() - page + 1);
}

void LongTable::setModel(QAbstractItemModel *newModel)
{
    if (model())
        disconnect(model(), &QAbstractItemModel::rowsRemoved, this, &LongTable::rowsWereRemoved);
    QTableView::setModel(newModel);
    if (newModel)
        connect(newModel, &QAbstractItemModel::rowsRemoved, this, &LongTable::rowsWereRemoved);
    updateGeometries();
}

void LongTable::setRootIndex(const QModelIndex &index)
{
    QTableView::setRootIndex(index);
    updateGeometries();
}

void LongTable::reset()
{
    QTableView::reset();
    updateGeometries();
    viewport()->update();
}

void LongTable::rowsInserted(const QModelIndex &parent, int first, int last)
{
    QTableView::rowsInserted(parent, first, last);
    const bool isBelowView = first > lastRowInView() + (last - first + 1);
    updateGeometries();
    if (!isBelowView)
        viewport()->update();
}

void LongTable::rowsWereRemoved()
{
    updateGeometries();
    viewport()->update();
}

/// Nothing is edited here, so all that is to be done is to paint.
void LongTable::dataChanged(const QModelIndex &topLeft, const QModelIndex &bottomRight, const QList<int> & /*roles*/)
{
    auto changed = rowsRect(topLeft.row(), bottomRight.row());
    if (topLeft.column() == bottomRight.column())
        changed &=
            QRect(columnViewportPosition(topLeft.column()), 0, columnWidth(topLeft.column()), viewport()->height());
    if (!changed.isEmpty())
        viewport()->update(changed);
}

void LongTable::updateGeometries()
{
    if (m_isUpdatingGeometries)
        return;
    m_isUpdatingGeometries = true;
    auto *columns = horizontalHeader();
    const int height = columns->isHidden() ? 0 : std::max(columns->minimumHeight(), columns->sizeHint().height());
    setViewportMargins(0, height, 0, 0);
    const auto inside = viewport()->geometry();
    columns->setGeometry(inside.left(), inside.top() - height, inside.width(), height);
    auto *across = horizontalScrollBar();
    across->setPageStep(viewport()->width());
    across->setRange(0, std::max(0, columns->length() - viewport()->width()));
    auto *down = verticalScrollBar();
    down->setPageStep(rowsInPage());
    down->setRange(0, std::max(0, rowCount() - rowsInPage()));
    m_isUpdatingGeometries = false;
    // Not QTableView's: it would count the rows of the header.
    QAbstractItemView::updateGeometries(); // NOLINT(bugprone-parent-virtual-call)
}

void LongTable::scrollContentsBy(int dx, int dy)
{
    if (dx)
        horizontalHeader()->setOffset(horizontalScrollBar()->value());
    if (dx || dy)
        viewport()->update();
}

int LongTable::verticalOffset() const
{
    return toInt(-topOf(0));
}

bool LongTable::isIndexHidden(const QModelIndex &index) const
{
    return isColumnHidden(index.column());
}

/// The next column in view in this direction; `column` if there is none.
int LongTable::columnBeside(int column, int step) const
{
    const auto *columns = horizontalHeader();
    for (int place = columns->visualIndex(column) + step; place >= 0 && place < columns->count(); place += step) {
        if (const int beside = columns->logicalIndex(place); !isColumnHidden(beside))
            return beside;
    }
    return column;
}

QModelIndex LongTable::moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers)
{
    const int last = rowCount() - 1;
    if (last < 0)
        return {};
    const auto *columns = horizontalHeader();
    const auto now = currentIndex();
    int row = std::max(0, now.row());
    int column = now.isValid() ? now.column() : columnBeside(columns->logicalIndex(0), 0);
    const bool isControl = modifiers.testFlag(Qt::ControlModifier);
    switch (action) {
    case MoveUp:
    case MoveDown:
        if (now.isValid())
            row += action == MoveUp ? -1 : 1;
        if (isControl)
            row = action == MoveUp ? 0 : last;
        break;
    case MovePageUp:
        row -= rowsInPage();
        break;
    case MovePageDown:
        row += rowsInPage();
        break;
    case MoveHome:
    case MoveEnd:
        row = action == MoveHome ? 0 : last;
        break;
    case MoveLeft:
    case MovePrevious:
        column = columnBeside(column, -1);
        break;
    case MoveRight:
    case MoveNext:
        column = columnBeside(column, 1);
        break;
    }
    return model()->index(std::clamp(row, 0, last), column, rootIndex());
}

void LongTable::setSelection(const QRect &rect, QItemSelectionModel::SelectionFlags command)
{
    if (!selectionModel())
        return;
    const auto from = indexAt({rect.left(), rect.top()});
    const auto to = indexAt({rect.right(), rect.bottom()});
    if (!from.isValid() || !to.isValid())
        return;
    const auto [top, bottom] = std::minmax({from.row(), to.row()});
    const auto [left, right] = std::minmax({from.column(), to.column()});
    const QItemSelection chosen(model()->index(top, left, rootIndex()), model()->index(bottom, right, rootIndex()));
    selectionModel()->select(chosen, command);
}

QRegion LongTable::visualRegionForSelection(const QItemSelection &selection) const
{
    QRegion region;
    for (const auto &range : selection)
        region += rowsRect(range.top(), range.bottom());
    return region;
}

void LongTable::paintEvent(QPaintEvent *event)
{
    if (!model())
        return;
    QPainter painter(viewport());
    QStyleOptionViewItem option;
    initViewItemOption(&option);
    for (int row = firstRowInView(), last = lastRowInView(); row <= last; ++row)
        paintRow(painter, option, row, event->rect());
}

void LongTable::paintRow(QPainter &painter, QStyleOptionViewItem &option, int row, const QRect &dirty)
{
    const int top = toInt(topOf(row));
    if (top > dirty.bottom() || top + m_rowHeight <= dirty.top())
        return;
    const auto *columns = horizontalHeader();
    const auto state = option.state;
    const auto current = currentIndex();
    for (int place = 0; place < columns->count(); ++place) {
        const int column = columns->logicalIndex(place);
        const int left = columnViewportPosition(column);
        if (isColumnHidden(column) || left > dirty.right() || left + columnWidth(column) <= dirty.left())
            continue;
        const auto index = model()->index(row, column, rootIndex());
        option.rect = {left, top, columnWidth(column), m_rowHeight};
        option.state = state;
        option.state.setFlag(QStyle::State_Selected, selectionModel() && selectionModel()->isSelected(index));
        option.state.setFlag(QStyle::State_HasFocus, index == current && (hasFocus() || viewport()->hasFocus()));
        style()->drawPrimitive(QStyle::PE_PanelItemViewRow, &option, &painter, this);
        itemDelegateForIndex(index)->paint(&painter, option, index);
    }
    option.state = state;
}

} // namespace gnat
