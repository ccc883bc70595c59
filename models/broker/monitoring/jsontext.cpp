// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/monitoring/jsontext.h"

#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <utility>

namespace gnat {

namespace {

/// Bytes of the UTF-8 character that `text` begins with; 0 if it is not valid.
std::size_t characterSize(std::string_view text)
{
    const auto lead = static_cast<unsigned char>(text.front());
    const std::size_t size = lead < 0x80   ? 1
                             : lead < 0xC2 ? 0
                             : lead < 0xE0 ? 2
                             : lead < 0xF0 ? 3
                             : lead < 0xF5 ? 4
                                           : 0;
    if (size > text.size())
        return 0;
    for (std::size_t i = 1; i < size; ++i) {
        if ((static_cast<unsigned char>(text[i]) & 0xC0U) != 0x80)
            return 0;
    }
    if (size < 3)
        return size;
    const auto second = static_cast<unsigned char>(text[1]);
    const bool isOverlong = (lead == 0xE0 && second < 0xA0) || (lead == 0xF0 && second < 0x90);
    const bool isOutside = (lead == 0xED && second >= 0xA0) || (lead == 0xF4 && second >= 0x90);
    return isOverlong || isOutside ? 0 : size;
}

} // namespace

void JsonText::begin(char bracket)
{
    next();
    m_text.push_back(bracket);
    ++m_depth;
    m_isFirst = true;
}

void JsonText::end(char bracket)
{
    --m_depth;
    if (!m_isFirst)
        breakLine();
    m_text.push_back(bracket);
    m_isFirst = false;
}

void JsonText::next()
{
    if (std::exchange(m_isValueDue, false))
        return;
    if (!m_isFirst)
        m_text.push_back(',');
    m_isFirst = false;
    breakLine();
}

void JsonText::breakLine()
{
    if (!m_isIndented)
        return;
    m_text.push_back('\n');
    m_text.append(static_cast<std::size_t>(m_depth) * 2, ' ');
}

JsonText &JsonText::key(std::string_view name)
{
    next();
    quote(name);
    m_text.append(m_isIndented ? ": " : ":");
    m_isValueDue = true;
    return *this;
}

void JsonText::append(std::string_view text)
{
    next();
    m_text.append(text);
}

void JsonText::value(std::string_view text)
{
    next();
    quote(text);
}

void JsonText::field(std::string_view name, double number)
{
    std::array<char, 32> text{};
    int precision = 15; // as few digits as say the same number
    do
        std::snprintf(text.data(), text.size(), "%.*g", precision, number);
    while (++precision <= 17 && std::strtod(text.data(), nullptr) != number);
    raw(name, std::isfinite(number) ? text.data() : "0");
}

void JsonText::quote(std::string_view text)
{
    constexpr std::string_view hex = "0123456789abcdef";
    m_text.push_back('"');
    while (!text.empty()) {
        const char letter = text.front();
        const auto size = characterSize(text);
        const auto character = text.substr(0, size);
        if (size == 0)
            m_text.append("\\ufffd");
        else if (letter == '"' || letter == '\\')
            m_text.append("\\").append(character);
        else if (letter == '\n')
            m_text.append("\\n");
        else if (letter == '\r')
            m_text.append("\\r");
        else if (letter == '\t')
            m_text.append("\\t");
        else if (size == 1 &&
                 (static_cast<unsigned char>(letter) < 0x20 || letter == '<' || letter == '>' || letter == '&'))
            m_text.append("\\u00").append({hex[static_cast<unsigned char>(letter) >> 4U], hex[letter & 0xF]});
        else if (character == "\xE2\x80\xA8" || character == "\xE2\x80\xA9")
            m_text.append(character.back() == '\xA8' ? "\\u2028" : "\\u2029");
        else
            m_text.append(character);
        text.remove_prefix(size == 0 ? 1 : size);
    }
    m_text.push_back('"');
}

} // namespace gnat
