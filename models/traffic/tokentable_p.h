// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/subjecthash.h"
#include "traffic/partedtable_p.h"

#include <string>
#include <string_view>
#include <vector>

namespace gnat {

/// Each distinct token once, as a number; 0 is the empty token. The texts lie in one arena, a dot behind each, so that
/// one search finds all tokens that contain a text. One thread.
class TokenTable
{
public:
    static constexpr std::uint32_t none = UINT32_MAX;
    /// Texts never take more than this; intern() then refuses new ones.
    static constexpr std::size_t maxTextBytes = 512'000'000;

    TokenTable();

    /// The number of a token, new or known; `none` if there is no room.
    std::uint32_t intern(std::string_view token);
    std::uint32_t find(std::string_view token) const;
    /// A number for a text that find() does not find, right after clear(): so that nobody can send it.
    std::uint32_t addHidden(std::string_view text);
    /// The view lasts until the next intern() or clear().
    std::string_view text(std::uint32_t token) const
    {
        const auto begin = m_begins[token];
        return {m_texts.data() + begin, m_begins[token + 1] - begin - 1};
    }
    std::size_t size() const { return m_begins.size() - 1; }
    void clear();
    std::size_t memoryBytes() const;

    /// Which tokens contain `folded` (lower case, without a dot), by number.
    std::vector<bool> containing(std::string_view folded) const;
    /// The text of a token in lower case (ASCII). Lasts until the next intern().
    std::string_view folded(std::uint32_t token) const;

private:
    std::uint64_t hashOf(std::string_view token) const { return m_hash(SourceId(), token).hash; }
    std::uint32_t append(std::string_view text);
    void foldNew() const;

    SubjectHash m_hash;
    std::string m_texts;
    std::vector<std::uint32_t> m_begins;  ///< one more than there are tokens
    PartedTable<std::uint32_t> m_numbers; ///< each one larger than it is
    mutable std::string m_folded;         ///< follows m_texts when it is searched
};

/// ASCII lower case; other bytes as they are.
std::string foldCase(std::string_view text);

} // namespace gnat
