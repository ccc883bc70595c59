// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "rework/reworkbasics_p.h"

#include "base/text.h"
#include "base/words.h"

#include <QFileInfo>

namespace gnat {

Error reworkCancelled()
{
    return makeError(ErrorKind::Cancelled, Words::tr("Cancelled; no recording was written."));
}

Error readingCancelled()
{
    return makeError(ErrorKind::Cancelled, Words::tr("Cancelled."));
}

Result<void> checkTarget(const QString &target, const QStringList &sources)
{
    for (const auto &source : sources) {
        if (QFileInfo(source).absoluteFilePath() == QFileInfo(target).absoluteFilePath() ||
            (QFileInfo::exists(target) &&
             QFileInfo(source).canonicalFilePath() == QFileInfo(target).canonicalFilePath()))
            return makeError(ErrorKind::InvalidInput,
                             Words::tr("“%1” is read; the result needs another name.").arg(target));
    }
    return {};
}

QString noteWith(const QString &done, const QString &before)
{
    return before.isEmpty() ? done : done + u'\n' + before;
}

} // namespace gnat
