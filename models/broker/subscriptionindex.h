// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/brokerreceiver.h"
#include "broker/subjectcache_p.h"

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace gnat {

/// Hash that finds a std::string key by a std::string_view without making a string.
struct TextHash
{
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const noexcept { return std::hash<std::string_view>()(text); }
};
template <typename Value>
using TextMap = std::unordered_map<std::string, Value, TextHash, std::equal_to<>>;

/// Who gets a subject's messages, here and in other nodes. A trie of subscriptions by token, and before it a cache from
/// whole subjects to ready matches with their "HMSG subject sid " texts; a change of subscriptions drops only the
/// cached subjects it concerns. A subject enters the cache when it is seen for the second time, so that inbox subjects,
/// used once, neither fill it nor allocate. One thread.
class SubscriptionIndex
{
public:
    struct Target
    {
        BrokerSubscription *subscription = nullptr;
        std::string prefix; ///< "HMSG subject sid "
    };
    /// Members of a queue group in another node.
    struct RemoteMembers
    {
        BrokerReceiver *route = nullptr;
        std::uint32_t weight = 0; ///< how many
    };
    struct Group
    {
        std::string queue;
        std::vector<Target> members; ///< in this node
        std::vector<RemoteMembers> remotes;
    };
    struct Match
    {
        std::vector<Target> plain;            ///< in this node
        std::vector<Group> groups;            ///< one a queue name, over all patterns
        std::vector<BrokerReceiver *> routes; ///< to nodes with plain subscriptions, each once
        bool isEmpty() const { return plain.empty() && groups.empty() && routes.empty(); }
        std::size_t receivers() const;
    };

    /// Its size and use, for monitoring.
    struct Figures
    {
        std::uint64_t subscriptions = 0;
        std::uint64_t cached = 0; ///< subjects with ready matches
        std::uint64_t inserts = 0;
        std::uint64_t removes = 0;
        std::uint64_t matches = 0; ///< calls of find()
        std::uint64_t cacheHits = 0;
        std::uint64_t maxFanout = 0; ///< receivers of a cached subject
        double averageFanout = 0;
    };

    static constexpr std::size_t cachedSubjects = 16384;
    static constexpr std::size_t cachedReceivers = 500'000; ///< of all cached subjects; about 40 MB

    SubscriptionIndex();
    ~SubscriptionIndex();
    SubscriptionIndex(const SubscriptionIndex &) = delete;
    SubscriptionIndex &operator=(const SubscriptionIndex &) = delete;

    /// The subject must be valid (isSubscribable). Not owned; remove() before it dies.
    void insert(BrokerSubscription &subscription);
    void remove(BrokerSubscription &subscription);
    std::size_t size() const { return m_size; }
    /// Walks the cache.
    Figures figures() const;
    /// Before many changes at once: each of them would look through all cached subjects.
    void forgetCache();

    /// Who gets messages on `subject`; valid until the next call of insert, remove or find.
    const Match &find(std::string_view subject);

private:
    struct Node;

    void collect(std::string_view subject);
    void add(const std::vector<BrokerSubscription *> &subscriptions, std::string_view subject);
    Group &groupOf(std::string_view queue);
    void addTarget(std::vector<Target> &targets, BrokerSubscription &subscription, std::string_view subject);
    void clearScratch();
    void invalidate(const std::string &pattern);

    std::unique_ptr<Node> m_root;
    SubjectCache<Match> m_cache{cachedSubjects, cachedReceivers};
    std::array<std::uint32_t, 4096> m_seenOnce{}; ///< hashes of subjects seen once, newest by slot
    Match m_scratch;
    std::vector<std::pair<const Node *, std::string_view>> m_branches; ///< of the trie, still to be followed
    std::vector<Target> m_spare;      ///< targets whose texts keep their memory between scratch matches
    std::vector<Group> m_spareGroups; ///< likewise, empty
    std::size_t m_size = 0;
    std::uint64_t m_inserts = 0;
    std::uint64_t m_removes = 0;
    std::uint64_t m_hits = 0;
    std::uint64_t m_looks = 0; ///< at cached subjects, when patterns changed
    std::uint64_t m_misses = 0;
};

} // namespace gnat
