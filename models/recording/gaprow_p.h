// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "recording/recordedfacts.h"
#include "recording/sqlite/database_p.h"

namespace gnat {

/// What insertGap() runs, for all that write a gap.
constexpr const char *gapInsertion = "INSERT INTO gap(at_ns, until_ns, reason, count) VALUES (?,?,?,?)";

/// Writes the row of a gap with a statement made of gapInsertion.
Result<void> insertGap(sqlite::Statement &statement, const RecordedGap &gap);

} // namespace gnat
