// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/messagebatch.h"
#include "transfer/messageexport.h"

#include <QtGlobal>

#include <vector>

class QAbstractItemView;
class QModelIndex;

namespace gnat {

class MessageListModel;

/// Rows from `first` to `last`, both of them selected.
struct RowRange
{
    int first = 0;
    int last = 0;

    bool operator==(const RowRange &) const = default;
};

// What is selected in a message list, as ranges: a million selected rows are one range. GUI thread.

/// The selected rows, ascending, without gaps between neighbours.
std::vector<RowRange> selectedRows(const QAbstractItemView &list);
qint64 rowCount(const std::vector<RowRange> &rows);

/// Makes a row current and the only selected one, whatever keys are held down: a view's own setCurrentIndex() takes
/// Shift for a wish to select all between.
void selectOnly(QAbstractItemView &list, const QModelIndex &row);

/// Where the selected rows lie in the source: a stretch without gaps is one range.
std::vector<PositionRange> selectedPositions(const QAbstractItemView &list, const MessageListModel &model);

/// The selected messages, oldest first, for the clipboard.
struct SelectedMessages
{
    static constexpr int maxMessages = 10'000;
    static constexpr qint64 maxBytes = 32'000'000;

    std::vector<MessageHandle> messages;
    qint64 selected = 0;  ///< all that are selected
    qint64 notLoaded = 0; ///< of those looked at: still being read from a file, or no longer kept
    bool isCut = false;   ///< there are more than these
};
SelectedMessages selectedMessages(const QAbstractItemView &list);

} // namespace gnat
