// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace gnat {

/// Rows of figures in mono, one column of them with a bar: a share of 0 … 1 in SortRole. GUI thread.
class TalkerDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    TalkerDelegate(int barColumn, QObject *parent) : QStyledItemDelegate(parent), m_barColumn(barColumn) {}

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    int m_barColumn;
};

} // namespace gnat
