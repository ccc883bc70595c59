// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/wiresubject.h"

#include "core/subject.h"

namespace gnat {

bool isSubscribable(std::string_view subject)
{
    if (subject.empty())
        return false;
    for (auto rest = subject; rest.data();) {
        const auto token = nextToken(rest);
        if (token.empty() || (token == ">" && rest.data()))
            return false;
    }
    return true;
}

bool isPublishable(std::string_view subject)
{
    if (subject.empty())
        return false;
    for (auto rest = subject; rest.data();) {
        const auto token = nextToken(rest);
        if (token.empty() || token == "*" || token == ">")
            return false;
    }
    return true;
}

} // namespace gnat
