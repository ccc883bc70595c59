// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recording/recordednames.h"

#include "recording/diskwatch_p.h"

#include <utility>

namespace gnat {

void RecordedNames::Page::append(std::uint32_t index, std::string_view name)
{
    m_text += name;
    for (auto i = index; i < size; ++i)
        m_ends[i] = static_cast<std::uint32_t>(m_text.size());
    m_isThere |= std::uint64_t{1} << index;
    ++m_count;
}

std::optional<std::string_view> RecordedNames::Page::name(std::uint32_t index) const
{
    if ((m_isThere >> index & 1U) == 0)
        return std::nullopt;
    const auto begin = index == 0 ? 0 : m_ends[index - 1];
    return std::string_view(m_text).substr(begin, m_ends[index] - begin);
}

RecordedNames::RecordedNames() = default;
RecordedNames::~RecordedNames() = default;

bool RecordedNames::isOf(const QString &path)
{
    const std::lock_guard lock(m_mutex);
    if (!m_file)
        m_file = std::make_unique<DiskWatch>(path);
    return m_file->look() == DiskWatch::State::There;
}

RecordedNames::PagePtr RecordedNames::page(std::size_t number) const
{
    const std::lock_guard lock(m_mutex);
    return number < m_pages.size() ? m_pages[number] : nullptr;
}

std::string_view RecordedNames::name(std::uint32_t subject) const
{
    const std::lock_guard lock(m_mutex);
    const auto number = subject / Page::size;
    return number < m_pages.size() && m_pages[number] ? m_pages[number]->name(subject % Page::size).value_or("")
                                                      : std::string_view();
}

RecordedNames::PagePtr RecordedNames::keep(std::size_t number, PagePtr page)
{
    const std::lock_guard lock(m_mutex);
    if (number >= m_pages.size())
        m_pages.resize(number + 1);
    auto &slot = m_pages[number];
    if (slot && slot->count() >= page->count())
        return slot;
    if (slot)
        m_replaced.push_back(slot);
    return slot = std::move(page);
}

} // namespace gnat
