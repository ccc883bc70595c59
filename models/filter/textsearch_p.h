// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

namespace gnat {

/// Looks for a text in bytes, without regard to the case of ASCII letters; other bytes must be equal. Allocates
/// nothing while searching; time is at most (haystack × needle), usually a fraction of the haystack (Horspool).
class TextSearch
{
public:
    /// `needle` must not be empty.
    explicit TextSearch(std::string_view needle);
    bool isIn(std::string_view haystack) const { return find(haystack, 0) != std::string_view::npos; }
    /// The first place at or behind `from`; npos if there is none.
    std::size_t find(std::string_view haystack, std::size_t from) const;
    std::size_t size() const { return m_needle.size(); }

private:
    std::string m_needle; ///< folded
    std::array<std::size_t, 256> m_skip{};
};

} // namespace gnat
