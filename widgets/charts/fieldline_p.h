// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/chartseries.h"
#include "traffic/fieldseries.h"

namespace gnat {

/// A payload field's points as a line.
class FieldLine final : public ChartSeries
{
public:
    /// Must outlive it.
    FieldLine(const FieldSeries &fields, FieldSeries::SeriesId series) : m_fields(fields), m_series(series) {}

    ChartPoints points(std::int64_t fromNs, std::int64_t toNs, std::size_t most) const override;
    /// The newest value.
    double figure() const override;
    SourceId source() const override;

private:
    const FieldSeries &m_fields;
    FieldSeries::SeriesId m_series;
};

} // namespace gnat
