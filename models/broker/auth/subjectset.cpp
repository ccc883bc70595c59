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

/// An entry with at least as wide an end: "a.*" matches the tokens of "a.>" but not what that matches.
bool isCovered(std::string_view subject, std::string_view entry)
{
    return (!endsOpen(subject) || endsOpen(entry)) && subjectMatches(entry, subject);
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

bool SubjectSet::covers(std::string_view subject) const
{
    return m_literals.contains(subject) ||
           std::ranges::any_of(m_patterns, [subject](const std::string &entry) { return isCovered(subject, entry); });
}

bool SubjectSet::overlaps(std::string_view pattern) const
{
    const auto meets = [pattern](const std::string &entry) {
        return subjectsOverlap(pattern, entry);
    };
    return std::ranges::any_of(m_literals, meets) || std::ranges::any_of(m_patterns, meets);
}

} // namespace gnat
