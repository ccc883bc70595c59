// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/subjectcounts.h"

#include "base/text.h"
#include "recording/recordednames.h"
#include "recording/subjecttally.h"

#include <algorithm>
#include <limits>

namespace gnat {

SubjectCounts::SubjectCounts(std::vector<Count> counts, std::shared_ptr<const RecordedNames> names)
    : m_names(std::move(names))
{
    std::ranges::sort(counts, [](const Count &a, const Count &b) {
        return a.messages != b.messages ? a.messages > b.messages : a.number < b.number;
    });
    m_counts = std::make_shared<const std::vector<Count>>(std::move(counts));
}

RecordedSubject SubjectCounts::at(qsizetype index) const
{
    const auto &count = (*m_counts)[static_cast<std::size_t>(index)];
    return {toByteArray(m_names->name(count.number)), count.messages, count.bytes};
}

void SubjectCounts::visit(const std::function<void(std::string_view name, const Count &count)> &visit) const
{
    if (!m_counts)
        return;
    for (const auto &count : *m_counts)
        visit(m_names->name(count.number), count);
}

} // namespace gnat
