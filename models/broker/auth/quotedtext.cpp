// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/auth/quotedtext.h"

#include <array>
#include <cstddef>
#include <cstdio>

namespace gnat {

namespace {

unsigned byteAt(std::string_view text, std::size_t at)
{
    return static_cast<unsigned char>(text[at]);
}

/// Bytes of the well-formed UTF-8 character at the front; 0: there is none.
std::size_t characterSize(std::string_view text)
{
    const auto first = byteAt(text, 0);
    const std::size_t size = first < 0x80   ? 1
                             : first < 0xC2 ? 0
                             : first < 0xE0 ? 2
                             : first < 0xF0 ? 3
                             : first < 0xF5 ? 4
                                            : 0;
    if (size < 2 || text.size() < size)
        return size < 2 ? size : 0;
    for (std::size_t i = 1; i < size; ++i) {
        if ((byteAt(text, i) & 0xC0U) != 0x80)
            return 0;
    }
    const auto second = byteAt(text, 1);
    const bool isOdd = (first == 0xE0 && second < 0xA0) || (first == 0xED && second > 0x9F) ||
                       (first == 0xF0 && second < 0x90) || (first == 0xF4 && second > 0x8F); // overlong, surrogate
    return isOdd ? 0 : size;
}

void appendEscape(unsigned byte, std::string &text)
{
    constexpr std::string_view named = "abtnvfr"; // from 7 on
    if (byte >= 7 && byte < 7 + named.size()) {
        text.append({'\\', named[byte - 7]});
        return;
    }
    std::array<char, 5> hex{};
    std::snprintf(hex.data(), hex.size(), "\\x%02x", byte);
    text.append(hex.data());
}

} // namespace

std::string quotedText(std::string_view text)
{
    std::string quoted = "\"";
    while (!text.empty()) {
        const auto size = characterSize(text);
        const auto byte = byteAt(text, 0);
        if (size == 0 || byte < 0x20 || byte == 0x7F) {
            appendEscape(byte, quoted);
            text.remove_prefix(1);
            continue;
        }
        if (byte == '"' || byte == '\\')
            quoted.push_back('\\');
        quoted.append(text.substr(0, size));
        text.remove_prefix(size);
    }
    return quoted.append("\"");
}

} // namespace gnat
