// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "exchange/requeststatistics.h"
#include "items/keyedtablemodel.h"

#include <vector>

namespace gnat {

/// Columns of the table of requests by subject; its rows are keyed by subject, the row of all others by "".
enum class RequestColumn {
    Subject,
    Requests,
    Answered,
    NoResponders,
    TimedOut,
    NotSeen,
    Half,
    Most,
    NearlyAll,
    Longest
};

KeyedTableModel *makeRequestTable(QObject *parent);
/// In the order in which the subjects were seen first.
QList<TableRow> requestRows(const std::vector<RequestFigures> &figures);

} // namespace gnat
