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
    /// nullptr: none.
    const Node *child(std::string_view token) const
    {
        const auto found = children.find(token);
        return found == children.end() ? nullptr : found->second.get();
    }
};

std::size_t SubscriptionIndex::Match::receivers() const
{
    auto count = plain.size() + routes.size();
    for (const auto &group : groups)
        count += group.members.size() + group.remotes.size();
    return count;
}

SubscriptionIndex::SubscriptionIndex() : m_root(std::make_unique<Node>()) {}
SubscriptionIndex::~SubscriptionIndex() = default;

void SubscriptionIndex::insert(BrokerSubscription &subscription)
{
    auto *node = m_root.get();
    bool isOpen = false;
    for (auto rest = std::string_view(subscription.subject); rest.data();) {
        const auto token = nextToken(rest);
        isOpen = token == ">";
        if (isOpen)
            break;
        auto found = node->children.find(token);
        if (found == node->children.end())
            found = node->children.emplace(std::string(token), std::make_unique<Node>()).first;
        node = found->second.get();
    }
    auto &list = isOpen ? node->rest : node->here;
    subscription.place = list.size();
    list.push_back(&subscription);
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
    if (subscription.place >= list->size() || (*list)[subscription.place] != &subscription)
        return;
    (*list)[subscription.place] = list->back(); // one subject may have a great many: looking for it would be slow
    list->back()->place = subscription.place;
    list->pop_back();
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
    // Looking through the cache pays as long as the cache is used as much; else a client that subscribes to many
    // patterns would stop the node.
    constexpr std::uint64_t freeLooks = 4 * cachedSubjects;
    if (isPublishable(pattern)) {
        m_cache.erase(pattern);
        clearScratch();
        return;
    }
    m_looks = std::max(m_looks, m_hits) + m_cache.size();
    if (m_looks > m_hits + freeLooks) {
        m_looks = m_hits;
        m_cache.clear();
    } else {
        m_cache.eraseIf([&](std::string_view subject) { return subjectMatches(pattern, subject); });
    }
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
    collect(subject);
    const auto hash = static_cast<std::uint32_t>(TextHash()(subject) >> 16U) | 1U;
    auto &slot = m_seenOnce[hash % m_seenOnce.size()];
    if (slot != hash) {
        slot = hash;
        return m_scratch;
    }
    return m_cache.insert(subject, m_scratch, m_scratch.receivers());
}

SubscriptionIndex::Figures SubscriptionIndex::figures() const
{
    Figures figures;
    std::uint64_t total = 0;
    m_cache.forEach([&](const Match &match) {
        const auto fanout = match.receivers();
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

/// Without recursion: another node's subjects can have more tokens than the stack has room for.
void SubscriptionIndex::collect(std::string_view subject)
{
    m_branches.assign(1, {m_root.get(), subject});
    while (!m_branches.empty()) {
        auto [node, rest] = m_branches.back();
        m_branches.pop_back();
        while (node && rest.data()) {
            add(node->rest, subject);
            const auto token = nextToken(rest);
            if (token != "*") { // published as a literal "*": the star branch is that child
                if (const auto *star = node->child("*"))
                    m_branches.emplace_back(star, rest);
            }
            node = node->child(token);
        }
        if (node)
            add(node->here, subject);
    }
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
