// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/rateline_p.h"

#include <algorithm>

namespace gnat {

namespace {

constexpr std::int64_t secondNs = 1'000'000'000;

std::vector<TimedValue> overOneSecond(const std::vector<RateSource::Point> &steps, std::int64_t stepNs,
                                      double RateSource::Point::*value)
{
    const auto stepsPerSecond = static_cast<std::size_t>(std::max<std::int64_t>(1, secondNs / stepNs));
    std::vector<TimedValue> rates(steps.size());
    double sum = 0;
    for (std::size_t i = 0; i < steps.size(); ++i) {
        sum += steps[i].*value;
        if (i >= stepsPerSecond)
            sum -= steps[i - stepsPerSecond].*value;
        const auto counted = static_cast<double>(std::min(i + 1, stepsPerSecond));
        rates[i] = {steps[i].atNs + stepNs, std::max(0.0, sum / counted)};
    }
    return rates;
}

} // namespace

ChartPoints RateLine::points(std::int64_t fromNs, std::int64_t toNs, std::size_t most) const
{
    // A second more at the left: the first point needs it, and the line runs in from outside.
    const auto stepNs = m_rates.stepNs();
    auto steps = m_rates.points(m_series, fromNs - secondNs - stepNs);
    std::erase_if(steps, [toNs](const RateSource::Point &step) { return step.atNs > toNs; });
    auto rates =
        overOneSecond(steps, stepNs, m_unit == Unit::Bytes ? &RateSource::Point::bytes : &RateSource::Point::messages);
    // A recording begins with its first step, not one step later.
    if (const auto span = m_rates.span(); span && !rates.empty() && rates.front().atNs == span->firstNs + stepNs)
        rates.insert(rates.begin(), {span->firstNs, rates.front().value});
    return decimated(
        rates.size(), [&rates](std::size_t i) { return rates[i]; }, fromNs, toNs, most);
}

double RateLine::figure() const
{
    if (m_unit == Unit::Messages)
        return m_rates.figure(m_series);
    return m_rates.byteFigure(m_series);
}

} // namespace gnat
