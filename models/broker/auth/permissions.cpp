// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/auth/permissions.h"

#include "core/subject.h"
#include "core/subjectpattern.h"

#include <algorithm>

namespace gnat {

namespace {

/// nats-server's defaults for what is left open.
ResponseRules completed(ResponseRules rules)
{
    const ResponseRules usual;
    if (rules.max == 0)
        rules.max = usual.max;
    if (rules.ttl.count() == 0)
        rules.ttl = usual.ttl;
    return rules;
}

Result<SubjectSet> compileSubjects(const std::vector<std::string> &entries)
{
    SubjectSet set;
    for (const auto &entry : entries) {
        if (auto pattern = SubjectPattern::parse(entry); !pattern)
            return pattern.error();
        set.insert(entry);
    }
    return set;
}

std::string_view takeWord(std::string_view &rest)
{
    constexpr std::string_view blanks = " \t";
    rest.remove_prefix(std::min(rest.find_first_not_of(blanks), rest.size()));
    const auto word = rest.substr(0, rest.find_first_of(blanks));
    rest.remove_prefix(word.size());
    return word;
}

bool hasWildcard(std::string_view subject)
{
    return isValidSubjectOrPattern(subject) && !isLiteralSubject(subject);
}

bool isEmptyTokenIn(std::string_view subject)
{
    for (auto rest = subject; rest.data();) {
        if (nextToken(rest).empty())
            return true;
    }
    return subject.empty();
}

} // namespace

Result<Permissions::Rules> Permissions::compileSubscriptions(const std::vector<std::string> &entries)
{
    Rules rules;
    for (const auto &entry : entries) {
        std::string_view rest = entry;
        const auto subject = takeWord(rest);
        const auto queue = takeWord(rest);
        if (!takeWord(rest).empty())
            return Error{ErrorKind::InvalidInput,
                         "The permission \"" + entry + "\" is neither a subject nor a subject and a queue group."};
        if (auto pattern = SubjectPattern::parse(subject); !pattern)
            return pattern.error();
        if (queue.empty()) {
            rules.plain.insert(subject);
            continue;
        }
        auto found =
            std::ranges::find(rules.queues, queue, [](const auto &group) { return std::string_view(group.first); });
        if (found == rules.queues.end())
            found = rules.queues.insert(found, {std::string(queue), {}});
        found->second.insert(subject);
    }
    return rules;
}

Result<std::shared_ptr<Permissions>> Permissions::compile(const BrokerPermissions &rules)
{
    auto made = std::make_shared<Permissions>();
    if (rules.responses)
        made->m_responses = completed(*rules.responses);
    if (rules.publish.allow) {
        auto allowed = compileSubjects(*rules.publish.allow);
        if (!allowed)
            return allowed.error();
        made->m_publishAllowed = std::move(allowed.value());
    } else if (rules.responses) { // who is given leave to answer is given no other by default
        made->m_publishAllowed.emplace();
    }
    auto denied = compileSubjects(rules.publish.deny);
    if (!denied)
        return denied.error();
    made->m_publishDenied = std::move(denied.value());
    if (rules.subscribe.allow) {
        auto allowed = compileSubscriptions(*rules.subscribe.allow);
        if (!allowed)
            return allowed.error();
        made->m_subscribeAllowed = std::move(allowed.value());
    }
    auto refused = compileSubscriptions(rules.subscribe.deny);
    if (!refused)
        return refused.error();
    made->m_subscribeDenied = std::move(refused.value());
    return made;
}

bool Permissions::allowsPublish(std::string_view subject)
{
    return m_publishVerdicts.verdict(subject, [&] {
        const bool isOdd = isEmptyTokenIn(subject); // "a..b": no pattern matches it
        if (m_publishAllowed && (isOdd || !m_publishAllowed->matches(subject)))
            return false;
        return isOdd || !m_publishDenied.matches(subject);
    });
}

template <typename Meets>
std::optional<bool> Permissions::queueVerdict(const Rules &rules, std::string_view queue, Meets meets)
{
    std::optional<bool> verdict;
    for (const auto &[name, subjects] : rules.queues) {
        if (meets(subjects))
            verdict = verdict.value_or(false) || name == queue || (hasWildcard(name) && subjectMatches(name, queue));
    }
    return verdict;
}

bool Permissions::allowsSubscribe(std::string_view subject, std::string_view queue) const
{
    // As in nats-server, a subscription's wildcards are looked up as plain tokens: "a.*" allows "a.>", too.
    const auto matches = [subject](const SubjectSet &set) {
        return set.matches(subject);
    };
    bool isAllowed = true;
    if (m_subscribeAllowed) {
        isAllowed = matches(m_subscribeAllowed->plain);
        if (!queue.empty())
            isAllowed = queueVerdict(*m_subscribeAllowed, queue, matches).value_or(isAllowed);
        isAllowed = isAllowed && !isEmptyTokenIn(subject);
    }
    if (!isAllowed)
        return false;
    isAllowed = !matches(m_subscribeDenied.plain);
    if (!queue.empty()) {
        if (const auto isDenied = queueVerdict(m_subscribeDenied, queue, matches))
            isAllowed = !*isDenied;
    }
    return isAllowed;
}

bool Permissions::needsFilter(std::string_view subject) const
{
    return !m_subscribeDenied.plain.isEmpty() && hasWildcard(subject) && m_subscribeDenied.plain.hasWithin(subject);
}

bool Permissions::deniesDelivery(std::string_view subject)
{
    return m_deliveryVerdicts.verdict(subject, [&] { return m_subscribeDenied.plain.matches(subject); });
}

} // namespace gnat
