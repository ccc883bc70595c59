// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <string_view>

namespace gnat {

/// Repeatable chance for the demo: the same seed gives the same numbers with every standard library.
class DemoRandom
{
public:
    explicit DemoRandom(std::uint64_t seed) : m_engine(seed) {}

    /// From 0 up to, not including, 1.
    double fraction() { return static_cast<double>(m_engine() >> 11U) * 0x1p-53; }
    double between(double low, double high) { return low + fraction() * (high - low); }
    std::size_t below(std::size_t count) { return static_cast<std::size_t>(fraction() * static_cast<double>(count)); }
    bool happens(double probability) { return fraction() < probability; }
    /// Waiting time of a Poisson process, in units of its mean.
    double wait() { return -std::log(1.0 - fraction()); }
    /// Roughly normal around 0, within -3 and 3.
    double noise() { return fraction() + fraction() + fraction() + fraction() + fraction() + fraction() - 3.0; }

    template <std::size_t Size>
    std::string_view pick(const std::array<std::string_view, Size> &from)
    {
        return from[below(Size)];
    }

    std::string text(std::string_view letters, std::size_t count)
    {
        std::string out;
        while (out.size() < count)
            out.push_back(letters[below(letters.size())]);
        return out;
    }
    std::string hex(std::size_t count) { return text("0123456789abcdef", count); }

private:
    std::mt19937_64 m_engine;
};

/// A value with so many decimal places as a sensor or a till would show.
inline double rounded(double value, int places)
{
    const double scale = std::pow(10.0, places);
    return std::round(value * scale) / scale; // dividing gives the nearest double, so that it prints short
}

} // namespace gnat
