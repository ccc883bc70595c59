// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/messagebatch.h"
#include "core/subjectpattern.h"

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace gnat {

/// Messages and bytes per second over time for chosen patterns: one ring of buckets each. GUI thread. Matching costs
/// one hash look-up a message, not one comparison a pattern.
class RateSeries
{
public:
    static constexpr std::int64_t bucketNs = 250'000'000;
    static constexpr std::size_t buckets = 4 * 3600;

    using SeriesId = std::uint32_t;

    /// One bucket, as rates per second; `atNs` is its start, wall clock.
    struct Point
    {
        std::int64_t atNs = 0;
        double messages = 0;
        double bytes = 0;
    };

    RateSeries();
    ~RateSeries();

    /// `source` none: all sources.
    SeriesId addSeries(const SubjectPattern &pattern, SourceId source = {});
    void removeSeries(SeriesId series);
    std::vector<SeriesId> series() const;
    std::string pattern(SeriesId series) const;
    SourceId source(SeriesId series) const;

    void add(const MessageBatch &batch);
    /// Closes buckets up to now (wall clock), so that silence is drawn as zero.
    void advance(std::int64_t nowNs);
    /// The finished buckets since `fromNs`, oldest first.
    std::vector<Point> points(SeriesId series, std::int64_t fromNs) const;
    /// The rate over the last full second.
    double current(SeriesId series) const;
    void clear();

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace gnat
