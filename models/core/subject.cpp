// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/subject.h"

#include <algorithm>

namespace gnat {

namespace {

bool isBlankOrControl(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\f' || c == '\0';
}

bool isWildcardToken(std::string_view token)
{
    return token == "*" || token == ">";
}

} // namespace

bool isValidSubjectOrPattern(std::string_view text)
{
    if (text.empty() || std::ranges::any_of(text, isBlankOrControl))
        return false;
    for (auto rest = text; rest.data();) {
        const auto token = nextToken(rest);
        if (token.empty() || (token == ">" && rest.data()))
            return false;
    }
    return true;
}

bool isLiteralSubject(std::string_view text)
{
    if (!isValidSubjectOrPattern(text))
        return false;
    for (auto rest = text; rest.data();) {
        if (isWildcardToken(nextToken(rest)))
            return false;
    }
    return true;
}

bool isValidQueueGroup(std::string_view text)
{
    return !text.empty() && std::ranges::none_of(text, isBlankOrControl);
}

Result<Subject> Subject::parse(std::string_view text)
{
    const auto quoted = "\"" + std::string(text) + "\"";
    if (text.empty())
        return Error{ErrorKind::InvalidInput, "The subject is empty."};
    if (std::ranges::any_of(text, isBlankOrControl))
        return Error{ErrorKind::InvalidInput, "The subject " + quoted + " contains a blank or a control character."};
    for (auto rest = text; rest.data();) {
        const auto token = nextToken(rest);
        if (token.empty())
            return Error{ErrorKind::InvalidInput, "The subject " + quoted + " has an empty token (a dot too many)."};
        if (isWildcardToken(token))
            return Error{ErrorKind::InvalidInput, "The subject " + quoted + " has the wildcard " + std::string(token) +
                                                      "; messages go to one subject without wildcards."};
    }
    return Subject(text);
}

} // namespace gnat
