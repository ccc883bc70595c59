// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recording/salvagegaps_p.h"

#include "recording/gaprow_p.h"

#include <algorithm>
#include <utility>

namespace gnat {

void SalvageGaps::addLost(std::int64_t count, qint64 fromNs)
{
    m_report.lost += static_cast<quint64>(count);
    if (m_open == 0)
        add(count, fromNs);
    else
        m_report.gaps.back().count += static_cast<quint64>(count);
}

/// In a gap of its own: one whose number is known says nothing about more.
void SalvageGaps::addUnknown(qint64 fromNs)
{
    m_report.isLossKnown = false;
    add(0, fromNs);
}

void SalvageGaps::add(std::int64_t count, qint64 fromNs)
{
    m_report.gaps << RecordedGap{fromNs, fromNs, QStringLiteral("file damaged"), static_cast<quint64>(count)};
    ++m_open;
}

void SalvageGaps::close(qint64 atNs)
{
    for (; m_open > 0; --m_open) {
        auto &gap = m_report.gaps[m_report.gaps.size() - m_open];
        gap.untilNs = std::max(gap.untilNs, atNs);
    }
}

void SalvageGaps::addOpenEnd(qint64 atNs)
{
    m_report.gaps << RecordedGap{atNs, atNs, QStringLiteral("not closed"), 0};
}

Result<void> SalvageGaps::write(sqlite::Database &to) const
{
    auto insert = to.prepare(gapInsertion);
    if (!insert)
        return insert.error();
    for (const auto &gap : std::as_const(m_report.gaps)) {
        if (auto done = insertGap(insert.value(), gap); !done)
            return done;
    }
    return {};
}

} // namespace gnat
