// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "filter/comparison_p.h"
#include "filter/filternode_p.h"

#include <optional>

namespace gnat {

/// A time as written in a filter: a moment, or without a date the time of any day; and how long what was written
/// lasts: 14:03 is a minute.
struct FilterMoment
{
    bool hasDate = false;
    bool isUtc = false;    ///< else in the computer's time zone
    std::int64_t atNs = 0; ///< since 1970 UTC, or without a date since midnight
    std::int64_t lengthNs = 0;
};

/// "14:03", "14:03:05.250", "2026-11-27", "2026-11-27T14:03", each also with "Z" for UTC. Nothing if it is none.
std::optional<FilterMoment> parseFilterMoment(const QString &text);

/// Equal and NotEqual compare with the whole length of the moment, the others with its beginning.
FilterNodePtr makeTimeTerm(Comparison comparison, const FilterMoment &moment);
/// Messages from `fromNs` (since 1970 UTC) on.
FilterNodePtr makeSinceTerm(std::int64_t fromNs);

} // namespace gnat
