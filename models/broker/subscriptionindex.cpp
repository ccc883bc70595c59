// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/subscriptionindex.h"

#include "core/subject.h"
#include "core/subjectpattern.h"
#include "protocol/wiresubject.h"

#include <algorithm>

namespace gnat {

/// A token's place in the trie.
struct SubscriptionIndex::Node
{
    TextMap<std::unique_ptr<Node>> children; ///< by token, `*` among them
    std::vector<BrokerSubscription *> here;  ///< patterns that end here
    std::vector<BrokerSubscription *> rest;  ///< patterns that end in `>` below here

    bool isBare() const { return children.empty() && here.empty() && rest.empty(); }
};

SubscriptionIndex::SubscriptionIndex() : m_root(std::make_unique<Node>()) {}
SubscriptionIndex::~SubscriptionIndex() = default;

void SubscriptionIndex::insert(BrokerSubscription &subscription)
{
    auto *node = m_root.get();
    for (auto rest = std::string_view(subscription.subject); rest.data();) {
        const auto token = nextToken(rest);
        if (token == ">") {
            node->rest.push_back(&subscription);
            node = nullptr;
            break;
        }
        auto found = node->children.find(token);
        if (found == node->children.end())
            found = node->children.emplace(std::string(token), std::make_unique<Node>()).first;
        node = found->second.get();
    }
    if (node)
        node->here.push_back(&subscription);
    ++m_size;
    ++m_inserts;
    invalidate(subscription.subject);
}

void SubscriptionIndex::remove(BrokerSubscription &subscription)
{
    std::vector<std::pair<Node *, std::string_view>> path; // parents and the token that led on
    auto *node = m_root.get();
    auto *list = &node->here;
    for (auto rest = std::string_view(subscription.subject); rest.data();) {
        const auto token = nextToken(rest);
        list = &node->rest;
        if (token == ">")
            break;
        const auto found = node->children.find(token);
        if (found == node->children.end())
            return;
        path.emplace_back(node, token);
        node = found->second.get();
        list = &node->here;
    }
    const auto at = std::ranges::find(*list, &subscription);
    if (at == list->end())
        return;
    list->erase(at);
    for (; !path.empty() && node->isBare(); path.pop_back()) {
        node = path.back().first;
        node->children.erase(node->children.find(path.back().second));
    }
    --m_size;
    ++m_removes;
    invalidate(subscription.subject);
}

void SubscriptionIndex::invalidate(const std::string &pattern)
{
    if (isPublishable(pattern))
        m_cache.erase(pattern);
    else
        m_cache.eraseIf([&](std::string_view subject) { return subjectMatches(pattern, subject); });
    clearScratch();
}

void SubscriptionIndex::forgetCache()
{
    m_cache.clear();
    clearScratch();
}

const SubscriptionIndex::Match &SubscriptionIndex::find(std::string_view subject)
{
    if (const auto *found = m_cache.find(subject)) {
        ++m_hits;
        return *found;
    }
    ++m_misses;
    clearScratch();
    for (auto rest = subject; rest.data();) {
        if (nextToken(rest).empty())
            return m_scratch; // "a..b" is nobody's, not even of `>`
    }
    collect(*m_root, subject, subject);
    const auto hash = static_cast<std::uint32_t>(TextHash()(subject) >> 16U) | 1U;
    auto &slot = m_seenOnce[hash % m_seenOnce.size()];
    if (slot != hash) {
        slot = hash;
        return m_scratch;
    }
    return m_cache.insert(subject, m_scratch);
}

SubscriptionIndex::Figures SubscriptionIndex::figures() const
{
    Figures figures;
    std::uint64_t total = 0;
    m_cache.forEach([&](const Match &match) {
        auto fanout = match.plain.size() + match.routes.size();
        for (const auto &group : match.groups)
            fanout += group.members.size() + group.remotes.size();
        total += fanout;
        figures.maxFanout = std::max<std::uint64_t>(figures.maxFanout, fanout);
    });
    figures.subscriptions = m_size;
    figures.cached = m_cache.size();
    figures.inserts = m_inserts;
    figures.removes = m_removes;
    figures.matches = m_hits + m_misses;
    figures.cacheHits = m_hits;
    if (total > 0)
        figures.averageFanout = static_cast<double>(total) / static_cast<double>(m_cache.size());
    return figures;
}

void SubscriptionIndex::collect(const Node &node, std::string_view rest, std::string_view subject)
{
    if (!rest.data()) {
        add(node.here, subject);
        return;
    }
    add(node.rest, subject);
    const auto token = nextToken(rest);
    if (const auto found = node.children.find(token); found != node.children.end())
        collect(*found->second, rest, subject);
    if (token == "*") // published as a literal "*": the star branch is that child
        return;
    if (const auto star = node.children.find(std::string_view("*")); star != node.children.end())
        collect(*star->second, rest, subject);
}

void SubscriptionIndex::add(const std::vector<BrokerSubscription *> &subscriptions, std::string_view subject)
{
    for (auto *subscription : subscriptions) {
        auto *const receiver = subscription->receiver;
        if (!receiver->isRoute()) {
            auto &targets = subscription->queue.empty() ? m_scratch.plain : groupOf(subscription->queue).members;
            addTarget(targets, *subscription, subject);
        } else if (!subscription->queue.empty()) {
            groupOf(subscription->queue).remotes.push_back({receiver, subscription->weight});
        } else if (std::ranges::find(m_scratch.routes, receiver) == m_scratch.routes.end()) {
            m_scratch.routes.push_back(receiver);
        }
    }
}

SubscriptionIndex::Group &SubscriptionIndex::groupOf(std::string_view queue)
{
    const auto found = std::ranges::find(m_scratch.groups, queue, &Group::queue);
    if (found != m_scratch.groups.end())
        return *found;
    Group group;
    if (!m_spareGroups.empty()) {
        group = std::move(m_spareGroups.back());
        m_spareGroups.pop_back();
    }
    group.queue = queue;
    return m_scratch.groups.emplace_back(std::move(group));
}

void SubscriptionIndex::addTarget(std::vector<Target> &targets, BrokerSubscription &subscription,
                                  std::string_view subject)
{
    Target target;
    if (!m_spare.empty()) {
        target = std::move(m_spare.back());
        m_spare.pop_back();
    }
    target.subscription = &subscription;
    target.prefix.assign("HMSG ").append(subject).append(" ").append(subscription.sid).append(" ");
    targets.push_back(std::move(target));
}

void SubscriptionIndex::clearScratch()
{
    constexpr std::size_t kept = 64;
    const auto keep = [this](std::vector<Target> &targets) {
        for (auto &target : targets) {
            if (m_spare.size() < kept)
                m_spare.push_back(std::move(target));
        }
        targets.clear();
    };
    keep(m_scratch.plain);
    for (auto &group : m_scratch.groups) {
        keep(group.members);
        group.remotes.clear();
        if (m_spareGroups.size() < kept)
            m_spareGroups.push_back(std::move(group));
    }
    m_scratch.routes.clear();
    m_scratch.groups.clear();
}

} // namespace gnat
