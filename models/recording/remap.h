// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gnat {

/// Rewrites subjects by rules, first match wins: from a pattern to a text where $1 … $9 stand for the wildcards in
/// order and `>` as the last token keeps the tail. An empty target skips the message. Immutable, thread-safe.
class Remap
{
public:
    /// Adds a rule; the error names the wrong side: pattern invalid, $n without a wildcard, target not a subject.
    Result<void> addRule(std::string_view from, std::string_view to);
    /// "from=to", split at the first `=`.
    Result<void> addRule(std::string_view rule);

    /// The subject to send on; nothing: skip it. Without a matching rule the subject itself.
    std::optional<std::string> apply(std::string_view subject) const;
    /// Whether apply() gives nothing, without making a subject.
    bool skips(std::string_view subject) const;
    /// Whether some rule may write a subject whose first token is $JS, $SYS or _INBOX: it names such a token, or takes
    /// over the first one.
    bool mayLeadToSystem() const;
    bool isEmpty() const { return m_rules.empty(); }

private:
    struct Rule;
    const Rule *ruleFor(std::string_view subject) const;
    std::vector<Rule> m_rules;

public:
    Remap();
    Remap(const Remap &);
    Remap &operator=(const Remap &);
    ~Remap();
};

} // namespace gnat
