// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"
#include "recording/recordednames.h"
#include "recording/sqlite/database_p.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

namespace gnat {

/// Looks up the names of a recording's subjects by number, and reads those that nobody asked for before. A page that
/// was found once is found again without a lock. One thread at a time.
class SubjectNames
{
public:
    explicit SubjectNames(std::shared_ptr<RecordedNames> known) : m_known(std::move(known)) {}

    /// The name lives as long as known(). Nothing: the file has no such subject. An error: it cannot be read.
    Result<std::optional<std::string_view>> name(const sqlite::Database &database, std::int64_t number);
    const std::shared_ptr<RecordedNames> &known() const { return m_known; }

private:
    std::optional<std::string_view> found(std::size_t page, std::uint32_t index) const;
    Result<void> read(const sqlite::Database &database, std::size_t page);

    std::shared_ptr<RecordedNames> m_known;
    std::vector<RecordedNames::PagePtr> m_pages; ///< of those known, as they were when looked up
    std::optional<sqlite::Statement> m_statement;
};

} // namespace gnat
