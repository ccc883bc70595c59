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
    QStringList sentences{Words::tr("%1 message(s) were saved.").arg(locale.toString(report.messages))};
    if (report.lost > 0)
        sentences << Words::tr("%1 message(s) cannot be read any more; the file states %2 gap(s).")
                         .arg(locale.toString(report.lost), locale.toString(report.gaps.size()));
    if (report.unnamed > 0)
        sentences << Words::tr("%1 message(s) have lost their subject and stand under unreadable.N.")
                         .arg(locale.toString(report.unnamed));
    if (!report.unreadableLists.isEmpty())
        sentences << Words::tr("Not read to their end: %1.").arg(report.unreadableLists.join(QStringLiteral(", ")));
    if (report.isWhole())
        sentences << Words::tr("Nothing is missing.");
    return sentences;
}

} // namespace gnat
