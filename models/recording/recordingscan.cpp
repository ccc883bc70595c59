// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recording/recordingscan_p.h"

#include "recording/pastdamage.h"
#include "recording/recordingreader.h"
#include "recording/searchindex.h"

#include <algorithm>
#include <utility>

namespace gnat {

namespace {

/// Large enough to be read in one go, small enough that the newest hits show at once.
constexpr quint64 rowsPerChunk = 8192;
/// Of a chunk; more are faster found by reading all of it.
constexpr std::size_t mostSingleRows = 256;

} // namespace

RecordingScan::RecordingScan(const QString &path, std::shared_ptr<RecordedNames> names, Wish wish, Callbacks callbacks)
    : m_path(path), m_names(std::move(names)), m_wish(std::move(wish)), m_callbacks(std::move(callbacks))
{
    m_thread = std::jthread([this](const std::stop_token &stop) { run(stop); });
}

RecordingScan::~RecordingScan() = default;

void RecordingScan::run(const std::stop_token &stop) const
{
    const auto reader = RecordingReader::open(m_path, m_names);
    if (!reader)
        return m_callbacks.failed(reader.error());
    // One step of SQLite may take long: a word's beginning gathers all that it finds first.
    const std::stop_callback leaveReader(stop, [&reader] { reader.value().interrupt(); });
    quint64 left = m_wish.rows;
    if (SearchIndex::isOfUse(m_wish.words)) {
        if (const auto index = SearchIndex::find(reader.value())) {
            const std::stop_callback leaveIndex(stop, [&index] { index->interrupt(); });
            left = scanIndexed(reader.value(), *index, stop);
        }
    }
    const auto done = scanAll(reader.value(), left, stop);
    if (stop.stop_requested())
        return;
    if (!done)
        m_callbacks.failed(done.error());
    m_callbacks.scanned();
}

/// The rows before `end`. Damage ends nothing: it is the answer when all the rest was looked at.
Result<void> RecordingScan::scanAll(const RecordingReader &reader, quint64 end, const std::stop_token &stop) const
{
    Result<void> damage;
    while (end > 0 && !stop.stop_requested()) {
        const auto begin = end - std::min(end, rowsPerChunk);
        QList<quint64> rows;
        if (auto done = scanChunk(reader, begin, end, rows, stop); !done)
            damage = std::move(done);
        if (!stop.stop_requested())
            tell(rows, begin);
        end = begin;
    }
    return damage;
}

Result<void> RecordingScan::scanChunk(const RecordingReader &reader, quint64 begin, quint64 end, QList<quint64> &rows,
                                      const std::stop_token &stop) const
{
    return readPastDamage(begin, end, [&](quint64 from, quint64 &next) -> Result<void> {
        const auto look = [&](const MessageView &message, quint64 row) {
            if (row >= end || stop.stop_requested())
                return false;
            if (m_wish.accepts(message))
                rows << row;
            next = row + 1;
            return true;
        };
        if (auto done = reader.visit(look, from); !done && !stop.stop_requested())
            return done;
        return {};
    });
}

void RecordingScan::tell(const QList<quint64> &found, quint64 begin) const
{
    if (!found.isEmpty())
        m_callbacks.found(found);
    m_callbacks.progressed(1 - static_cast<double>(begin) / static_cast<double>(m_wish.rows));
}

/// Returns how many rows, from the first on, are still to be looked at: none, or those that a damaged index hides, or
/// among which some could not be read.
quint64 RecordingScan::scanIndexed(const RecordingReader &reader, const SearchIndex &index,
                                   const std::stop_token &stop) const
{
    std::vector<quint64> rows; // of one chunk, the newest first
    quint64 looked = m_wish.rows;
    Result<void> judged;
    const auto flush = [&] {
        if (rows.empty())
            return true;
        const auto begin = rows.back() / rowsPerChunk * rowsPerChunk;
        judged = judge(reader, rows, stop);
        looked = judged ? begin : looked;
        return judged.isOk();
    };
    const auto take = [&](quint64 row) {
        if (stop.stop_requested() || (!rows.empty() && row / rowsPerChunk != rows.back() / rowsPerChunk && !flush()))
            return false;
        rows.push_back(row);
        return true;
    };
    const auto asked = index.visit(m_wish.words, SearchIndex::Order::NewestFirst, m_wish.rows, take);
    if (judged && asked) // else the rest of this chunk may be hidden: it is looked at whole
        flush();
    return asked && judged ? 0 : looked;
}

/// Tells which of these rows, the newest first, are wanted, and empties the list.
Result<void> RecordingScan::judge(const RecordingReader &reader, std::vector<quint64> &rows,
                                  const std::stop_token &stop) const
{
    std::ranges::reverse(rows);
    const bool isSingle = rows.size() <= mostSingleRows;
    const auto first = rows.front();
    const auto last = rows.back();
    QList<quint64> found;
    const auto look = [&](const MessageView &message, quint64 row) {
        if (row > last || stop.stop_requested())
            return false;
        if (m_wish.accepts(message))
            found << row;
        return !isSingle;
    };
    Result<void> done;
    if (!isSingle)
        done = reader.visit(look, first);
    for (std::size_t i = 0; isSingle && done && i < rows.size(); ++i)
        done = reader.visit(look, rows[i]);
    rows.clear();
    if (done && !stop.stop_requested())
        tell(found, first);
    return done;
}

} // namespace gnat
