// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/subscriptionindex.h"

#include <functional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace gnat {

/// Subjects with and without wildcards, to look others up in. Filled once.
class SubjectSet
{
public:
    /// `pattern` must be valid (isValidSubjectOrPattern).
    void insert(std::string_view pattern);
    bool isEmpty() const { return m_literals.empty() && m_patterns.empty(); }

    /// Some entry matches `subject`, whose own wildcards count as plain tokens.
    bool matches(std::string_view subject) const;
    /// Some entry matches nothing but what `pattern` matches, too.
    bool hasWithin(std::string_view pattern) const;

private:
    std::unordered_set<std::string, TextHash, std::equal_to<>> m_literals;
    std::vector<std::string> m_patterns;
};

} // namespace gnat
