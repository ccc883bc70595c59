// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "traffic/rateseries.h"

#include <QVector>

#include <vector>

namespace gnat {

/// Points of a line, ready to draw: x in seconds before now (negative), y per second.
struct RateLine
{
    QVector<double> x;
    QVector<double> y;
    double largest = 0;
};

/// Turns quarter-second buckets into a line: each point is the rate over the second that ends there; where there are
/// more than `most` points, the smallest and largest of each stretch stay, so that no peak is lost.
RateLine makeRateLine(const std::vector<RateSeries::Point> &buckets, std::int64_t nowNs, std::size_t most);

} // namespace gnat
