// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace gnat {

/// Walks over the text of a configuration and counts lines. The text must not hold NUL, which stands for its end.
class ConfigCursor
{
public:
    explicit ConfigCursor(std::string_view text) : m_text(text) {}

    std::size_t line() const { return m_line; }
    std::size_t position() const { return m_at; }
    bool isAtEnd() const { return m_at >= m_text.size(); }
    /// The character `ahead` of here; NUL behind the end.
    char peek(std::size_t ahead = 0) const { return m_at + ahead < m_text.size() ? m_text[m_at + ahead] : '\0'; }
    bool startsWith(std::string_view words) const
    {
        return m_text.substr(std::min(m_at, m_text.size())).starts_with(words);
    }
    char take()
    {
        const char c = peek();
        m_line += c == '\n' ? 1 : 0;
        m_at += isAtEnd() ? 0 : 1;
        return c;
    }
    /// What was taken since `from`, a position().
    std::string_view since(std::size_t from) const { return m_text.substr(from, m_at - from); }

    static bool isLineEnd(char c) { return c == '\n' || c == '\r'; }
    static bool isBlank(char c) { return c == ' ' || c == '\t'; }
    static bool isSpace(char c) { return isBlank(c) || isLineEnd(c) || c == '\v' || c == '\f'; }
    static bool isDigit(char c) { return c >= '0' && c <= '9'; }

    void skipBlanks()
    {
        while (isBlank(peek()))
            take();
    }
    void skipSpaces()
    {
        while (isSpace(peek()))
            take();
    }
    bool isAtComment() const { return peek() == '#' || startsWith("//"); }
    void skipLine()
    {
        while (!isAtEnd() && !isLineEnd(peek()))
            take();
    }
    void skipSpacesAndComments()
    {
        for (skipSpaces(); isAtComment(); skipSpaces())
            skipLine();
    }

private:
    std::string_view m_text;
    std::size_t m_at = 0;
    std::size_t m_line = 1;
};

} // namespace gnat
