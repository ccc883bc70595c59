// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/messagebatch.h"
#include "traffic/ratesource.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace gnat {

/// Messages and bytes per second over time for chosen patterns: one ring of buckets each. GUI thread. Matching costs
/// one hash look-up a message, not one comparison a pattern.
class RateSeries final : public RateSource
{
public:
    static constexpr std::int64_t bucketNs = 250'000'000;
    static constexpr std::size_t buckets = 4 * 3600;

    RateSeries();
    ~RateSeries() override;

    SeriesId addSeries(const SubjectPattern &pattern, SourceId source = {}) override;
    void removeSeries(SeriesId series) override;
    std::vector<SeriesId> series() const;
    std::string pattern(SeriesId series) const override;
    SourceId source(SeriesId series) const override;

    /// Counts each message at its own time, or all of them at `arrivedNs`: those of a replay have the recording's.
    void add(const MessageBatch &batch, std::optional<std::int64_t> arrivedNs = {});
    /// Closes buckets up to now (wall clock), so that silence is drawn as zero. A clock that was set back is followed.
    void advance(std::int64_t nowNs);
    std::vector<Point> points(SeriesId series, std::int64_t fromNs) const override;
    double figure(SeriesId series) const override { return lastSecond(series, &Point::messages); }
    double byteFigure(SeriesId series) const override { return lastSecond(series, &Point::bytes); }
    std::int64_t stepNs() const override { return bucketNs; }
    void clear();

private:
    double lastSecond(SeriesId series, double Point::*value) const;

    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace gnat
