// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recording/replayfigures.h"

#include "base/text.h"

#include <algorithm>

namespace gnat {

namespace {
constexpr qsizetype maxRefusals = 8; ///< reasons told apart
} // namespace

void countRefusal(ReplayFigures &figures, const Error &error)
{
    ++figures.refused;
    auto reason = errorText(error);
    auto found = std::ranges::find(figures.refusals, reason, &ReplayRefusal::reason);
    if (found == figures.refusals.end()) {
        if (figures.refusals.size() >= maxRefusals)
            reason.clear(); // the rest together
        found = std::ranges::find(figures.refusals, reason, &ReplayRefusal::reason);
    }
    if (found == figures.refusals.end())
        figures.refusals.append({reason, 1});
    else
        ++found->count;
}

} // namespace gnat
