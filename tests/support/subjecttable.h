// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <string_view>

namespace gnat::test {

/// Which subject matches which pattern: one table for the matching of subjects, filters, the broker's index and a real
/// server.
struct SubjectCase
{
    std::string_view pattern;
    std::string_view subject;
    bool isMatch;
};

inline constexpr auto subjectTable = std::to_array<SubjectCase>({
    {"a", "a", true},
    {"a", "b", false},
    {"a", "aa", false},
    {"aa", "a", false},
    {"a", "A", false},
    {"a", "a.b", false},
    {"a.b", "a", false},
    {"a.b", "a.b", true},
    {"a.b", "a.c", false},
    {"a.b.c", "a.b", false},
    {"*", "a", true},
    {"*", "a.b", false},
    {"*.*", "a.b", true},
    {"*.*", "a", false},
    {"*.*", "a.b.c", false},
    {"a.*", "a.b", true},
    {"a.*", "a", false},
    {"a.*", "b.b", false},
    {"a.*", "a.b.c", false},
    {"*.b", "a.b", true},
    {"*.b", "a.c", false},
    {"a.*.c", "a.b.c", true},
    {"a.*.c", "a.b.d", false},
    {"a.*.c", "a.c", false},
    {">", "a", true},
    {">", "a.b.c.d", true},
    {"a.>", "a.b", true},
    {"a.>", "a.b.c", true},
    {"a.>", "a", false},
    {"a.>", "b.a", false},
    {"*.>", "a.b", true},
    {"*.>", "a", false},
    {"a.*.>", "a.b.c", true},
    {"a.*.>", "a.b", false},
    {"a.*.c.>", "a.b.c.d.e", true},
    {"a.*.c.>", "a.b.d.d.e", false},
    {"a*", "a*", true},
    {"a*", "ab", false},
    {"a>", "a>", true},
    {"a>", "ab", false},
    {"a.b*.c", "a.b*.c", true},
    {"a.b*.c", "a.bb.c", false},
    {"_INBOX.>", "_INBOX.x.1", true},
    {"$SYS.>", "$SYS.SERVER", true},
    {"\xc3\xa4.*", "\xc3\xa4.\xe4\xb8\xad", true},
});

} // namespace gnat::test
