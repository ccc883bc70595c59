// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "traffic/ratesource.h"

#include <QVector>

#include <vector>

namespace gnat {

/// Points of a line, ready to draw: x in seconds from the origin (negative: before), y per second.
struct RateLine
{
    QVector<double> x;
    QVector<double> y;
    double largest = 0;
};

/// Turns steps of a RateSource into a line: each point is the rate over the second that ends there, or over the step
/// if that is longer; where there are more than `most` points, the smallest and largest of each stretch stay, so that
/// no peak is lost.
RateLine makeRateLine(const std::vector<RateSource::Point> &steps, std::int64_t stepNs, std::int64_t originNs,
                      std::size_t most);

} // namespace gnat
