// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recording/subjectnames_p.h"

#include <utility>

namespace gnat {

namespace {

/// Far more than there can be; a larger one stands in a damaged row.
constexpr std::int64_t mostSubjects = 1'000'000'000;
constexpr auto perPage = RecordedNames::Page::size;

} // namespace

Result<std::optional<std::string_view>> SubjectNames::name(const sqlite::Database &database, std::int64_t number)
{
    using Name = std::optional<std::string_view>;
    if (number <= 0 || number > mostSubjects)
        return Name();
    const auto page = static_cast<std::size_t>(number) / perPage;
    const auto index = static_cast<std::uint32_t>(number) % perPage;
    if (auto name = found(page, index))
        return name;
    if (auto known = m_known->page(page); known && known->name(index)) {
        if (page >= m_pages.size())
            m_pages.resize(page + 1);
        m_pages[page] = std::move(known);
    } else if (auto done = read(database, page); !done) {
        return done.error();
    }
    return found(page, index);
}

std::optional<std::string_view> SubjectNames::found(std::size_t page, std::uint32_t index) const
{
    return page < m_pages.size() && m_pages[page] ? m_pages[page]->name(index) : std::nullopt;
}

Result<void> SubjectNames::read(const sqlite::Database &database, std::size_t page)
{
    if (!m_statement) {
        auto statement = database.prepare("SELECT id, name FROM subject WHERE id >= ? AND id < ? ORDER BY id");
        if (!statement)
            return statement.error();
        m_statement = std::move(statement).value();
    }
    const auto first = static_cast<std::int64_t>(page * perPage);
    m_statement->bind(1, first);
    m_statement->bind(2, first + perPage);
    const auto names = std::make_shared<RecordedNames::Page>();
    for (;;) {
        const auto more = m_statement->step();
        if (!more)
            m_statement->reset();
        if (!more)
            return more.error();
        if (!more.value())
            break;
        names->append(static_cast<std::uint32_t>(m_statement->number(0) - first), m_statement->bytes(1));
    }
    if (names->count() == 0)
        return {};
    names->close();
    if (page >= m_pages.size())
        m_pages.resize(page + 1);
    m_pages[page] = m_known->keep(page, names);
    return {};
}

} // namespace gnat
