// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "transfer/literals.h"

#include "base/text.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace gnat {

namespace {

unsigned byteOf(char c)
{
    return static_cast<unsigned char>(c);
}

std::string hexDigits(std::uint32_t value, int digits)
{
    constexpr std::string_view alphabet = "0123456789abcdef";
    std::string text(static_cast<std::size_t>(digits), '0');
    for (auto digit = text.rbegin(); digit != text.rend(); ++digit, value >>= 4U)
        *digit = alphabet[value & 0xfU];
    return text;
}

/// What C, Go, JavaScript and Python write alike; empty: none of it.
std::string_view commonEscape(char c)
{
    switch (c) {
    case '"':
        return "\\\"";
    case '\\':
        return "\\\\";
    case '\n':
        return "\\n";
    case '\r':
        return "\\r";
    case '\t':
        return "\\t";
    default:
        return {};
    }
}

bool isPlainAscii(char c)
{
    return byteOf(c) >= 0x20 && byteOf(c) < 0x7f;
}

/// The length of the UTF-8 sequence that begins the text, 1 … 4; 0 if it is none.
std::size_t sequenceLength(std::string_view text)
{
    const unsigned lead = byteOf(text.front());
    const std::size_t length = lead < 0x80 ? 1 : lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
    return text.size() >= length && isUtf8(text.substr(0, length)) ? length : 0;
}

std::uint32_t codePoint(std::string_view sequence)
{
    constexpr std::array<unsigned, 5> masks = {0, 0x7f, 0x1f, 0x0f, 0x07};
    std::uint32_t code = byteOf(sequence.front()) & masks[sequence.size()];
    for (const char c : sequence.substr(1))
        code = code << 6U | (byteOf(c) & 0x3fU);
    return code;
}

/// Characters that a reader does not see, or that turn the reading direction of source text around.
bool isInvisible(std::uint32_t code)
{
    return (code >= 0x80 && code < 0xa1) || code == 0xad || code == 0x61c || (code >= 0x200b && code <= 0x200f) ||
           (code >= 0x2028 && code <= 0x202e) || (code >= 0x2060 && code <= 0x206f) || code == 0xfeff ||
           (code >= 0xfff0 && code <= 0xffff) || (code & 0xfffeU) == 0xfffeU || (code >= 0xe0000 && code <= 0xe0fff) ||
           (code >= 0xe000 && code <= 0xf8ff);
}

/// Walks over UTF-8, keeps what can be read, and lets the language write the rest.
template <typename Invisible, typename Byte>
std::string readable(std::string_view bytes, const Invisible &invisible, const Byte &byte)
{
    std::string out = "\"";
    while (!bytes.empty()) {
        const auto length = sequenceLength(bytes);
        const auto head = bytes.substr(0, std::max<std::size_t>(length, 1));
        if (const auto escape = commonEscape(head.front()); !escape.empty())
            out += escape;
        else if (length == 0 || (length == 1 && !isPlainAscii(head.front())))
            out += byte(head.front());
        else if (length > 1 && isInvisible(codePoint(head)))
            out += invisible(codePoint(head));
        else
            out += head;
        bytes.remove_prefix(head.size());
    }
    return out + '"';
}

std::string hexByte(char c)
{
    return "\\x" + hexDigits(byteOf(c), 2);
}

std::string longUnicode(std::uint32_t code)
{
    return code > 0xffff ? "\\U" + hexDigits(code, 8) : "\\u" + hexDigits(code, 4);
}

} // namespace

std::string cString(std::string_view bytes)
{
    std::string out = "\"";
    char before = 0;
    for (const char c : bytes) {
        if (const auto escape = commonEscape(c); !escape.empty())
            out += escape;
        else if (c == '?' && before == '?')
            out += "\\?"; // two in a row begin a trigraph
        else if (isPlainAscii(c))
            out += c;
        else
            out += {'\\', static_cast<char>('0' + (byteOf(c) >> 6U)), static_cast<char>('0' + (byteOf(c) >> 3U & 7U)),
                    static_cast<char>('0' + (byteOf(c) & 7U))};
        before = c;
    }
    return out + '"';
}

std::string goString(std::string_view bytes)
{
    return readable(bytes, longUnicode, hexByte);
}

std::string jsString(std::string_view utf8)
{
    const auto braced = [](std::uint32_t code) {
        return "\\u{" + hexDigits(code, 6) + '}';
    };
    return readable(utf8, braced, hexByte);
}

std::string pythonString(std::string_view utf8)
{
    return readable(utf8, longUnicode, hexByte);
}

std::string pythonBytes(std::string_view bytes)
{
    std::string out = "b\"";
    for (const char c : bytes) {
        if (const auto escape = commonEscape(c); !escape.empty())
            out += escape;
        else if (isPlainAscii(c))
            out += c;
        else
            out += hexByte(c);
    }
    return out + '"';
}

std::string shellWord(std::string_view bytes)
{
    const auto isSafe = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               std::string_view("_./:,+-").find(c) != std::string_view::npos;
    };
    if (!bytes.empty() && std::ranges::all_of(bytes, isSafe))
        return std::string(bytes);
    std::string out = "'";
    for (const char c : bytes)
        out += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return out + '\'';
}

} // namespace gnat
