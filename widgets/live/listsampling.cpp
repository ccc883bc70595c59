// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "live/listsampling.h"

#include <cmath>

namespace gnat {

namespace {

quint64 twoDigits(double value)
{
    const double unit = value < 100 ? 1 : std::pow(10, std::floor(std::log10(value)) - 1);
    return static_cast<quint64>(std::ceil(value / unit) * unit);
}

} // namespace

quint64 samplingStep(double messagesPerSecond, quint64 present)
{
    constexpr double calm = 0.8;       // below this share of the limit the list shows every message again
    constexpr double sameEnough = 1.3; // a step that fits within this factor stays
    const double exact = messagesPerSecond / fastestRows;
    if (exact <= 1)
        return present > 1 && exact > calm ? present : 1;
    const auto now = static_cast<double>(present);
    if (present > 1 && exact < now * sameEnough && exact > now / sameEnough)
        return present;
    return twoDigits(exact);
}

} // namespace gnat
