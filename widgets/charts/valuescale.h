// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace gnat {

/// The ends of a value axis: grows at once when a value needs it, shrinks only after 10 s in which a smaller one would
/// have done, and only ends on round steps. Plain numbers, no widget.
class ValueScale
{
public:
    /// Rates begin at 0 and never show less than 3; measured values lie anywhere.
    enum class Kind { FromZero, Free };
    static constexpr std::int64_t patienceMs = 10'000;

    explicit ValueScale(Kind kind = Kind::FromZero) : m_kind(kind) {}

    /// Takes the smallest and largest value in sight; `nowMs` monotonic. True if the ends or step() changed.
    bool update(double smallest, double largest, std::int64_t nowMs);
    bool update(double largest, std::int64_t nowMs) { return update(0, largest, nowMs); }
    /// The next update() need not wait before it shrinks.
    void forget() { m_isFresh = true; }
    double bottom() const { return m_bottom; }
    double top() const { return m_top; }
    double step() const { return m_step; }

private:
    struct Ends
    {
        double bottom;
        double top;
        double step;
    };
    Ends wanted(double smallest, double largest) const;

    Kind m_kind;
    double m_bottom = 0;
    double m_top = 3;
    double m_step = 1;
    bool m_isFresh = true;
    std::int64_t m_tooLargeSinceMs = -1;
};

} // namespace gnat
