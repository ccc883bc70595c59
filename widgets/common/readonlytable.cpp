// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/readonlytable.h"

#include "common/headerend.h"
#include "theme/fonts.h"

#include <QHeaderView>
#include <QTableWidget>

namespace gnat {

QTableWidget *makeReadOnlyTable(const QStringList &titles, const QString &name, QWidget *parent)
{
    auto *table = new QTableWidget(0, static_cast<int>(titles.size()), parent);
    table->setHorizontalHeaderLabels(titles);
    table->setAccessibleName(name);
    table->setShowGrid(false);
    table->setFont(monoFont(px::data));
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setTabKeyNavigation(false);
    table->verticalHeader()->hide();
    table->verticalHeader()->setMinimumSectionSize(24);
    table->verticalHeader()->setDefaultSectionSize(24);
    table->horizontalHeader()->setHighlightSections(false);
    table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    HeaderEnd::addTo(*table, *table->horizontalHeader());
    return table;
}

} // namespace gnat
