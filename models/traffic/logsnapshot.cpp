// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "traffic/logsnapshot_p.h"

#include <algorithm>

namespace gnat {

Result<void> LogSnapshot::visit(std::uint64_t first, std::uint64_t end, const Visit &visit) const
{
    auto entry = std::ranges::upper_bound(m_entries, first, {}, [](const LogEntry &each) { return each.end(); });
    for (; entry != m_entries.end() && entry->first < end; ++entry) {
        const auto from = std::max<std::uint64_t>(first, entry->first);
        const auto to = std::min<std::uint64_t>(end, entry->end());
        for (auto position = from; position < to; ++position) {
            if (!visit(entry->batch->at(position - entry->first), position))
                return {};
        }
    }
    return {};
}

} // namespace gnat
