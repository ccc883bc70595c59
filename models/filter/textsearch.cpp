// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "filter/textsearch_p.h"

#include <algorithm>

namespace gnat {

namespace {

constexpr std::array<unsigned char, 256> makeFoldTable()
{
    std::array<unsigned char, 256> table{};
    for (std::size_t i = 0; i < table.size(); ++i)
        table[i] = static_cast<unsigned char>(i >= 'A' && i <= 'Z' ? i + ('a' - 'A') : i);
    return table;
}

constexpr auto foldTable = makeFoldTable();

unsigned char folded(char c)
{
    return foldTable[static_cast<unsigned char>(c)];
}

} // namespace

TextSearch::TextSearch(std::string_view needle) : m_needle(needle)
{
    for (auto &c : m_needle)
        c = static_cast<char>(folded(c));
    m_skip.fill(m_needle.size());
    for (std::size_t i = 0; i + 1 < m_needle.size(); ++i)
        m_skip[static_cast<unsigned char>(m_needle[i])] = m_needle.size() - 1 - i;
}

std::size_t TextSearch::find(std::string_view haystack, std::size_t from) const
{
    const auto size = m_needle.size();
    for (std::size_t end = from + size; end <= haystack.size();) {
        const auto last = folded(haystack[end - 1]);
        const auto window = haystack.substr(end - size, size);
        if (last == static_cast<unsigned char>(m_needle.back()) &&
            std::equal(window.begin(), window.end(), m_needle.begin(),
                       [](char c, char wanted) { return folded(c) == static_cast<unsigned char>(wanted); }))
            return end - size;
        end += m_skip[last];
    }
    return std::string_view::npos;
}

} // namespace gnat
