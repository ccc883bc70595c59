// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QStyledItemDelegate>

class QAbstractItemModel;
class QTableView;

namespace gnat {

/// Rows of the cluster's tables: data in mono, what we say in the UI font, notes as chips, states as dots and icons.
class ClusterDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    /// `plain` columns are in the UI font.
    explicit ClusterDelegate(QList<int> plain, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    QList<int> m_plain;
};

/// A table of the cluster page: fixed rows, no grid, sorted by a click on its header if `isSortable`.
QTableView *makeClusterTable(QAbstractItemModel *model, const QString &name, const QList<int> &plainColumns,
                             bool isSortable, QWidget *parent);
/// Widths of the columns; 0 stretches.
void setColumnWidths(QTableView *table, const QList<int> &widths);

} // namespace gnat
