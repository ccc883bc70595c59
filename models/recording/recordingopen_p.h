// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"
#include "recording/sqlite/database_p.h"

#include <QString>

namespace gnat {

/// Opens a recording's database for reading, its log included, also in a folder that nobody may write to, where SQLite
/// cannot place its shared memory. The error is SQLite's; NotPermitted if file or log cannot be read.
Result<sqlite::Database> openToRead(const QString &path);

} // namespace gnat
