// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/rateline_p.h"

#include <algorithm>

namespace gnat {

namespace {

constexpr std::int64_t secondNs = 1'000'000'000;

std::vector<double> overOneSecond(const std::vector<RateSource::Point> &steps, std::int64_t stepNs)
{
    const auto stepsPerSecond = static_cast<std::size_t>(std::max<std::int64_t>(1, secondNs / stepNs));
    std::vector<double> rates(steps.size());
    double sum = 0;
    for (std::size_t i = 0; i < steps.size(); ++i) {
        sum += steps[i].messages;
        if (i >= stepsPerSecond)
            sum -= steps[i - stepsPerSecond].messages;
        const auto counted = std::min(i + 1, stepsPerSecond);
        rates[i] = std::max(0.0, sum / static_cast<double>(counted));
    }
    return rates;
}

} // namespace

RateLine makeRateLine(const std::vector<RateSource::Point> &steps, std::int64_t stepNs, std::int64_t originNs,
                      std::size_t most)
{
    RateLine line;
    const std::vector<double> rates = overOneSecond(steps, stepNs);
    const auto add = [&](std::size_t i) {
        line.x.append(static_cast<double>(steps[i].atNs + stepNs - originNs) / 1e9);
        line.y.append(rates[i]);
    };
    const std::size_t stretch = rates.size() <= most ? 1 : (2 * rates.size() + most - 1) / most;
    for (std::size_t from = 0; from < rates.size(); from += stretch) {
        const std::size_t to = std::min(from + stretch, rates.size());
        const auto begin = rates.begin();
        const auto [low, high] =
            std::minmax_element(begin + static_cast<std::ptrdiff_t>(from), begin + static_cast<std::ptrdiff_t>(to));
        const auto first = static_cast<std::size_t>(std::min(low, high) - begin);
        const auto second = static_cast<std::size_t>(std::max(low, high) - begin);
        add(first);
        if (second != first)
            add(second);
        line.largest = std::max(line.largest, *high);
    }
    return line;
}

} // namespace gnat
