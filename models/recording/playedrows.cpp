// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recording/playedrows_p.h"

#include <algorithm>

namespace gnat {

namespace {

constexpr qsizetype mostRanges = 1000;

quint64 lengthOf(const RowRange &range)
{
    return range.end - range.begin;
}

/// With one more range, what it touches joined to it.
QList<RowRange> joined(const QList<RowRange> &ranges, RowRange more)
{
    if (more.end <= more.begin)
        return ranges;
    QList<RowRange> result;
    result.reserve(ranges.size() + 1);
    for (const auto &range : ranges) {
        if (range.end < more.begin || range.begin > more.end) {
            result.append(range);
        } else {
            more.begin = std::min(more.begin, range.begin);
            more.end = std::max(more.end, range.end);
        }
    }
    const auto place = std::ranges::lower_bound(result, more.begin, {}, &RowRange::begin);
    result.insert(place, more);
    return result;
}

} // namespace

void PlayedRows::jumpTo(quint64 row)
{
    m_ranges = ranges();
    if (m_ranges.size() > mostRanges)
        m_ranges.erase(std::ranges::min_element(m_ranges, {}, lengthOf));
    m_run = {row, row};
}

QList<RowRange> PlayedRows::ranges() const
{
    return joined(m_ranges, m_run);
}

} // namespace gnat
