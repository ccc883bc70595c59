// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/valuescale.h"

#include <algorithm>
#include <cmath>

namespace gnat {

namespace {

// 1, 2 or 5 times a power of ten, not below `least`; never below 1.
double roundStep(double least)
{
    if (!(least > 1))
        return 1;
    const double power = std::pow(10, std::floor(std::log10(least)));
    for (const double factor : {1.0, 2.0, 5.0}) {
        if (power * factor >= least * 0.9999)
            return power * factor;
    }
    return power * 10;
}

} // namespace

bool ValueScale::update(double largest, std::int64_t nowMs)
{
    // Three to four lines, with a little air above the highest value.
    const double wanted = std::max(largest, 0.0) * 1.05;
    const double step = roundStep(wanted / 3.5);
    const double half = step / 2;
    const double top = std::max(half * std::ceil(wanted / half), 3.0);
    if (top == m_top)
        m_tooLargeSinceMs = -1;
    if (top < m_top) {
        if (m_tooLargeSinceMs < 0)
            m_tooLargeSinceMs = nowMs;
        if (nowMs - m_tooLargeSinceMs < patienceMs)
            return false;
    }
    m_tooLargeSinceMs = -1;
    const bool isChanged = top != m_top || step != m_step;
    m_top = top;
    m_step = step;
    return isChanged;
}

} // namespace gnat
