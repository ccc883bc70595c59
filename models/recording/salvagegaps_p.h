// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "recording/salvage.h"
#include "recording/sqlite/database_p.h"

namespace gnat {

/// Keeps the account of what a salvage has lost, in its report, until it goes into the new recording. One thread.
class SalvageGaps
{
public:
    /// `report` outlives it.
    explicit SalvageGaps(SalvageReport &report) : m_report(report) {}

    /// So many messages behind the time `fromNs`.
    void addLost(std::int64_t count, qint64 fromNs);
    /// Nobody knows how many.
    void addUnknown(qint64 fromNs);
    /// What was lost so far lies before `atNs`.
    void close(qint64 atNs);
    /// The recording breaks off here.
    void addOpenEnd(qint64 atNs);
    Result<void> write(sqlite::Database &to) const;

private:
    void add(std::int64_t count, qint64 fromNs);

    SalvageReport &m_report;
    qsizetype m_open = 0; ///< of the newest gaps, which wait for the time at which they end
};

} // namespace gnat
