// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What a SalvageReport says to people.
#include "base/words.h"
#include "recording/salvage.h"

#include <QLocale>

namespace gnat {

QStringList salvageText(const SalvageReport &report)
{
    const QLocale locale;
    QStringList sentences{Words::tr("Messages saved: %1.").arg(locale.toString(report.messages))};
    if (report.lost > 0)
        sentences << Words::tr("Messages that cannot be read any more: %1; gaps that the new file states: %2.")
                         .arg(locale.toString(report.lost), locale.toString(report.gaps.size()));
    if (report.unnamed > 0)
        sentences << Words::tr("Messages whose subject is lost, under unreadable.N: %1.")
                         .arg(locale.toString(report.unnamed));
    if (!report.unreadableLists.isEmpty())
        sentences << Words::tr("Not read to their end: %1.").arg(report.unreadableLists.join(QStringLiteral(", ")));
    if (report.isWhole())
        sentences << Words::tr("Nothing is missing.");
    return sentences;
}

} // namespace gnat
