// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"
#include "recording/sqlite/database_p.h"

#include <functional>
#include <optional>

namespace gnat {

/// Reads the rows of a table whose ids run from 1 without gaps, past what is damaged: after a row that cannot be read
/// it looks for the next one that can, in steps that double, then halves them. One thread.
class DamagedTable
{
public:
    struct Visitor
    {
        /// A row, its id in column 0. An error ends the walk.
        std::function<Result<void>(const sqlite::Statement &)> row;
        /// The rows from `first` up to, not including, `behind` cannot be read; equal: an unknown number of rows.
        /// An error ends the walk.
        std::function<Result<void>(std::int64_t first, std::int64_t behind)> lost;
    };

    /// `rows` and `probe` are statements with the first id as their parameter: whole rows in order of id, and the id
    /// alone of the first one. Rows up to `knownId` are known to have been there, none behind `limit`.
    DamagedTable(const sqlite::Database &database, const char *rows, const char *probe, std::int64_t knownId,
                 std::int64_t limit)
        : m_database(database), m_rows(rows), m_probe(probe), m_knownId(knownId), m_limit(limit)
    {
    }

    /// The file ends within a page: the first row that is read behind a damage may lack its end and is left out.
    void setCutWithinPage(bool isCut) { m_isCutWithinPage = isCut; }

    Result<void> visit(const Visitor &visitor) const;

private:
    Result<bool> visitFrom(std::int64_t &next, const Visitor &visitor) const;
    std::optional<std::int64_t> probe(std::int64_t from) const;
    std::optional<std::int64_t> nextReadable(std::int64_t bad) const;

    const sqlite::Database &m_database;
    const char *m_rows;
    const char *m_probe;
    std::int64_t m_knownId;
    std::int64_t m_limit;
    bool m_isCutWithinPage = false;
};

} // namespace gnat
