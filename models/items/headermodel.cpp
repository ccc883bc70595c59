// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/headermodel.h"

#include "base/text.h"
#include "core/headerblock.h"

namespace gnat {

void HeaderModel::setHeaders(std::string_view raw)
{
    beginResetModel();
    m_rows.clear();
    if (const auto block = HeaderBlock::parse(raw)) {
        if (block->status != 0) {
            const auto status = QStringLiteral("%1 %2").arg(block->status).arg(toText(block->description));
            m_rows.append({tr("status"), status.trimmed()});
        }
        for (const auto &field : block->fields)
            m_rows.append({toText(field.key), toText(field.value)});
    }
    endResetModel();
}

int HeaderModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int HeaderModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant HeaderModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto &row = m_rows[index.row()];
    if (role == Qt::DisplayRole || role == Qt::ToolTipRole)
        return index.column() == Key ? row.key : row.value;
    if (role == Qt::AccessibleTextRole)
        return QStringLiteral("%1: %2").arg(row.key, row.value);
    return {};
}

QVariant HeaderModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == Key ? tr("Key") : tr("Value");
}

} // namespace gnat
