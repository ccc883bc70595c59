// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "rework/targetcheck.h"

#include "base/text.h"
#include "base/words.h"

#include <QFileInfo>

namespace gnat {

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

} // namespace gnat
