// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/chartseries.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace gnat {

namespace {

/// What is kept of one stretch.
struct Stretch
{
    std::int64_t number = 0;
    std::optional<TimedValue> low;
    std::optional<TimedValue> high;

    void take(const TimedValue &one)
    {
        if (!low || one.value < low->value)
            low = one;
        if (!high || one.value >= high->value)
            high = one;
    }
};

void append(ChartPoints &points, const TimedValue &one)
{
    points.times.append(secondsOf(one.atNs));
    points.values.append(one.value);
}

void append(ChartPoints &points, Stretch &stretch)
{
    if (!stretch.low)
        return;
    points.smallest = std::min(points.smallest, stretch.low->value);
    points.largest = std::max(points.largest, stretch.high->value);
    const bool isLowFirst = stretch.low->atNs <= stretch.high->atNs;
    const auto &first = isLowFirst ? *stretch.low : *stretch.high;
    const auto &second = isLowFirst ? *stretch.high : *stretch.low;
    append(points, first);
    if (second.atNs != first.atNs || second.value != first.value)
        append(points, second);
    stretch.low.reset();
    stretch.high.reset();
}

} // namespace

ChartPoints decimated(std::size_t count, const std::function<TimedValue(std::size_t)> &at, std::int64_t fromNs,
                      std::int64_t toNs, std::size_t most)
{
    const auto columns = static_cast<std::int64_t>(std::max<std::size_t>(most / 2, 1));
    const auto width = count <= most ? 1 : std::max<std::int64_t>((toNs - fromNs + columns - 1) / columns, 1);
    ChartPoints points;
    Stretch stretch;
    for (std::size_t i = 0; i < count; ++i) {
        const TimedValue one = at(i);
        if (const auto number = one.atNs / width; number != stretch.number) {
            append(points, stretch);
            stretch.number = number;
        }
        if (std::isfinite(one.value)) {
            stretch.take(one);
        } else {
            append(points, stretch);
            append(points, {one.atNs, std::numeric_limits<double>::quiet_NaN()});
        }
    }
    append(points, stretch);
    return points;
}

void breakLine(ChartPoints &points, std::int64_t fromNs, std::int64_t toNs)
{
    auto &times = points.times;
    const auto first = std::ranges::lower_bound(times, secondsOf(fromNs)) - times.begin();
    const auto behind = std::ranges::upper_bound(times, secondsOf(toNs)) - times.begin();
    times.remove(first, behind - first);
    points.values.remove(first, behind - first);
    if (first == 0 || first == times.size())
        return; // it runs in or out there
    times.insert(first, secondsOf(fromNs));
    points.values.insert(first, std::numeric_limits<double>::quiet_NaN());
}

} // namespace gnat
