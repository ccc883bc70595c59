// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/cluster/localinterest.h"

#include "protocol/routewriter.h"

namespace gnat {

namespace {

/// Neither subjects nor queue groups hold blanks.
const std::string &keyOf(const BrokerSubscription &subscription, std::string &key)
{
    key.assign(subscription.subject);
    if (!subscription.queue.empty())
        key.append(" ").append(subscription.queue);
    return key;
}

} // namespace

void LocalInterest::interestAdded(const BrokerSubscription &subscription)
{
    const auto members = ++m_members[keyOf(subscription, m_key)];
    if (members == 1 || !subscription.queue.empty())
        say(subscription.subject, subscription.queue, members);
}

void LocalInterest::interestRemoved(const BrokerSubscription &subscription)
{
    const auto found = m_members.find(keyOf(subscription, m_key));
    if (found == m_members.end())
        return;
    const auto members = --found->second;
    if (members == 0)
        m_members.erase(found);
    if (members == 0 || !subscription.queue.empty())
        say(subscription.subject, subscription.queue, members);
}

void LocalInterest::say(std::string_view subject, std::string_view queue, std::uint32_t weight)
{
    m_line.clear();
    appendInterest(subject, queue, weight, m_line);
    m_tell(m_line);
}

std::string LocalInterest::lines() const
{
    std::string text;
    for (const auto &[key, members] : m_members) {
        const std::string_view words(key);
        const auto blank = words.find(' ');
        const auto queue = blank == std::string_view::npos ? std::string_view() : words.substr(blank + 1);
        appendInterest(words.substr(0, blank), queue, members, text);
    }
    return text;
}

} // namespace gnat
