// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "traffic/tokentable_p.h"

#include <algorithm>
#include <cstring>

namespace gnat {

namespace {
char lower(char letter)
{
    return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter + ('a' - 'A')) : letter;
}
} // namespace

std::string foldCase(std::string_view text)
{
    std::string folded(text);
    std::ranges::transform(folded, folded.begin(), lower);
    return folded;
}

TokenTable::TokenTable()
{
    clear();
}

void TokenTable::clear()
{
    m_texts = {};
    m_folded = {};
    m_begins = {0};
    m_numbers.clear();
    intern({});
}

std::uint32_t TokenTable::find(std::string_view token) const
{
    return m_numbers.find(hashOf(token), [&](std::uint32_t number) { return text(number - 1) == token; }) - 1;
}

std::uint32_t TokenTable::intern(std::string_view token)
{
    if (const auto known = find(token); known != none)
        return known;
    if (m_texts.size() + token.size() + 1 > maxTextBytes)
        return none;
    const auto number = append(token);
    m_numbers.insert(hashOf(token), number + 1, [this](std::uint32_t other) { return hashOf(text(other - 1)); });
    return number;
}

std::uint32_t TokenTable::append(std::string_view text)
{
    const auto number = static_cast<std::uint32_t>(size());
    m_texts += text;
    m_texts += '.';
    m_begins.push_back(static_cast<std::uint32_t>(m_texts.size()));
    return number;
}

std::uint32_t TokenTable::addHidden(std::string_view text)
{
    return append(text);
}

void TokenTable::foldNew() const
{
    const auto from = m_folded.size();
    m_folded.resize(m_texts.size());
    for (auto at = from; at < m_texts.size(); ++at)
        m_folded[at] = lower(m_texts[at]);
}

std::string_view TokenTable::folded(std::uint32_t token) const
{
    if (m_folded.size() < m_texts.size())
        foldNew();
    const auto begin = m_begins[token];
    return {m_folded.data() + begin, m_begins[token + 1] - begin - 1};
}

std::vector<bool> TokenTable::containing(std::string_view folded) const
{
    foldNew();
    std::vector<bool> found(size(), folded.empty());
    if (folded.empty())
        return found;
    const char *const texts = m_folded.data();
    auto next = m_begins.begin();
    for (std::size_t from = 0; from < m_folded.size();) {
        const void *hit = memmem(texts + from, m_folded.size() - from, folded.data(), folded.size());
        if (hit == nullptr)
            break;
        const auto at = static_cast<std::size_t>(static_cast<const char *>(hit) - texts);
        next = std::upper_bound(next, m_begins.end(), static_cast<std::uint32_t>(at));
        found[static_cast<std::size_t>(next - m_begins.begin()) - 1] = true;
        from = *next;
    }
    return found;
}

std::size_t TokenTable::memoryBytes() const
{
    return m_texts.capacity() + m_folded.capacity() + m_begins.capacity() * sizeof(std::uint32_t) +
           m_numbers.memoryBytes();
}

} // namespace gnat
