// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/messagebatch.h"

#include <algorithm>
#include <map>

namespace gnat {

/// Pages of messages by their first row; those unused for longest leave when the bytes go over a budget. Plain data.
class PageCache
{
public:
    explicit PageCache(std::size_t budgetBytes) : m_budget(budgetBytes) {}

    /// The message of this row; empty if no page holds it.
    MessageHandle at(std::uint64_t row)
    {
        const auto behind = m_pages.upper_bound(row);
        if (behind == m_pages.begin())
            return {};
        const auto found = std::prev(behind);
        const auto index = row - found->first;
        if (index >= found->second.batch->size())
            return {};
        found->second.usedAt = ++m_clock;
        return {found->second.batch, static_cast<std::uint32_t>(index)};
    }

    void insert(std::uint64_t firstRow, BatchPtr page)
    {
        m_bytes += page->memoryBytes();
        auto &slot = m_pages[firstRow];
        if (slot.batch)
            m_bytes -= slot.batch->memoryBytes();
        slot = {std::move(page), ++m_clock};
        while (m_bytes > m_budget && m_pages.size() > 1)
            removeOldest();
    }

    std::size_t bytes() const { return m_bytes; }

private:
    struct Page
    {
        BatchPtr batch;
        std::uint64_t usedAt = 0;
    };

    void removeOldest()
    {
        const auto oldest =
            std::ranges::min_element(m_pages, {}, [](const auto &entry) { return entry.second.usedAt; });
        m_bytes -= oldest->second.batch->memoryBytes();
        m_pages.erase(oldest);
    }

    std::map<std::uint64_t, Page> m_pages;
    std::size_t m_budget;
    std::size_t m_bytes = 0;
    std::uint64_t m_clock = 0;
};

} // namespace gnat
