// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/messagebatch.h"

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace gnat {

/// A node's number; 0 is the root above all connections. Given to no other node until clear().
using NodeIndex = std::uint32_t;

/// Counts messages by subject in a trie whose first level are the sources (connections). One thread at a time, no
/// locks: the GUI thread, or the worker that fills a recording's tree before it hands it over. Design: performance.md 3
/// (interned tokens, small nodes, full-subject cache with seeded hash and check word, batches hashed and prefetched,
/// parents aggregated once per frame).
///
/// A number that is none of the tree's (any more) is answered as empty. Subjects under an inbox prefix count on one
/// node per source and get none of their own. At `maxNodes` no node is added any more: what would need one counts on
/// its nearest existing parent, and isFull() says so.
///
/// Tokens that take ever new values fold: below `orders` all ids count on one node `{id}`, whose children are those of
/// all of them. Counts stay exact: a node's are those of its children and its own. Learned level by level: when more
/// than 128 tokens of one shape below one node look like values (UUIDs, numbers of five digits or more, long hex,
/// random strings, such behind `order-`), tokens of that shape fold there; when more than 20,000 others came and have
/// fewer than two messages each on average, they fold too. Names such as `device007` and short numbers never fold in
/// smaller numbers, and named children beside the ids stay as they are. What came before a level began to fold is
/// merged in the next frames, some thousand nodes each; nodes that went away so are empty and current() says where they
/// went. A new node has a larger number than its parent, also here.
class SubjectTree
{
public:
    static constexpr NodeIndex root = 0;
    static constexpr std::size_t defaultMaxNodes = 2'000'000;
    static constexpr int sparkPoints = 60;

    /// What is known of a node: itself and everything below.
    struct Figures
    {
        std::uint64_t messages = 0;
        std::uint64_t bytes = 0; ///< payload
        float messageRate = 0;   ///< per second, smoothed over about two seconds
        float byteRate = 0;
        std::int64_t lastNs = 0;    ///< wall clock of the newest message
        std::uint32_t subjects = 0; ///< distinct subjects at or below
    };

    struct Totals
    {
        std::uint64_t messages = 0;
        std::uint64_t bytes = 0; ///< payload
        std::int64_t lastNs = 0; ///< wall clock of the newest message
    };

    explicit SubjectTree(std::size_t maxNodes = defaultMaxNodes);
    ~SubjectTree();

    /// Replies under these count together, for messages that come from now on. At the start: `_INBOX`.
    void setInboxPrefixes(std::vector<std::string> prefixes);

    /// What the user wants of a level, by the pattern of the node above it ("orders.*.items"; empty: the subjects'
    /// first tokens). Without a rule a level folds by itself.
    struct FoldRule
    {
        bool showsAll = false;   ///< never folds from now on; what is folded stays so
        std::uint8_t shapes = 0; ///< folds these from the first on: bits that foldShape() gave
    };
    using FoldRules = std::map<std::string, FoldRule, std::less<>>;
    /// What the user wants of folding as a whole.
    struct Folding
    {
        FoldRules rules;
        bool isAutomatic = true;
    };
    void setFoldRules(FoldRules rules);
    const FoldRules &foldRules() const;
    /// False: nothing folds by itself from now on; what is folded stays so.
    void setAutomaticFolding(bool isOn);
    bool isAutomaticFolding() const;

    /// The counts reach the figures with the next aggregate().
    void add(const MessageBatch &batch);
    /// Adds the gathered counts to all parents and steps rates; once a frame. `nowNs` monotonic.
    void aggregate(std::int64_t nowNs);
    /// The node on which a message of this subject counts; made if it is not there yet.
    NodeIndex nodeFor(SourceId source, std::string_view subject);
    /// Adds what was counted elsewhere to a node and all above, at once; rates stay as they are.
    void addTotals(NodeIndex node, const Totals &totals);
    /// Folds all that waits for it at once, where no frames come: on a worker.
    void finishFolding();
    void clear();

    bool isFolded(NodeIndex node) const; ///< stands for many tokens
    /// About how many distinct ones: within some percent. 0 for other nodes.
    std::uint64_t foldedValues(NodeIndex node) const;
    bool isFolding(NodeIndex folded) const; ///< new values go on to count there
    /// The bit of the shape that the node's token has, for a rule about the level on which it stands.
    std::uint8_t foldShape(NodeIndex node) const;
    /// True if subjects that match the pattern may be counted on folded nodes together with others, so that matches()
    /// does not tell all: `orders.48213.>` where ids are folded.
    bool isFoldedAway(std::string_view pattern) const;
    /// The node itself, or where it went when its level was folded.
    NodeIndex current(NodeIndex node) const;
    /// Grows whenever nodes went away so.
    std::uint64_t folds() const;
    /// As subject(), with `*` for what is folded: what a subscription or a filter takes. Equal to it if nothing is.
    std::string pattern(NodeIndex node) const;
    /// The node that pattern() describes so; 0 if none.
    NodeIndex findPattern(SourceId source, std::string_view pattern) const;

    std::string_view token(NodeIndex node) const;
    std::string subject(NodeIndex node) const; ///< full, without the source level; empty for a source or the root
    /// The same into a buffer that is used again, for loops over many.
    void subject(NodeIndex node, std::string &into) const;
    SourceId source(NodeIndex node) const;
    NodeIndex parent(NodeIndex node) const;
    NodeIndex sourceNode(SourceId source) const; ///< 0 if none yet
    /// The node on which the subject counts; 0 if none.
    NodeIndex find(SourceId source, std::string_view subject) const;
    std::size_t childCount(NodeIndex node) const;
    /// In the order of their arrival.
    std::vector<NodeIndex> children(NodeIndex node) const;
    /// Those that came after the child `known` (0: all), the first `most` of them.
    std::vector<NodeIndex> childrenAfter(NodeIndex node, NodeIndex known, std::size_t most = SIZE_MAX) const;
    NodeIndex newestChild(NodeIndex node) const; ///< 0 if it has none
    bool isLeaf(NodeIndex node) const;
    bool isSubject(NodeIndex node) const; ///< got messages itself
    bool isInbox(NodeIndex node) const;
    /// Some messages on it asked for a reply, as requests do.
    bool isRequested(NodeIndex node) const;
    Figures figures(NodeIndex node) const;
    /// Messages per second in the last 60 s, oldest first. A series begins when it is first asked for (at most 5,000
    /// nodes at once); before that it is empty.
    std::vector<float> sparkline(NodeIndex node);

    /// Whether the times between messages are kept, from now on: at 16 bytes a node. Off forgets them.
    void setGapsKept(bool isOn);
    bool keepsGaps() const;
    /// A message that was counted before they were kept; in the order of arrival.
    void noteForGaps(SourceId source, std::string_view subject, std::int64_t atNs);
    /// Messages may be missing between what came until `atNs` (wall clock) and what comes: no gap reaches over that.
    /// No source: of none.
    void breakGaps(SourceId source, std::int64_t atNs);
    struct Gaps
    {
        std::int64_t shortestNs = -1; ///< -1: no two messages followed each other yet
        std::int64_t longestNs = -1;
    };
    /// Between messages of the node's own subject; above others the shortest and the longest of them all.
    Gaps gaps(NodeIndex node) const;

    /// Nodes changed, parents that got new children or lost some to a folded one, and nodes that became subjects since
    /// the last call; then forgotten.
    struct Changes
    {
        std::vector<NodeIndex> changed;
        std::vector<NodeIndex> grown;
        std::vector<NodeIndex> shrunk;
        std::vector<NodeIndex> newSubjects;
    };
    Changes takeChanges();

    /// The subjects (nodes that got messages themselves) under `node`, visited without recursion.
    void visitSubjects(NodeIndex node, const std::function<void(NodeIndex)> &visit) const;
    /// The subjects that match a pattern, by walking the trie.
    std::vector<NodeIndex> matches(std::string_view pattern) const;
    /// The subjects that contain `text` without regard to (ASCII) case.
    std::vector<NodeIndex> containing(std::string_view text) const;

    std::size_t nodeCount() const;
    std::size_t subjectCount() const;
    bool isFull() const;
    std::size_t memoryBytes() const;
    /// Grows with each clear(): numbers of nodes from before mean nothing any more.
    std::uint64_t generation() const;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace gnat
