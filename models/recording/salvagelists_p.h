// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"
#include "recording/sqlite/database_p.h"

#include <QStringList>

namespace gnat {

/// Copies what stands beside the messages (session, connections, subscriptions, gaps, marks, part) row by row into the
/// empty tables of a new recording, as far as it can be read. Returns the names of those that were not read to their
/// end; the error is the new file's.
Result<QStringList> copyLists(const sqlite::Database &from, sqlite::Database &to);

} // namespace gnat
