// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/strongid.h"
#include "core/subjectpattern.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace gnat {

/// Messages and bytes per second over time for chosen patterns, in equal steps: live (RateSeries) or over the span of a
/// recording (RecordedRates). Graphs read only this. GUI thread.
class RateSource
{
public:
    using SeriesId = std::uint32_t;

    /// One step, as rates per second; `atNs` is its start, wall clock.
    struct Point
    {
        std::int64_t atNs = 0;
        double messages = 0;
        double bytes = 0;
    };

    struct Span
    {
        std::int64_t firstNs = 0;
        std::int64_t durationNs = 0;
    };

    RateSource() = default;
    virtual ~RateSource() = default;
    RateSource(const RateSource &) = delete;
    RateSource &operator=(const RateSource &) = delete;

    /// `source` none: all sources.
    virtual SeriesId addSeries(const SubjectPattern &pattern, SourceId source) = 0;
    virtual void removeSeries(SeriesId series) = 0;
    virtual std::string pattern(SeriesId series) const = 0;
    virtual SourceId source(SeriesId series) const = 0;
    /// The finished steps since `fromNs`, oldest first.
    virtual std::vector<Point> points(SeriesId series, std::int64_t fromNs) const = 0;
    /// The one figure that stands for the series: live the rate over the last full second, else the mean.
    virtual double figure(SeriesId series) const = 0;
    /// The same in payload bytes per second; negative: not known.
    virtual double byteFigure(SeriesId /*series*/) const { return -1; }
    virtual std::int64_t stepNs() const = 0;
    /// The time that all series cover; nothing if it goes on.
    virtual std::optional<Span> span() const { return std::nullopt; }
};

} // namespace gnat
