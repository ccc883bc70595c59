// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/messagebatch.h"

#include <QString>

#include <memory>
#include <vector>

namespace gnat::bench {

/// The reference: what a good programmer writes first with SQLite's C API. A table of rows, one prepared INSERT a row,
/// WAL, synchronous=NORMAL, transactions of 5,000 rows, subjects by number; optionally an index on (subject, time).
/// Ends, as the recorder does, with everything in one file. Returns the seconds it took.
double writeRawTable(const QString &path, const std::vector<std::unique_ptr<MessageBatch>> &batches, bool hasIndex);

} // namespace gnat::bench
