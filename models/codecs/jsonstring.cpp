// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "codecs/jsonstring.h"

#include <cstdint>

namespace gnat {

namespace {

void appendUtf8(std::string &text, std::uint32_t code)
{
    const auto put = [&text](std::uint32_t byte) {
        text += static_cast<char>(byte);
    };
    if (code < 0x80) {
        put(code);
    } else if (code < 0x800) {
        put(0xC0U | code >> 6U);
        put(0x80U | (code & 0x3FU));
    } else if (code < 0x10000) {
        put(0xE0U | code >> 12U);
        put(0x80U | (code >> 6U & 0x3FU));
        put(0x80U | (code & 0x3FU));
    } else {
        put(0xF0U | code >> 18U);
        put(0x80U | (code >> 12U & 0x3FU));
        put(0x80U | (code >> 6U & 0x3FU));
        put(0x80U | (code & 0x3FU));
    }
}

/// The four hexadecimal digits at `at`; the parser has checked them.
std::uint32_t hexAt(std::string_view raw, std::size_t at)
{
    std::uint32_t code = 0;
    for (std::size_t i = at; i < at + 4 && i < raw.size(); ++i) {
        const auto c = static_cast<std::uint32_t>(static_cast<unsigned char>(raw[i]));
        code = code * 16 + (c <= '9' ? c - '0' : (c | 0x20U) - 'a' + 10);
    }
    return code;
}

/// Resolves the \uXXXX whose digits begin at `at` and moves `at` behind it and the second half of a pair.
std::uint32_t codePoint(std::string_view raw, std::size_t &at)
{
    constexpr std::uint32_t replacement = 0xFFFD;
    const auto high = hexAt(raw, at);
    at += 4;
    if (high < 0xD800 || high > 0xDFFF)
        return high;
    if (high > 0xDBFF || raw.substr(at, 2) != "\\u")
        return replacement;
    const auto low = hexAt(raw, at + 2);
    if (low < 0xDC00 || low > 0xDFFF)
        return replacement;
    at += 6;
    return 0x10000 + ((high - 0xD800) << 10U) + (low - 0xDC00);
}

char simpleEscape(char c)
{
    switch (c) {
    case 'b':
        return '\b';
    case 'f':
        return '\f';
    case 'n':
        return '\n';
    case 'r':
        return '\r';
    case 't':
        return '\t';
    default:
        return c;
    }
}

} // namespace

std::string jsonUnescaped(std::string_view raw)
{
    std::string text;
    text.reserve(raw.size());
    for (std::size_t at = 0; at < raw.size();) {
        const char c = raw[at++];
        if (c != '\\' || at >= raw.size()) {
            text += c;
        } else if (raw[at] == 'u') {
            appendUtf8(text, codePoint(raw, ++at));
        } else {
            text += simpleEscape(raw[at++]);
        }
    }
    return text;
}

} // namespace gnat
