// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "flow/messagesnapshot.h"
#include "traffic/logscanner_p.h"

#include <deque>

namespace gnat {

/// A log's batches at one moment.
class LogSnapshot final : public MessageSnapshot
{
public:
    explicit LogSnapshot(std::deque<LogEntry> entries) : m_entries(std::move(entries)) {}

    std::uint64_t begin() const override { return m_entries.empty() ? 0 : m_entries.front().first; }
    std::uint64_t end() const override { return m_entries.empty() ? 0 : m_entries.back().end(); }
    Result<void> visit(std::uint64_t first, std::uint64_t end, const Visit &visit) const override;

private:
    std::deque<LogEntry> m_entries;
};

} // namespace gnat
