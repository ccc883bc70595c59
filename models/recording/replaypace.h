// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace gnat {

/// How fast a recording is replayed. A plain value.
struct ReplayPace
{
    enum class Kind {
        Factor, ///< the recorded distances, divided by `value`
        Rate,   ///< `value` messages a second, whatever the distances were
        Max     ///< as fast as the target takes them
    };

    static constexpr double leastFactor = 0.01;
    static constexpr double mostFactor = 1000;
    static constexpr double leastRate = 0.01;
    static constexpr double mostRate = 10'000'000;

    static constexpr ReplayPace factor(double value) { return {Kind::Factor, value}; }
    static constexpr ReplayPace rate(double messagesPerSecond) { return {Kind::Rate, messagesPerSecond}; }
    static constexpr ReplayPace max() { return {Kind::Max, 0}; }

    /// Whether the value lies in the bounds of its kind.
    constexpr bool isValid() const
    {
        return kind == Kind::Max || (kind == Kind::Factor && value >= leastFactor && value <= mostFactor) ||
               (kind == Kind::Rate && value >= leastRate && value <= mostRate);
    }

    friend bool operator==(const ReplayPace &, const ReplayPace &) = default;

    Kind kind = Kind::Factor;
    double value = 1;
};

} // namespace gnat
