// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTableView>

namespace gnat {

/// A QTableView over any number of rows of one height: it keeps nothing for a row (Qt's own keeps 8 bytes, and touches
/// them whenever rows come or go), and paints what is in view. The vertical scroll bar counts rows. Columns are Qt's,
/// in a header as usual; there is no header of rows, no span, no hidden row and no grid. Left to right. GUI thread.
class LongTable : public QTableView
{
    Q_OBJECT

public:
    explicit LongTable(int rowHeight, QWidget *parent = nullptr);

    void setModel(QAbstractItemModel *model) override;
    void setRootIndex(const QModelIndex &index) override;
    QRect visualRect(const QModelIndex &index) const override;
    QModelIndex indexAt(const QPoint &point) const override;
    void scrollTo(const QModelIndex &index, ScrollHint hint = EnsureVisible) override;
    void reset() override;
    /// The first and the last row that are in view, in part at least; the last is before the first if there is none.
    int firstRowInView() const;
    int lastRowInView() const;

protected:
    void paintEvent(QPaintEvent *event) override;
    void updateGeometries() override;
    void scrollContentsBy(int dx, int dy) override;
    void rowsInserted(const QModelIndex &parent, int first, int last) override;
    void dataChanged(const QModelIndex &topLeft, const QModelIndex &bottomRight, const QList<int> &roles = {}) override;
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;
    int verticalOffset() const override;
    bool isIndexHidden(const QModelIndex &index) const override;
    void setSelection(const QRect &rect, QItemSelectionModel::SelectionFlags command) override;
    QRegion visualRegionForSelection(const QItemSelection &selection) const override;

private:
    int rowCount() const;
    int rowsInPage() const;
    qint64 topOf(int row) const;
    QRect rowsRect(int first, int last) const;
    void rowsWereRemoved();
    void paintRow(QPainter &painter, QStyleOptionViewItem &option, int row, const QRect &dirty);
    void scrollToColumn(int column);
    int columnBeside(int column, int step) const;

    const int m_rowHeight;
    bool m_isUpdatingGeometries = false;
};

} // namespace gnat
