// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"

#include <compare>
#include <string>
#include <string_view>

namespace gnat {

/// The text before the first dot of `rest`; `rest` then holds what follows the dot. Call while `rest` is not null:
///     for (auto rest = subject; rest.data();) { auto token = nextToken(rest); … }
/// "a.b" yields a, b; "a." yields a and an empty token.
constexpr std::string_view nextToken(std::string_view &rest)
{
    const auto dot = rest.find('.');
    const auto token = rest.substr(0, dot);
    rest = dot == std::string_view::npos ? std::string_view() : rest.substr(dot + 1);
    return token;
}

/// True for a subject that a server accepts in SUB (nats-server IsValidSubject): no empty token, no blank, tab, CR,
/// LF or NUL, `>` as a token only at the end. `*` and `>` inside a longer token are literal characters.
bool isValidSubjectOrPattern(std::string_view text);
/// As above and without wildcard tokens: a subject to publish to.
bool isLiteralSubject(std::string_view text);
/// A queue group's name: not empty, no blanks or control characters.
bool isValidQueueGroup(std::string_view text);

/// A subject that can be published to, checked once by parse() and trusted afterwards.
class Subject
{
public:
    /// The error says which part is wrong: empty, a blank, an empty token, a wildcard.
    static Result<Subject> parse(std::string_view text);

    const std::string &text() const { return m_text; }
    friend auto operator<=>(const Subject &, const Subject &) = default;

private:
    explicit Subject(std::string_view text) : m_text(text) {}
    std::string m_text;
};

} // namespace gnat
