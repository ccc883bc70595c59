// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace gnat {

/// Between the words of a control line; one comparison for nearly all characters.
inline bool isSeparator(char c)
{
    return static_cast<unsigned char>(c) <= ' ' && (c == ' ' || c == '\t' || c == '\r');
}

/// Cuts the first word off `line`; empty if there is none.
inline std::string_view takeFirstWord(std::string_view &line)
{
    while (!line.empty() && isSeparator(line.front()))
        line.remove_prefix(1);
    std::size_t size = 0;
    while (size < line.size() && !isSeparator(line[size]))
        ++size;
    const auto word = line.substr(0, size);
    line.remove_prefix(size);
    return word;
}

/// Cuts the last word off `line`; empty if there is none.
inline std::string_view takeLastWord(std::string_view &line)
{
    while (!line.empty() && isSeparator(line.back()))
        line.remove_suffix(1);
    auto from = line.size();
    while (from > 0 && !isSeparator(line[from - 1]))
        --from;
    const auto word = line.substr(from);
    line = line.substr(0, from);
    return word;
}

/// nats-server's parseSize: one to nine digits and nothing else.
inline std::optional<std::size_t> parseSize(std::string_view text)
{
    if (text.empty() || text.size() > 9)
        return std::nullopt;
    std::size_t size = 0;
    for (const char c : text) {
        if (c < '0' || c > '9')
            return std::nullopt;
        size = size * 10 + static_cast<std::size_t>(c - '0');
    }
    return size;
}

} // namespace gnat
