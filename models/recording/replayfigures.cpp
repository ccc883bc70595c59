// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recording/replayfigures.h"

#include "base/text.h"

#include <algorithm>

namespace gnat {

namespace {

constexpr qsizetype maxRefusals = 8; ///< reasons told apart

void addTo(QList<ReplayRefusal> &refusals, const ReplayRefusal &more)
{
    const auto find = [&refusals](const QString &reason) {
        return std::ranges::find(refusals, reason, &ReplayRefusal::reason);
    };
    auto found = find(more.reason);
    const bool isRest = found == refusals.end() && refusals.size() >= maxRefusals; // the rest together
    if (isRest)
        found = find(QString());
    if (found == refusals.end())
        refusals.append({isRest ? QString() : more.reason, more.count});
    else
        found->count += more.count;
}

} // namespace

void countRefusal(ReplayFigures &figures, const Error &error)
{
    ++figures.refused;
    addTo(figures.refusals, {errorText(error), 1});
}

void takeBack(ReplayFigures &figures, const QList<ReplayRefusal> &refusals)
{
    for (const auto &refusal : refusals) {
        figures.refused += refusal.count;
        figures.refusedLater += refusal.count;
        figures.sent -= std::min(figures.sent, refusal.count);
        addTo(figures.refusals, refusal);
    }
}

} // namespace gnat
