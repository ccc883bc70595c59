// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What a SalvageReport says to people.
#include "base/words.h"
#include "recording/salvage.h"

#include <QLocale>

namespace gnat {

namespace {

/// Nothing if nothing is lost.
QString lostText(const SalvageReport &report)
{
    const QLocale locale;
    const auto lost = locale.toString(report.lost);
    const auto gaps = locale.toString(report.gaps.size() - (report.wasOpen ? 1 : 0));
    if (report.lost == 0 && report.isLossKnown)
        return {};
    if (report.lost == 0)
        return Words::tr("Messages that cannot be read any more: nothing says how many; gaps that the new file "
                         "states: %1.")
            .arg(gaps);
    if (!report.isLossKnown)
        return Words::tr("Messages that cannot be read any more: at least %1; gaps that the new file states: %2.")
            .arg(lost, gaps);
    return Words::tr("Messages that cannot be read any more: %1; gaps that the new file states: %2.").arg(lost, gaps);
}

} // namespace

QStringList salvageText(const SalvageReport &report)
{
    const QLocale locale;
    QStringList sentences{Words::tr("Messages saved: %1.").arg(locale.toString(report.messages))};
    if (const auto lost = lostText(report); !lost.isEmpty())
        sentences << lost;
    if (report.unnamed > 0)
        sentences << Words::tr("Messages whose subject is lost, under unreadable.N: %1.")
                         .arg(locale.toString(report.unnamed));
    if (!report.unreadableLists.isEmpty())
        sentences << Words::tr("Not read to their end: %1.").arg(report.unreadableLists.join(QStringLiteral(", ")));
    if (report.wasOpen)
        sentences << Words::tr(
            "It was not closed, since it was cut off or is still recorded: what came behind its last "
            "message may be missing, which the new file states as a gap.");
    if (report.isWhole())
        sentences << Words::tr("Nothing is missing.");
    return sentences;
}

} // namespace gnat
