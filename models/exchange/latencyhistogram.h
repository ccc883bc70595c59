// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace gnat {

/// Counts of latencies in classes whose width grows with the latency: 32 classes to each doubling, so a percentile is
/// at most 1.6 % beside the true one (below 1 µs: 16 ns). From 0 to 137 s; what is above counts in the last class.
/// About 4 kB from the first latency on. A plain value.
class LatencyHistogram
{
public:
    /// Negative latencies are taken as 0.
    void add(std::int64_t latencyNs);

    std::uint64_t count() const { return m_count; }
    std::int64_t max() const { return m_max; } ///< exact
    /// The latency that `share` (0 … 1) of all do not exceed, ns; -1 if there are none.
    std::int64_t percentile(double share) const;

    /// Counts of latencies between `fromNs` and `toNs`, both at least 1, in `bars` classes of equal width on a
    /// logarithmic scale, for a picture.
    std::vector<std::uint64_t> bars(std::int64_t fromNs, std::int64_t toNs, std::size_t bars) const;

private:
    static constexpr std::size_t perDoubling = 32;
    static constexpr std::size_t doublings = 27; // 1024 ns · 2^27 = 137 s
    static constexpr std::size_t classes = perDoubling * (doublings + 1);

    static std::size_t classOf(std::int64_t latencyNs);
    static std::int64_t middleOf(std::size_t index);

    std::vector<std::uint32_t> m_counts;
    std::uint64_t m_count = 0;
    std::int64_t m_max = -1;
};

} // namespace gnat
