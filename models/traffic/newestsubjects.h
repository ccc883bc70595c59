// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "traffic/subjecttree.h"

#include <map>
#include <vector>

namespace gnat {

/// Which subjects of a tree got a message last, by source, without ever visiting all at once: rounds over the nodes,
/// some thousand a call. Left out are inboxes and what is folded: neither is a subject. Keeps the number it is made
/// for, per source. The tree must outlive it; its thread.
class NewestSubjects
{
public:
    struct Seen
    {
        NodeIndex node = SubjectTree::root;
        std::int64_t lastNs = 0; ///< wall clock of its newest message
    };

    NewestSubjects(const SubjectTree &tree, std::size_t most) : m_tree(tree), m_most(most) {}

    /// Looks at up to `nodes` nodes more. True if that ended a round; the next call begins another.
    bool look(std::size_t nodes);
    /// What the last whole round and the running one found, with the times of now, newest first.
    std::vector<Seen> of(SourceId source) const;
    /// Lets go of what is known of a source.
    void forget(SourceId source);

private:
    /// A heap whose first is the oldest.
    using Newest = std::map<SourceId, std::vector<Seen>>;

    void offer(NodeIndex node);
    bool isSubjectOfItsOwn(NodeIndex node) const;

    const SubjectTree &m_tree;
    std::size_t m_most;
    Newest m_before;  ///< the last whole round
    Newest m_running; ///< this one
    NodeIndex m_next = SubjectTree::root + 1;
    std::uint64_t m_generation = 0; ///< of the tree that the numbers belong to
};

} // namespace gnat
