// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>
#include <QList>

#include <string_view>

namespace gnat {

/// The headers of a message as a table: key, value, in the order in which they stand in the block; keys that stand
/// twice are two rows. A status line ("503 No Responders") is the first row. GUI thread.
class HeaderModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Key, Value, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    /// `raw` is the block as it came; empty: no rows. Nothing of it is kept.
    void setHeaders(std::string_view raw);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Row
    {
        QString key;
        QString value;
    };
    QList<Row> m_rows;
};

} // namespace gnat
