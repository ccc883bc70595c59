// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"
#include "recording/sqlite/database_p.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

namespace gnat {

/// The names of a recording's subjects by number, read when they are first asked for: a recording of requests may have
/// a million inboxes, of which a list shows thirty. One thread at a time.
class SubjectNames
{
public:
    /// The name lives as long as this. Nothing: the file has no such subject. An error: it cannot be read.
    Result<std::optional<std::string_view>> name(const sqlite::Database &database, std::int64_t number);

private:
    Result<void> read(const sqlite::Database &database, std::int64_t from);
    std::string_view kept(std::string_view name);

    std::vector<std::string_view> m_names; ///< by number; null: not read yet
    std::vector<std::unique_ptr<char[]>> m_blocks;
    std::size_t m_room = 0; ///< bytes that are free at the end of the last block
    char *m_free = nullptr;
    std::optional<sqlite::Statement> m_statement;
};

} // namespace gnat
