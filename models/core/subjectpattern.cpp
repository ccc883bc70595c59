// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/subjectpattern.h"

#include "core/subject.h"

namespace gnat {

bool subjectMatches(std::string_view pattern, std::string_view subject)
{
    while (pattern.data() && subject.data()) {
        const auto wanted = nextToken(pattern);
        if (wanted == ">" && !pattern.data())
            return true;
        const auto token = nextToken(subject);
        if (wanted != "*" && wanted != token)
            return false;
    }
    return !pattern.data() && !subject.data();
}

bool subjectsOverlap(std::string_view first, std::string_view second)
{
    while (first.data() && second.data()) {
        const auto left = nextToken(first);
        const auto right = nextToken(second);
        if ((left == ">" && !first.data()) || (right == ">" && !second.data()))
            return true;
        if (left != "*" && right != "*" && left != right)
            return false;
    }
    return !first.data() && !second.data();
}

SubjectPattern::SubjectPattern(std::string_view text) : m_text(text), m_isLiteral(isLiteralSubject(text)) {}

Result<SubjectPattern> SubjectPattern::parse(std::string_view text)
{
    const auto quoted = "\"" + std::string(text) + "\"";
    if (text.empty())
        return Error{ErrorKind::InvalidInput, "The subject is empty."};
    if (isValidSubjectOrPattern(text))
        return SubjectPattern(text);
    for (auto rest = text; rest.data();) {
        const auto token = nextToken(rest);
        if (token.empty())
            return Error{ErrorKind::InvalidInput, "The subject " + quoted + " has an empty token (a dot too many)."};
        if (token == ">" && rest.data())
            return Error{ErrorKind::InvalidInput, "In the subject " + quoted + " the wildcard > must be last."};
    }
    return Error{ErrorKind::InvalidInput, "The subject " + quoted + " contains a blank or a control character."};
}

std::vector<std::string_view> SubjectPattern::captures(std::string_view subject) const
{
    std::vector<std::string_view> found;
    if (!matches(subject))
        return found;
    std::string_view pattern = m_text;
    while (pattern.data()) {
        const auto wanted = nextToken(pattern);
        if (wanted == ">" && !pattern.data()) {
            found.push_back(subject);
            break;
        }
        const auto token = nextToken(subject);
        if (wanted == "*")
            found.push_back(token);
    }
    return found;
}

} // namespace gnat
