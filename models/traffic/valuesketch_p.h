// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstdint>

namespace gnat {

/// About how many distinct values there were, in one kilobyte however many there are: HyperLogLog (Flajolet et al.
/// 2007) with 1024 registers, typically within 3 %, nearly exact for a few hundred. One thread.
class ValueSketch
{
public:
    /// The hash must be spread well over all its bits.
    void add(std::uint64_t hash)
    {
        auto &most = m_registers[hash >> (64 - indexBits)];
        const auto rank = std::countl_zero(hash << indexBits | std::uint64_t{1} << (indexBits - 1)) + 1;
        most = std::max(most, static_cast<std::uint8_t>(rank));
    }

    void merge(const ValueSketch &other)
    {
        std::ranges::transform(m_registers, other.m_registers, m_registers.begin(),
                               [](std::uint8_t a, std::uint8_t b) { return std::max(a, b); });
    }

    std::uint64_t estimate() const
    {
        double sum = 0;
        int untouched = 0;
        for (const auto rank : m_registers) {
            sum += std::ldexp(1.0, -rank);
            untouched += rank == 0 ? 1 : 0;
        }
        constexpr double count = size;
        const double raw = 0.7213 / (1 + 1.079 / count) * count * count / sum;
        const bool isFew = raw <= 2.5 * count && untouched > 0;
        return static_cast<std::uint64_t>(std::llround(isFew ? count * std::log(count / untouched) : raw));
    }

private:
    static constexpr int indexBits = 10;
    static constexpr std::size_t size = 1U << indexBits;

    std::array<std::uint8_t, size> m_registers{};
};

} // namespace gnat
