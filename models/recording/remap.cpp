// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recording/remap.h"

#include "core/subject.h"
#include "core/subjectpattern.h"

#include <algorithm>

namespace gnat {

namespace {

/// The wildcard a reference "$n" stands for, counted from 1; 0: the text there is literal.
std::size_t referenceAt(std::string_view text, std::size_t position)
{
    if (text[position] != '$' || position + 1 >= text.size())
        return 0;
    const char digit = text[position + 1];
    return digit >= '1' && digit <= '9' ? static_cast<std::size_t>(digit - '0') : 0;
}

bool keepsTail(std::string_view text)
{
    return text == ">" || text.ends_with(".>");
}

/// `to` with the references replaced by what `values` says; the tail by the last of them.
template <typename Values>
std::string filledIn(std::string_view to, const Values &values)
{
    std::string subject;
    for (std::size_t i = 0; i < to.size(); ++i) {
        if (const auto reference = referenceAt(to, i)) {
            subject += values[reference - 1];
            ++i;
        } else if (i + 1 == to.size() && keepsTail(to)) {
            subject += values.back();
        } else {
            subject += to[i];
        }
    }
    return subject;
}

std::size_t countWildcards(std::string_view pattern)
{
    std::size_t count = 0;
    while (pattern.data()) {
        const auto token = nextToken(pattern);
        count += token == "*" || (token == ">" && !pattern.data());
    }
    return count;
}

std::size_t highestReference(std::string_view to)
{
    std::size_t highest = 0;
    for (std::size_t i = 0; i < to.size(); ++i)
        highest = std::max(highest, referenceAt(to, i));
    return highest;
}

std::string quoted(std::string_view text)
{
    return "\"" + std::string(text) + "\"";
}

/// Whether `to` makes sense as a target of `from`; the error says why not.
Result<void> checkTarget(std::string_view from, std::string_view to)
{
    const auto wildcards = countWildcards(from);
    if (const auto highest = highestReference(to); highest > wildcards) {
        return Error{ErrorKind::InvalidInput, quoted(to) + " refers to $" + std::to_string(highest) + ", but " +
                                                  quoted(from) + " has " + std::to_string(wildcards) +
                                                  (wildcards == 1 ? " wildcard." : " wildcards.")};
    }
    if (keepsTail(to) && !keepsTail(from)) {
        return Error{ErrorKind::InvalidInput,
                     quoted(to) + " ends in >, which keeps a tail, but " + quoted(from) + " does not end in >."};
    }
    const std::vector<std::string_view> sample(wildcards, "x");
    if (!isLiteralSubject(filledIn(to, sample)))
        return Error{ErrorKind::InvalidInput, "The target " + quoted(to) + " is not a valid subject."};
    return {};
}

} // namespace

struct Remap::Rule
{
    SubjectPattern from;
    std::string to; ///< empty: skip
};

Remap::Remap() = default;
Remap::Remap(const Remap &) = default;
Remap &Remap::operator=(const Remap &) = default;
Remap::~Remap() = default;

Result<void> Remap::addRule(std::string_view from, std::string_view to)
{
    auto pattern = SubjectPattern::parse(from);
    if (!pattern)
        return pattern.error();
    if (!to.empty()) {
        if (auto checked = checkTarget(from, to); !checked)
            return checked;
    }
    m_rules.push_back({std::move(pattern).value(), std::string(to)});
    return {};
}

Result<void> Remap::addRule(std::string_view rule)
{
    const auto equals = rule.find('=');
    if (equals == std::string_view::npos)
        return Error{ErrorKind::InvalidInput, "The rule " + quoted(rule) + " needs the form FROM=TO."};
    return addRule(rule.substr(0, equals), rule.substr(equals + 1));
}

const Remap::Rule *Remap::ruleFor(std::string_view subject) const
{
    const auto rule = std::ranges::find_if(m_rules, [subject](const Rule &r) { return r.from.matches(subject); });
    return rule == m_rules.end() ? nullptr : &*rule;
}

bool Remap::skips(std::string_view subject) const
{
    const auto *rule = ruleFor(subject);
    return rule && rule->to.empty();
}

bool Remap::mayLeadToSystem() const
{
    return std::ranges::any_of(m_rules, [](const Rule &rule) {
        const auto first = std::string_view(rule.to).substr(0, rule.to.find('.'));
        return first.find('$') != std::string_view::npos || first == "_INBOX" || first == ">";
    });
}

std::optional<std::string> Remap::apply(std::string_view subject) const
{
    const auto *rule = ruleFor(subject);
    if (!rule)
        return std::string(subject);
    if (rule->to.empty())
        return std::nullopt;
    return filledIn(rule->to, rule->from.captures(subject));
}

} // namespace gnat
