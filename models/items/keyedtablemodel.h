// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>
#include <QHash>
#include <QList>
#include <QString>
#include <QStringList>
#include <QVariant>

namespace gnat {

/// What a cell shows, what it is sorted by (its text, if invalid) and what its tooltip adds.
struct TableCell
{
    QString text;
    QVariant sort = {};
    QString tip = {};

    friend bool operator==(const TableCell &, const TableCell &) = default;
};

struct TableRow
{
    QString key; ///< names the row: it is the same one as long as the key is
    QList<TableCell> cells;
    QString spoken;                  ///< the row as a sentence, for screen readers
    QHash<int, QVariant> facts = {}; ///< more roles, the same in each column

    friend bool operator==(const TableRow &, const TableRow &) = default;
};

/// A table whose owner hands in all rows each time and whose views see only what changed: rows are inserted, removed
/// and altered by their keys, so that selection and scroll position stay. SortRole is what to sort by. GUI thread.
class KeyedTableModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    struct Column
    {
        QString title;
        bool isNumber = false; ///< right-aligned
    };

    explicit KeyedTableModel(QList<Column> columns, QObject *parent = nullptr);

    /// Rows that stay must stay in the same order; new ones may come anywhere.
    void setRows(const QList<TableRow> &rows);
    QString key(const QModelIndex &index) const;
    QModelIndex indexOf(const QString &key) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    void removeOthers(const QList<TableRow> &wanted);

    QList<Column> m_columns;
    QList<TableRow> m_rows;
};

} // namespace gnat
