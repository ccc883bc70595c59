// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

namespace gnat {

/// Counts durations in buckets of an eighth of their power of two: quantiles to 12 %, in 4 KiB. One thread at a time.
class LatenessHistogram
{
public:
    /// Negative durations count as 0.
    void add(std::int64_t ns)
    {
        const auto value = static_cast<std::uint64_t>(std::max<std::int64_t>(0, ns));
        ++m_buckets[bucketOf(value)];
        ++m_count;
        m_worst = std::max(m_worst, static_cast<std::int64_t>(value));
    }

    std::int64_t worst() const { return m_worst; }

    /// The upper bound of the bucket that holds the quantile `share` (0 … 1); 0 if nothing was added.
    std::int64_t quantile(double share) const
    {
        const auto wanted = static_cast<std::uint64_t>(share * static_cast<double>(m_count));
        std::uint64_t seen = 0;
        for (std::size_t i = 0; i < m_buckets.size(); ++i) {
            seen += m_buckets[i];
            if (seen > wanted || (seen == m_count && seen))
                return std::min(m_worst, upperBound(i));
        }
        return 0;
    }

private:
    static constexpr unsigned steps = 8;

    static std::size_t bucketOf(std::uint64_t value)
    {
        if (value < steps)
            return value;
        const auto power = static_cast<unsigned>(std::bit_width(value)) - 4; // value >> power lies in 8 … 15
        return (power + 1) * steps + ((value >> power) - steps);
    }
    static std::int64_t upperBound(std::size_t bucket)
    {
        if (bucket < steps)
            return static_cast<std::int64_t>(bucket);
        const auto power = bucket / steps - 1;
        return static_cast<std::int64_t>(((bucket % steps + steps + 1) << power) - 1);
    }

    std::array<std::uint64_t, std::size_t{64} * steps> m_buckets{};
    std::uint64_t m_count = 0;
    std::int64_t m_worst = 0;
};

} // namespace gnat
