// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/recordingorder_p.h"

#include <QHash>
#include <QRegularExpression>

#include <algorithm>
#include <numeric>
#include <tuple>
#include <vector>

namespace gnat {

namespace {

/// Which file of which split recording this is, by its name; of no series: a recording of its own.
struct Part
{
    QString series;
    quint64 number = 0;
};

Part partOf(const QString &name)
{
    static const QRegularExpression form(QStringLiteral("\\A(.+)_([0-9]{5,})\\z"));
    const auto match = form.match(name);
    return match.hasMatch() ? Part{match.captured(1), match.captured(2).toULongLong()} : Part();
}

/// Rows that stand together.
struct Block
{
    qsizetype first = 0;
    qsizetype end = 0;
    QDateTime newest;
    QString series = {};
};

/// What stands side by side and belongs together.
std::vector<Block> blocksOf(const QList<RecordingRow> &rows, const std::vector<Part> &parts)
{
    std::vector<Block> blocks;
    for (qsizetype at = 0; at < rows.size(); ++at) {
        const auto &series = parts[at].series;
        const auto &modified = rows[at].modified;
        if (!blocks.empty() && !series.isEmpty() && blocks.back().series == series) {
            blocks.back().end = at + 1;
            blocks.back().newest = std::max(blocks.back().newest, modified);
        } else {
            blocks.push_back({at, at + 1, modified, series});
        }
    }
    return blocks;
}

std::vector<Part> partsOf(const QList<RecordingRow> &rows)
{
    std::vector<Part> parts;
    parts.reserve(rows.size());
    for (const auto &row : rows)
        parts.push_back(partOf(row.name));
    return parts;
}

/// By series, each from its last file to its first.
QList<RecordingRow> gathered(QList<RecordingRow> rows)
{
    const auto parts = partsOf(rows);
    std::vector<qsizetype> order(rows.size());
    std::iota(order.begin(), order.end(), 0);
    std::ranges::stable_sort(order, [&parts](qsizetype a, qsizetype b) {
        return std::tie(parts[a].series, parts[b].number) < std::tie(parts[b].series, parts[a].number);
    });
    QList<RecordingRow> sorted;
    sorted.reserve(rows.size());
    for (const auto at : order)
        sorted.append(std::move(rows[at]));
    return sorted;
}

} // namespace

QList<PlacedRow> placesOf(const QList<RecordingRow> &there, QList<RecordingRow> fresh)
{
    fresh = gathered(std::move(fresh));
    const auto thereParts = partsOf(there);
    const auto freshParts = partsOf(fresh);
    const auto old = blocksOf(there, thereParts);
    auto groups = blocksOf(fresh, freshParts);
    std::ranges::stable_sort(groups, std::ranges::greater(), &Block::newest);
    QHash<QString, const Block *> known;
    for (const auto &block : old) {
        if (!block.series.isEmpty())
            known.insert(block.series, &block);
    }
    // At one place: first what ends the recording above, then others, then what begins the one below.
    enum Kind { Ends, Stands, Begins };
    std::vector<std::tuple<int, Kind, qsizetype>> places; // before which row, and which of the fresh ones
    auto below = old.begin();
    for (const auto &group : groups) {
        const auto *own = known.value(group.series);
        while (!own && below != old.end() && below->newest > group.newest)
            ++below;
        auto before = own ? own->first : below == old.end() ? there.size() : below->first;
        for (auto at = group.first; at < group.end; ++at) {
            while (own && before < own->end && thereParts[before].number > freshParts[at].number)
                ++before;
            const auto kind = !own ? Stands : before == own->end ? Ends : Begins;
            places.emplace_back(static_cast<int>(before), kind, at);
        }
    }
    std::ranges::stable_sort(places, {},
                             [](const auto &place) { return std::pair(std::get<0>(place), std::get<1>(place)); });
    QList<PlacedRow> placed;
    placed.reserve(fresh.size());
    for (const auto &[before, kind, at] : places)
        placed.append({before, std::move(fresh[at])});
    return placed;
}

} // namespace gnat
