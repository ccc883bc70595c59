// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

namespace gnat {

/// The times between messages that follow each other, ns; all 0 while there are none.
struct GapFigures
{
    std::uint64_t count = 0;
    std::int64_t shortest = 0;
    std::int64_t median = 0;
    std::int64_t p99 = 0;
    std::int64_t longest = 0;
    std::int64_t mean = 0;
    std::int64_t jitter = 0; ///< mean difference between one gap and the next

    /// Counts in classes of equal width on a logarithmic scale, perDecade() of them from firstNs() on; what lies
    /// outside is in the first and the last.
    std::vector<std::uint32_t> bars;
    static constexpr int perDecade = 12;
    static constexpr int decades = 9; ///< 1 µs to 1000 s
    static constexpr std::int64_t firstNs = 1'000;
};

/// From arrival times in ascending order; a negative one is a place where messages may have been missed: no gap reaches
/// over it.
GapFigures gapFigures(const std::vector<std::int64_t> &arrivals);

} // namespace gnat
