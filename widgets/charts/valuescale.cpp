// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/valuescale.h"

#include <algorithm>
#include <cmath>

namespace gnat {

namespace {

// 1, 2 or 5 times a power of ten, not below `least`.
double roundStep(double least)
{
    const double power = std::pow(10, std::floor(std::log10(least)));
    for (const double factor : {1.0, 2.0, 5.0}) {
        if (power * factor >= least * 0.9999)
            return power * factor;
    }
    return power * 10;
}

} // namespace

// Three to four lines, with a little air around the values.
ValueScale::Ends ValueScale::wanted(double smallest, double largest) const
{
    if (m_kind == Kind::FromZero) {
        const double most = std::max(largest, 0.0) * 1.05;
        const double step = most > 3.5 ? roundStep(most / 3.5) : 1;
        return {0, std::max(step / 2 * std::ceil(most / step * 2), 3.0), step};
    }
    const double spread = largest - smallest;
    const double air = spread > 0 ? spread * 0.05 : std::max(std::abs(largest) * 0.05, 0.5);
    const double step = roundStep((spread + 2 * air) / 3.5);
    const double half = step / 2;
    return {half * std::floor((smallest - air) / half), half * std::ceil((largest + air) / half), step};
}

bool ValueScale::update(double smallest, double largest, std::int64_t nowMs)
{
    Ends ends = wanted(smallest, largest);
    const bool grows = ends.top > m_top || ends.bottom < m_bottom;
    const bool shrinks = ends.top < m_top || ends.bottom > m_bottom;
    if (!shrinks)
        m_tooLargeSinceMs = -1;
    if (shrinks && !m_isFresh) {
        if (m_tooLargeSinceMs < 0)
            m_tooLargeSinceMs = nowMs;
        if (nowMs - m_tooLargeSinceMs < patienceMs) {
            if (!grows)
                return false;
            ends.bottom = std::min(ends.bottom, m_bottom);
            ends.top = std::max(ends.top, m_top);
            ends.step = std::max(ends.step, roundStep((ends.top - ends.bottom) / 4.5));
        } else {
            m_tooLargeSinceMs = -1;
        }
    }
    m_isFresh = false;
    const bool isChanged = ends.bottom != m_bottom || ends.top != m_top || ends.step != m_step;
    m_bottom = ends.bottom;
    m_top = ends.top;
    m_step = ends.step;
    return isChanged;
}

} // namespace gnat
