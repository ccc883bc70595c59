// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

namespace gnat {

/// How a list writes the times of its messages.
struct TimeFormat
{
    enum class Kind {
        OfDay,        ///< 15:04:22.446
        SinceStart,   ///< 2:03.446, since the first message that the list has seen
        SincePrevious ///< +0.000123 s, since the row above
    };

    Kind kind = Kind::OfDay;
    bool isUtc = false;     ///< OfDay: UTC and not local time
    bool isPrecise = false; ///< all nine decimals

    bool operator==(const TimeFormat &) const = default;
};

/// The time of a message, wall ns, in that format. Without what it is measured from: an en dash.
QString formattedTime(const TimeFormat &format, qint64 atNs, std::optional<qint64> startNs,
                      std::optional<qint64> previousNs);

/// The same moment in every other form, for a tooltip: date and zone, UTC, nanoseconds since 1970.
QString everyTime(qint64 atNs);

} // namespace gnat
