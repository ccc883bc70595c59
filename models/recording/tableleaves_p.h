// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"

#include <QByteArray>
#include <QFile>
#include <QString>

#include <cstdint>
#include <functional>
#include <optional>
#include <stop_token>
#include <string_view>
#include <variant>
#include <vector>

namespace gnat {

/// A row as it stands in a page: its id and the columns behind it. NULL is the monostate; text counts as bytes.
struct LeafRow
{
    using Value = std::variant<std::monostate, std::int64_t, std::string_view>;
    std::int64_t id = 0;
    std::vector<Value> values;
};

/// Finds the rows of a table in the pages of an SQLite file without its tree: what is left if the pages that lead to
/// them are gone, as in a large file that was cut. Of several tables only those are told apart whose rows have another
/// number of columns. The log of the file is not looked at. One thread; blocks on the disk.
/// https://www.sqlite.org/fileformat.html, 1.6 and 2.1
class TableLeaves
{
public:
    /// Looks through the whole file. `columns` with the id, which is the first one and stored as NULL.
    static Result<TableLeaves> find(const QString &path, std::size_t columns, const std::stop_token &stop);

    /// Visits the rows from id `first` up to, not including, `behind` that can be read, in order of id. An error of
    /// `visit` ends it. The bytes live during the call.
    Result<void> visit(std::int64_t first, std::int64_t behind,
                       const std::function<Result<void>(const LeafRow &)> &visit);

private:
    struct Leaf
    {
        std::int64_t firstId;
        std::int64_t lastId;
        qint64 page; ///< from 1
    };

    TableLeaves(const QString &path, std::size_t columns) : m_file(std::make_unique<QFile>(path)), m_columns(columns) {}
    bool readPage(qint64 page, QByteArray &bytes) const;
    std::optional<LeafRow> rowAt(const QByteArray &page, std::size_t at);
    bool readContent(std::string_view local, std::size_t size, std::size_t localSize);

    std::unique_ptr<QFile> m_file;
    std::size_t m_columns;
    std::size_t m_pageSize = 0;
    std::vector<Leaf> m_leaves; ///< in order of their first id
    QByteArray m_content;       ///< of a row that continues on other pages
    QByteArray m_overflow;
};

} // namespace gnat
