// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

class QModelIndex;

namespace gnat {

class MessageTable;

/// From now on a click into the Reply column of `table` goes to the partner of that message.
void jumpOnReplyClick(MessageTable &table);
/// Makes the request of a reply, or the first reply to a request, the current row of `table`, which follows no
/// longer; says why at the mouse if it cannot.
void jumpToPartner(MessageTable &table, const QModelIndex &index);
/// The same for the message at a position of the list's source.
void jumpToPosition(MessageTable &table, quint64 position);

} // namespace gnat
