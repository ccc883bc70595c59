// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recording/gaprow_p.h"

namespace gnat {

Result<void> insertGap(sqlite::Statement &statement, const RecordedGap &gap)
{
    statement.bind(1, gap.atNs);
    statement.bind(2, gap.untilNs);
    statement.bindText(3, gap.reason);
    statement.bind(4, static_cast<qint64>(gap.count));
    return statement.run();
}

} // namespace gnat
