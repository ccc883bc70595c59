// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "messages/listplace.h"

#include "items/messagelistmodel.h"
#include "items/roles.h"
#include "messages/messageselection.h"

#include <QScrollBar>
#include <QTableView>

#include <algorithm>

namespace gnat {

void ListPlace::remember(const QTableView &list)
{
    forget();
    const auto *model = list.model();
    const int top = list.verticalScrollBar()->value();
    if (const auto first = model->index(top, 0); first.isValid())
        m_top = first.data(PositionRole).toULongLong();
    const auto current = list.currentIndex();
    if (!current.isValid())
        return;
    m_current = current.data(PositionRole).toULongLong();
    m_column = current.column();
    m_rowsAbove = current.row() - top;
    const auto rows = selectedRows(list);
    if (rowCount(rows) > maxSelected)
        return;
    for (const auto &range : rows) {
        for (int row = range.first; row <= range.last; ++row)
            m_selected.push_back(model->index(row, 0).data(PositionRole).toULongLong());
    }
}

void ListPlace::select(QTableView &list, const MessageListModel &messages, int row) const
{
    QItemSelection selection;
    for (const auto position : m_selected) {
        if (const int selected = messages.rowOf(position); selected >= 0)
            selection.select(list.model()->index(selected, 0), list.model()->index(selected, 0));
    }
    auto *chosen = list.selectionModel();
    chosen->setCurrentIndex(list.model()->index(row, m_column), QItemSelectionModel::NoUpdate);
    chosen->select(selection, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
}

bool ListPlace::restore(QTableView &list, const MessageListModel &messages, bool isHeld)
{
    const int row = m_current ? messages.rowOf(*m_current) : -1;
    if (m_current && row < 0)
        return false;
    const int top = row >= 0 ? row - m_rowsAbove : m_top && list.model()->rowCount() > 0 ? messages.rowOf(*m_top) : -1;
    if (row < 0 && top < 0)
        return false;
    if (row >= 0)
        select(list, messages, row);
    if (isHeld) {
        const int page = list.verticalScrollBar()->pageStep();
        // A row that was out of sight comes into it: it is what the user had chosen.
        const bool wasSeen = row < 0 || (m_rowsAbove >= 0 && m_rowsAbove < page);
        list.verticalScrollBar()->setValue(std::max(0, wasSeen ? top : row - page / 2));
    }
    forget();
    return true;
}

} // namespace gnat
