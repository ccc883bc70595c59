// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "traffic/edgetable_p.h"
#include "traffic/foldlevels_p.h"
#include "traffic/gaptable_p.h"
#include "traffic/leafcache_p.h"
#include "traffic/nodestore_p.h"
#include "traffic/sparklines_p.h"
#include "traffic/subjecttree.h"
#include "traffic/tokentable_p.h"

namespace gnat {

/// The tree's insides: nodes in two arrays (what changes with each message apart from what does not), the edges
/// between them, and the cache that leads from a whole subject to its node. Subjects with a folded token have a small
/// cache of their own, which is emptied when it is full. Folded nodes have the first token numbers.
struct SubjectTree::Private
{
    explicit Private(std::size_t most) : maxNodes(most) { reset(); }

    void reset();
    bool has(NodeIndex node) const { return node < links.size(); }
    bool isFirstLevel(NodeIndex node) const { return node != root && links[node].parent == root; }
    std::string_view inboxPrefixOf(std::string_view subject) const;

    NodeIndex resolve(SourceId source, std::string_view subject, const SubjectKey &key);
    NodeIndex resolveInbox(SourceId source, std::string_view prefix);
    NodeIndex descend(NodeIndex parent, std::string_view token);
    void remember(const SubjectKey &key, NodeIndex node, bool hasFolded);
    NodeIndex create(NodeIndex parent, std::uint32_t token);
    void becomeSubject(NodeIndex node);
    void markGrown(NodeIndex node);

    static std::uint32_t foldedToken(TokenShape shape) { return 1 + static_cast<std::uint32_t>(shape); }
    static std::uint8_t bit(TokenShape shape) { return static_cast<std::uint8_t>(1U << static_cast<unsigned>(shape)); }
    bool isFolded(NodeIndex node) const
    {
        return links[node].token - 1 < tokenShapes && node != root && !isFirstLevel(node);
    }
    TokenShape shape(NodeIndex node) const;
    FoldLevel &level(NodeIndex parent);
    void learn(NodeIndex parent, FoldLevel &of, TokenShape shape, std::string_view token);
    void wait(NodeIndex parent, FoldLevel &of);
    NodeIndex foldedFor(NodeIndex parent, std::string_view token);
    NodeIndex foldedChild(NodeIndex parent, TokenShape shape, std::string_view token);
    void applyRule(NodeIndex parent);
    void applyRules();
    std::vector<NodeIndex> nodesOf(std::string_view pattern) const;
    bool isToFold(NodeIndex child, std::uint8_t shapes) const;
    void foldWaiting(std::size_t mostNodes);
    std::size_t foldChildren(NodeIndex parent, FoldLevel &of, std::size_t mostNodes);
    void unlink(NodeIndex child, NodeIndex before);
    std::size_t merge(NodeIndex child, NodeIndex into);
    NodeIndex twin(NodeIndex node, NodeIndex parent);
    void handOver(NodeIndex from, NodeIndex to);
    void leave(NodeIndex node, NodeIndex to);

    NodeIndex sourceOf(NodeIndex node) const;
    void describe(NodeIndex node, bool isPattern, std::string &into) const;
    std::string describe(NodeIndex node, bool isPattern) const;

    void count(NodeIndex node, std::uint32_t bytes, std::int64_t atNs);
    void noteRequest(NodeIndex node, const MessageView &message);
    void book(NodeCounters &own, std::uint32_t messages, std::uint32_t bytes, NodeIndex node);
    void settle(NodeIndex node);
    void lift(NodeIndex node, std::vector<NodeIndex> &next);
    void liftAll();
    void decay(NodeCounters &counters) const;

    /// `rest` are the tokens of the pattern still to match below `node`.
    struct Step
    {
        NodeIndex node;
        std::string_view rest;
    };
    void matchBelow(const Step &step, std::vector<Step> &open, std::vector<NodeIndex> &found) const;
    std::vector<bool> nodesContaining(std::string_view folded) const;
    bool endsHere(NodeIndex node, const std::vector<std::string_view> &parts) const;

    std::size_t maxNodes;
    SubjectHash hash;
    TokenTable tokens;
    ChunkedArray<NodeCounters> counters;
    ChunkedArray<NodeLinks> links;
    EdgeTable edges{links};
    LeafCache leaves;
    LeafCache foldedLeaves;
    FoldLevels folds;
    Sparklines sparklines;
    GapTable gaps{links};
    std::vector<std::string> inboxPrefixes{"_INBOX"};
    std::vector<NodeIndex> touched; ///< got messages in this frame
    std::vector<NodeIndex> lifted;  ///< their parents, while aggregating
    Changes changes;
    std::size_t subjects = 0;
    std::uint64_t generation = 0;
    std::uint32_t nowMs = 0;
    bool isFull = false;
};

} // namespace gnat
