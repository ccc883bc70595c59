// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"
#include "recording/sqlite/database_p.h"

#include <QString>

#include <cstdint>

namespace gnat::schema {

/// 'GNAT', in the file's header: what tells a recording from other SQLite files.
constexpr std::uint32_t applicationId = 0x474E4154;
/// The version that this program writes. Later ones only add; each step up gets an upgrade and its test.
constexpr std::uint32_t version = 1;

/// Gives an empty file its tables and views, then switches to the write-ahead log and the recorder's settings. The
/// tables lie in the main file from the start, so that it is recognised even without its log.
Result<void> create(sqlite::Database &database);

/// The recorder's settings, for a file that has its tables already.
Result<void> prepareToWrite(sqlite::Database &database);

/// Reads the file's header, without SQLite: no such file, not a recording, made by a newer version, or cut short.
Result<void> checkHeader(const QString &path);

/// The sentence for a file that SQLite found damaged: says where it ends if it is too short.
Error damaged(const QString &path, const Error &found);

} // namespace gnat::schema
