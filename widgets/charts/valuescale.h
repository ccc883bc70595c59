// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace gnat {

/// The upper end of a value axis that begins at 0: grows at once when a value needs it, shrinks only after 10 s in
/// which a smaller one would have done, and only ends on round steps. Plain numbers, no widget.
class ValueScale
{
public:
    static constexpr std::int64_t patienceMs = 10'000;

    /// Takes the largest value in sight; `nowMs` monotonic. True if top() or step() changed.
    bool update(double largest, std::int64_t nowMs);
    double top() const { return m_top; }
    double step() const { return m_step; }

private:
    double m_top = 3;
    double m_step = 1;
    std::int64_t m_tooLargeSinceMs = -1;
};

} // namespace gnat
