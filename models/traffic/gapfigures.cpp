// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "traffic/gapfigures.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <numeric>

namespace gnat {

namespace {

std::size_t barOf(std::int64_t gap)
{
    constexpr int last = GapFigures::perDecade * GapFigures::decades - 1;
    const double tenths = std::log10(static_cast<double>(std::max<std::int64_t>(gap, 1)) / GapFigures::firstNs);
    return static_cast<std::size_t>(std::clamp(static_cast<int>(std::floor(tenths * GapFigures::perDecade)), 0, last));
}

std::int64_t nth(std::vector<std::int64_t> &gaps, double share)
{
    const auto place = static_cast<std::ptrdiff_t>(std::ceil(share * static_cast<double>(gaps.size()))) - 1;
    const auto at = gaps.begin() + std::clamp<std::ptrdiff_t>(place, 0, static_cast<std::ptrdiff_t>(gaps.size()) - 1);
    std::nth_element(gaps.begin(), at, gaps.end());
    return *at;
}

} // namespace

GapFigures gapFigures(const std::vector<std::int64_t> &arrivals)
{
    GapFigures figures;
    figures.bars.resize(std::size_t{GapFigures::perDecade} * GapFigures::decades);
    std::vector<std::int64_t> gaps;
    double changes = 0;
    std::uint64_t changeCount = 0;
    bool followsGap = false;
    for (std::size_t i = 1; i < arrivals.size(); ++i) {
        if (arrivals[i] < 0 || arrivals[i - 1] < 0) {
            followsGap = false;
            continue;
        }
        const auto gap = std::max<std::int64_t>(arrivals[i] - arrivals[i - 1], 0);
        if (followsGap) {
            changes += static_cast<double>(std::abs(gap - gaps.back()));
            ++changeCount;
        }
        gaps.push_back(gap);
        ++figures.bars[barOf(gap)];
        followsGap = true;
    }
    if (gaps.empty())
        return figures;
    figures.count = gaps.size();
    figures.mean = std::llround(std::accumulate(gaps.begin(), gaps.end(), 0.0) / static_cast<double>(gaps.size()));
    if (changeCount > 0)
        figures.jitter = std::llround(changes / static_cast<double>(changeCount));
    figures.shortest = *std::ranges::min_element(gaps);
    figures.longest = *std::ranges::max_element(gaps);
    figures.median = nth(gaps, 0.5);
    figures.p99 = nth(gaps, 0.99);
    return figures;
}

} // namespace gnat
