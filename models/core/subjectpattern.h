// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"

#include <compare>
#include <string>
#include <string_view>
#include <vector>

namespace gnat {

/// True if `subject` (without wildcards) matches `pattern`, where the token `*` stands for one token and `>` for one
/// or more at the end. Both must be valid; allocates nothing. Source: NATS subject-based messaging.
bool subjectMatches(std::string_view pattern, std::string_view subject);

/// True if some subject could match both patterns, which must be valid; allocates nothing.
bool subjectsOverlap(std::string_view first, std::string_view second);

/// A subject with or without wildcards, as used to subscribe, filter, record and remap.
class SubjectPattern
{
public:
    /// The error says which part is wrong ("> must be last", an empty token, a blank).
    static Result<SubjectPattern> parse(std::string_view text);

    bool matches(std::string_view subject) const
    {
        return m_isLiteral ? m_text == subject : subjectMatches(m_text, subject);
    }
    /// The tokens of `subject` that `*` and `>` stand for, in order; `>` yields the whole tail. Empty if no match.
    std::vector<std::string_view> captures(std::string_view subject) const;
    /// True if some subject could match both.
    bool overlaps(const SubjectPattern &other) const { return subjectsOverlap(m_text, other.m_text); }

    const std::string &text() const { return m_text; }
    bool isLiteral() const { return m_isLiteral; }
    friend auto operator<=>(const SubjectPattern &, const SubjectPattern &) = default;

private:
    explicit SubjectPattern(std::string_view text);
    std::string m_text;
    bool m_isLiteral;
};

} // namespace gnat
