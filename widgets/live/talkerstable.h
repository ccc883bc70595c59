// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QSortFilterProxyModel;
class QTableView;
class QWidget;

namespace gnat {

class KeyedTableModel;

/// A table of who sends most, sorted by its second column at first, the largest on top, with bars in one column. The
/// first column takes what is left. Gives `proxy` its model.
QTableView *makeTalkersTable(KeyedTableModel &model, QSortFilterProxyModel &proxy, int barColumn, const QString &name,
                             QWidget *parent);

} // namespace gnat
