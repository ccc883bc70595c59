// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QModelIndex;
class QTableView;

namespace gnat {

/// From now on a click into the Reply column of `table`, which shows a MessageListModel, goes to the partner of that
/// message.
void jumpOnReplyClick(QTableView &table);
/// Makes the request of a reply, or the first reply to a request, the current row of `table`; says why at the mouse
/// if it cannot.
void jumpToPartner(QTableView &table, const QModelIndex &index);

} // namespace gnat
