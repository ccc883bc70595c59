// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/strongid.h"

#include <QVector>

#include <cstdint>
#include <functional>
#include <limits>

namespace gnat {

/// Points of a line, ready to draw: seconds since 1970 and values, ascending in time. A value that is no number breaks
/// the line.
struct ChartPoints
{
    QVector<double> times;
    QVector<double> values;
    double smallest = std::numeric_limits<double>::infinity(); ///< above `largest`: there is nothing
    double largest = -std::numeric_limits<double>::infinity();

    bool hasValues() const { return smallest <= largest; }
};

/// What one line of a chart shows. GUI thread.
class ChartSeries
{
public:
    ChartSeries() = default;
    virtual ~ChartSeries() = default;
    ChartSeries(const ChartSeries &) = delete;
    ChartSeries &operator=(const ChartSeries &) = delete;

    /// The line between two times (wall-clock nanoseconds) and a little beyond them, at most about `most` points.
    virtual ChartPoints points(std::int64_t fromNs, std::int64_t toNs, std::size_t most) const = 0;
    /// The one figure that stands for the line; not a number: none.
    virtual double figure() const = 0;
    /// The connection whose messages it shows; none: of all.
    virtual SourceId source() const { return {}; }
};

/// On the time axis of charts: seconds since 1970, exact to a quarter of a microsecond.
inline double secondsOf(std::int64_t ns)
{
    constexpr std::int64_t second = 1'000'000'000;
    const std::int64_t whole = ns / second;
    return static_cast<double>(whole) + static_cast<double>(ns - whole * second) / 1e9;
}

struct TimedValue
{
    std::int64_t atNs;
    double value;
};

/// Of `count` values in order of time, read by number, at most `most`: each pixel-wide stretch of [fromNs, toNs] keeps
/// its smallest and its largest, so that no peak is lost. The stretches lie on a fixed grid: a line that scrolls does
/// not flicker. Times that stand twice stay. Values that are no number are kept as gaps.
ChartPoints decimated(std::size_t count, const std::function<TimedValue(std::size_t)> &at, std::int64_t fromNs,
                      std::int64_t toNs, std::size_t most);

/// Takes out what lies between two times and breaks the line there: nobody knows how it went.
void breakLine(ChartPoints &points, std::int64_t fromNs, std::int64_t toNs);

} // namespace gnat
