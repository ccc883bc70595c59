// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/auth/sessionrights.h"

#include "broker/auth/quotedtext.h"

#include <string>
#include <utility>

namespace gnat {

bool SessionRights::maySubscribe(std::string_view subject, std::string_view queue)
{
    if (!m_permissions->allowsSubscribe(subject, queue))
        return false;
    m_isFiltering = m_isFiltering || m_permissions->needsFilter(subject);
    return true;
}

bool SessionRights::mayAnswer(std::string_view subject)
{
    auto *leaves = &m_leaves;
    auto found = leaves->find(subject);
    if (found == leaves->end()) {
        leaves = &m_oldLeaves;
        found = leaves->find(subject);
    }
    if (found == leaves->end())
        return false;
    const auto &rules = *m_permissions->responses();
    auto &leave = found->second;
    ++leave.used;
    const bool isUsedUp = rules.max > 0 && leave.used > rules.max;
    const bool isLate = rules.ttl.count() > 0 && std::chrono::steady_clock::now() - leave.since > rules.ttl;
    if (!isUsedUp && !isLate)
        return true;
    leaves->erase(found);
    return false;
}

void SessionRights::noteRequest(std::string_view reply)
{
    if (const auto old = m_oldLeaves.find(reply); old != m_oldLeaves.end())
        m_oldLeaves.erase(old);
    auto found = m_leaves.find(reply);
    if (found == m_leaves.end()) {
        if (m_leaves.size() >= rememberedRequests / 2)
            m_oldLeaves = std::exchange(m_leaves, {});
        found = m_leaves.emplace(std::string(reply), Leave{}).first;
    }
    found->second = {std::chrono::steady_clock::now(), 0};
}

std::string publishViolation(std::string_view subject)
{
    return "Permissions Violation for Publish to " + quotedText(subject);
}

std::string replyViolation(std::string_view reply)
{
    return "Permissions Violation for Publish with Reply of " + quotedText(reply);
}

std::string subscribeViolation(std::string_view subject, std::string_view queue)
{
    auto words = "Permissions Violation for Subscription to " + quotedText(subject);
    if (!queue.empty())
        words.append(" using queue ").append(quotedText(queue));
    return words;
}

} // namespace gnat
