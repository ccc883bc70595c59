// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/auth/subjectset.h"

#include "core/subject.h"
#include "core/subjectpattern.h"

#include <algorithm>

namespace gnat {

namespace {

bool endsOpen(std::string_view pattern)
{
    return pattern == ">" || pattern.ends_with(".>");
}

/// "a.*" matches the tokens of "a.>" but not what that matches.
bool isWithin(std::string_view entry, std::string_view pattern)
{
    return (!endsOpen(entry) || endsOpen(pattern)) && subjectMatches(pattern, entry);
}

} // namespace

void SubjectSet::insert(std::string_view pattern)
{
    if (isLiteralSubject(pattern))
        m_literals.emplace(pattern);
    else
        m_patterns.emplace_back(pattern);
}

bool SubjectSet::matches(std::string_view subject) const
{
    return m_literals.contains(subject) || std::ranges::any_of(m_patterns, [subject](const std::string &pattern) {
               return subjectMatches(pattern, subject);
           });
}

bool SubjectSet::hasWithin(std::string_view pattern) const
{
    const auto lies = [pattern](const std::string &entry) {
        return isWithin(entry, pattern);
    };
    return std::ranges::any_of(m_literals, lies) || std::ranges::any_of(m_patterns, lies);
}

} // namespace gnat
