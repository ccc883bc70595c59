// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/messagebatch.h"

#include <QString>

namespace gnat {

/// The filter term that says of a message what this cell of its row says: "filter like this cell". It accepts the
/// message. Empty where a filter has no word for it. `column` is a MessageListModel::Column, `text` what the cell
/// shows, of a subscription its pattern alone.
QString filterForCell(int column, const QString &text, const MessageView &message);

} // namespace gnat
