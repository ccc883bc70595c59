// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "exchange/latencyhistogram.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace gnat {

namespace {
constexpr int linearBits = 10; // below 2^10 ns all classes are equally wide
constexpr int classBits = 5;   // 2^5 classes to a doubling
} // namespace

void LatencyHistogram::add(std::int64_t latencyNs)
{
    latencyNs = std::max<std::int64_t>(latencyNs, 0);
    if (m_counts.empty())
        m_counts.resize(classes);
    ++m_counts[classOf(latencyNs)];
    ++m_count;
    m_max = std::max(m_max, latencyNs);
}

std::size_t LatencyHistogram::classOf(std::int64_t latencyNs)
{
    const auto latency = static_cast<std::uint64_t>(latencyNs);
    const int bits = std::bit_width(latency);
    if (bits <= linearBits)
        return latency >> (linearBits - classBits);
    const auto doubling = static_cast<std::size_t>(bits - linearBits); // from 1 on
    const auto within = (latency >> (bits - 1 - classBits)) & (perDoubling - 1);
    return std::min(doubling * perDoubling + within, classes - 1);
}

std::int64_t LatencyHistogram::middleOf(std::size_t index)
{
    const auto doubling = index / perDoubling;
    const auto within = static_cast<std::int64_t>(index % perDoubling);
    if (doubling == 0)
        return (within << (linearBits - classBits)) + (1 << (linearBits - classBits - 1));
    const auto shift = static_cast<int>(doubling) + linearBits - classBits - 1;
    const auto first = (static_cast<std::int64_t>(perDoubling) + within) << shift;
    return first + (std::int64_t{1} << shift) / 2;
}

std::int64_t LatencyHistogram::percentile(double share) const
{
    if (m_count == 0)
        return -1;
    const auto wanted =
        static_cast<std::uint64_t>(std::ceil(std::clamp(share, 0.0, 1.0) * static_cast<double>(m_count)));
    if (wanted == m_count)
        return m_max;
    std::uint64_t seen = 0;
    for (std::size_t i = 0; i < classes; ++i) {
        seen += m_counts[i];
        if (seen >= std::max<std::uint64_t>(wanted, 1))
            return std::min(middleOf(i), m_max);
    }
    return m_max;
}

std::vector<std::uint64_t> LatencyHistogram::bars(std::int64_t fromNs, std::int64_t toNs, std::size_t bars) const
{
    std::vector<std::uint64_t> heights(bars);
    const double from = std::log2(static_cast<double>(fromNs));
    const double span = std::log2(static_cast<double>(toNs)) - from;
    if (m_count == 0 || bars == 0 || span <= 0)
        return heights;
    for (std::size_t i = 0; i < classes; ++i) {
        const double place = (std::log2(static_cast<double>(middleOf(i))) - from) / span * static_cast<double>(bars);
        if (m_counts[i] > 0 && place >= 0 && place < static_cast<double>(bars))
            heights[static_cast<std::size_t>(place)] += m_counts[i];
    }
    return heights;
}

} // namespace gnat
