// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/fieldline_p.h"

#include <algorithm>
#include <limits>

namespace gnat {

ChartPoints FieldLine::points(std::int64_t fromNs, std::int64_t toNs, std::size_t most) const
{
    const auto &all = m_fields.points(m_series);
    auto first = std::ranges::lower_bound(all, fromNs, {}, &FieldPoint::atNs);
    auto last = std::ranges::upper_bound(all, toNs, {}, &FieldPoint::atNs);
    // One more at each end: the line runs in from outside and out again.
    if (first != all.begin())
        --first;
    if (last != all.end())
        ++last;
    const auto at = [first](std::size_t i) {
        const auto &point = first[static_cast<std::ptrdiff_t>(i)];
        return TimedValue{point.atNs, point.value};
    };
    return decimated(static_cast<std::size_t>(last - first), at, fromNs, toNs, most);
}

SourceId FieldLine::source() const
{
    const auto field = m_fields.field(m_series);
    return field ? field->source : SourceId();
}

double FieldLine::figure() const
{
    const auto &all = m_fields.points(m_series);
    const auto newest = std::find_if(all.rbegin(), all.rend(), [](const auto &point) { return point.sequence != 0; });
    return newest == all.rend() ? std::numeric_limits<double>::quiet_NaN() : newest->value;
}

} // namespace gnat
