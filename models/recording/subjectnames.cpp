// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recording/subjectnames_p.h"

#include <algorithm>
#include <cstring>

namespace gnat {

namespace {

constexpr std::size_t blockBytes = 64 * 1024;
/// Read in one go: numbers are given as subjects appear, so that who meets one meets the next ones soon.
constexpr std::int64_t namesAtOnce = 64;
/// Far more than there can be; a larger one stands in a damaged row.
constexpr std::int64_t mostSubjects = 1'000'000'000;

} // namespace

Result<std::optional<std::string_view>> SubjectNames::name(const sqlite::Database &database, std::int64_t number)
{
    if (number <= 0 || number > mostSubjects)
        return std::optional<std::string_view>();
    const auto place = static_cast<std::size_t>(number);
    if (place >= m_names.size() || !m_names[place].data()) {
        if (auto done = read(database, number); !done)
            return done.error();
    }
    if (place >= m_names.size() || !m_names[place].data())
        return std::optional<std::string_view>();
    return std::optional(m_names[place]);
}

Result<void> SubjectNames::read(const sqlite::Database &database, std::int64_t from)
{
    if (!m_statement) {
        auto statement = database.prepare("SELECT id, name FROM subject WHERE id >= ? AND id < ? ORDER BY id");
        if (!statement)
            return statement.error();
        m_statement = std::move(statement).value();
    }
    m_statement->bind(1, from);
    m_statement->bind(2, from + namesAtOnce);
    for (;;) {
        const auto more = m_statement->step();
        if (!more)
            m_statement->reset();
        if (!more)
            return more.error();
        if (!more.value())
            return {};
        const auto place = static_cast<std::size_t>(m_statement->number(0));
        if (place >= m_names.size())
            m_names.resize(std::max(place + 1, m_names.size() + m_names.size() / 4));
        if (!m_names[place].data())
            m_names[place] = kept(m_statement->bytes(1));
    }
}

std::string_view SubjectNames::kept(std::string_view name)
{
    if (name.size() > m_room || m_blocks.empty()) {
        m_room = std::max(blockBytes, name.size());
        m_free = m_blocks.emplace_back(std::make_unique<char[]>(m_room)).get();
    }
    if (!name.empty())
        std::memcpy(m_free, name.data(), name.size());
    const std::string_view copy(m_free, name.size());
    m_free += name.size();
    m_room -= name.size();
    return copy;
}

} // namespace gnat
