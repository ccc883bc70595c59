// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recording/damagedtable_p.h"

#include <algorithm>

namespace gnat {

Result<void> DamagedTable::visit(const Visitor &visitor) const
{
    std::int64_t next = 1;
    for (;;) {
        const auto isDone = visitFrom(next, visitor);
        if (!isDone)
            return isDone.error();
        const auto behind = isDone.value() ? std::nullopt : nextReadable(next);
        if (!behind) {
            if (next <= m_knownId || !isDone.value())
                return visitor.lost(next, std::max(next, m_knownId + 1));
            return {};
        }
        const auto from = m_isCutWithinPage ? *behind + 1 : *behind;
        if (auto done = visitor.lost(next, from); !done)
            return done;
        next = from;
    }
}

/// Until the end (true) or a row that cannot be read (false); `next` is then that row.
Result<bool> DamagedTable::visitFrom(std::int64_t &next, const Visitor &visitor) const
{
    auto statement = m_database.prepare(m_rows);
    if (!statement)
        return statement.error();
    auto &rows = statement.value();
    rows.bind(1, next);
    for (;;) {
        const auto more = rows.step();
        if (!more)
            return false;
        if (!more.value())
            return true;
        const auto id = rows.number(0);
        if (id < next || id > m_limit)
            return false; // numbers go up: this page holds something else
        if (auto done = id > next ? visitor.lost(next, id) : Result<void>(); !done)
            return done.error();
        if (auto done = visitor.row(rows); !done)
            return done.error();
        next = id + 1;
    }
}

/// The id of the first row at or behind `from`; nothing if there is none, or it cannot be read.
std::optional<std::int64_t> DamagedTable::probe(std::int64_t from) const
{
    auto statement = m_database.prepare(m_probe);
    if (!statement)
        return std::nullopt;
    statement.value().bind(1, from);
    const auto row = statement.value().step();
    if (!row || !row.value())
        return std::nullopt;
    const auto id = statement.value().number(0);
    return id >= from && id <= m_limit ? std::optional(id) : std::nullopt;
}

/// The first row behind `bad` that can be read; nothing if there is none.
std::optional<std::int64_t> DamagedTable::nextReadable(std::int64_t bad) const
{
    // If the row is found, only what it holds is lost.
    if (const auto row = probe(bad))
        return std::max(bad + 1, *row);
    std::int64_t step = 1;
    while (bad + step < m_limit && !probe(bad + step))
        step *= 2;
    auto good = std::min(bad + step, m_limit);
    if (!probe(good) && (m_knownId <= bad || m_knownId >= good || !probe(good = m_knownId)))
        return std::nullopt;
    auto last = std::max(bad, std::min(bad + step / 2, good - 1)); // not readable
    while (last + 1 < good) {
        const auto middle = last + (good - last) / 2;
        if (probe(middle))
            good = middle;
        else
            last = middle;
    }
    return probe(good);
}

} // namespace gnat
