// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "messages/messageselection.h"

#include "items/messagelistmodel.h"
#include "items/roles.h"

#include <QAbstractItemView>
#include <QItemSelectionModel>

#include <algorithm>

namespace gnat {

std::vector<RowRange> selectedRows(const QAbstractItemView &list)
{
    std::vector<RowRange> rows;
    if (!list.selectionModel())
        return rows;
    const auto selection = list.selectionModel()->selection();
    for (const auto &range : selection) {
        if (range.isValid())
            rows.push_back({range.top(), range.bottom()});
    }
    std::ranges::sort(rows, {}, &RowRange::first);
    std::vector<RowRange> merged;
    for (const auto &range : rows) {
        if (!merged.empty() && range.first <= merged.back().last + 1)
            merged.back().last = std::max(merged.back().last, range.last);
        else
            merged.push_back(range);
    }
    return merged;
}

qint64 rowCount(const std::vector<RowRange> &rows)
{
    qint64 count = 0;
    for (const auto &range : rows)
        count += range.last - range.first + 1;
    return count;
}

void selectOnly(QAbstractItemView &list, const QModelIndex &row)
{
    list.selectionModel()->setCurrentIndex(row, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
}

std::vector<PositionRange> selectedPositions(const QAbstractItemView &list, const MessageListModel &model)
{
    std::vector<PositionRange> ranges;
    const auto add = [&](quint64 first, quint64 end) {
        if (!ranges.empty() && ranges.back().end == first)
            ranges.back().end = end;
        else
            ranges.push_back({first, end});
    };
    const auto rows = selectedRows(list);
    for (const auto &range : rows) {
        const auto first = model.position(range.first);
        const auto last = model.position(range.last);
        if (last - first == static_cast<quint64>(range.last - range.first)) {
            add(first, last + 1);
            continue;
        }
        for (int row = range.first; row <= range.last; ++row)
            add(model.position(row), model.position(row) + 1);
    }
    return ranges;
}

SelectedMessages selectedMessages(const QAbstractItemView &list)
{
    SelectedMessages result;
    const auto rows = selectedRows(list);
    result.selected = rowCount(rows);
    qint64 bytes = 0;
    int looked = 0;
    for (const auto &range : rows) {
        for (int row = range.first; row <= range.last; ++row) {
            if (++looked > SelectedMessages::maxMessages || bytes > SelectedMessages::maxBytes) {
                result.isCut = true;
                return result;
            }
            auto message = list.model()->index(row, 0).data(HandleRole).value<MessageHandle>();
            if (message.isEmpty()) {
                ++result.notLoaded;
                continue;
            }
            bytes += static_cast<qint64>(message.view().payload.size());
            result.messages.push_back(std::move(message));
        }
    }
    return result;
}

} // namespace gnat
