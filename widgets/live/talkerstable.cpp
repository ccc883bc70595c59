// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "live/talkerstable.h"

#include "items/keyedtablemodel.h"
#include "items/roles.h"
#include "live/talkerdelegate.h"

#include <QHeaderView>
#include <QSortFilterProxyModel>
#include <QTableView>

namespace gnat {

QTableView *makeTalkersTable(KeyedTableModel &model, QSortFilterProxyModel &proxy, int barColumn, const QString &name,
                             QWidget *parent)
{
    constexpr int rowHeight = 22;
    proxy.setSourceModel(&model);
    proxy.setSortRole(SortRole);
    auto *table = new QTableView(parent);
    table->setModel(&proxy);
    table->setItemDelegate(new TalkerDelegate(barColumn, table));
    table->setSortingEnabled(true);
    table->sortByColumn(1, Qt::DescendingOrder);
    table->setShowGrid(false);
    table->setFrameShape(QFrame::NoFrame);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setSelectionMode(QAbstractItemView::SingleSelection);
    table->setTabKeyNavigation(false);
    table->setWordWrap(false);
    table->setAccessibleName(name);
    table->verticalHeader()->hide();
    table->verticalHeader()->setMinimumSectionSize(rowHeight);
    table->verticalHeader()->setDefaultSectionSize(rowHeight);
    table->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    return table;
}

} // namespace gnat
