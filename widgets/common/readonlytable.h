// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

class QTableWidget;
class QWidget;

namespace gnat {

/// A table of facts without rows yet: in mono type, chosen by the row, not to be edited; Tab leaves it.
QTableWidget *makeReadOnlyTable(const QStringList &titles, const QString &name, QWidget *parent);

} // namespace gnat
