// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "recording/recordingreader.h"
#include "recording/sqlite/database_p.h"

namespace gnat {

/// Makes the table `part` with its row, which only files of a split recording have.
Result<void> writePart(sqlite::Database &database, const RecordedPart &part);

/// Nothing if the file is no part of a split recording.
Result<std::optional<RecordedPart>> readPart(const sqlite::Database &database);

/// States a gap in a closed recording; nobody else writes it.
Result<void> addGapToClosed(const QString &path, const RecordedGap &gap);

} // namespace gnat
