// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cstdio>
#include <string>
#include <vector>

namespace gnat::bench {

/// The median of repetitions, and how far they lie apart.
struct Spread
{
    double least = 0;
    double median = 0;
    double most = 0;
};

inline Spread spreadOf(std::vector<double> values)
{
    if (values.empty())
        return {};
    std::ranges::sort(values);
    return {values.front(), values[values.size() / 2], values.back()};
}

/// "1.04 (0.98-1.10)"
inline std::string textOf(const Spread &spread)
{
    char text[80];
    std::snprintf(text, sizeof text, "%.2f (%.2f-%.2f)", spread.median, spread.least, spread.most);
    return text;
}

} // namespace gnat::bench
