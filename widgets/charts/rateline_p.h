// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/chartseries.h"
#include "traffic/ratesource.h"

namespace gnat {

/// A RateSource's series as a line, of messages or payload bytes per second: each point is the rate over the second
/// that ends there, or over the step if that is longer.
class RateLine final : public ChartSeries
{
public:
    enum class Unit { Messages, Bytes };

    /// Both must outlive it; `unit` may change meanwhile.
    RateLine(const RateSource &rates, RateSource::SeriesId series, const Unit &unit)
        : m_rates(rates), m_series(series), m_unit(unit)
    {
    }

    ChartPoints points(std::int64_t fromNs, std::int64_t toNs, std::size_t most) const override;
    double figure() const override;
    SourceId source() const override { return m_rates.source(m_series); }

private:
    const RateSource &m_rates;
    RateSource::SeriesId m_series;
    const Unit &m_unit;
};

} // namespace gnat
