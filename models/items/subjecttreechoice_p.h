// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "traffic/subjecttree.h"

#include <cstddef>
#include <functional>
#include <vector>

namespace gnat {

/// Finds those children of a node that go first, of however many there are: looks at some thousand a step and keeps
/// only the best, sorted at last. GUI thread.
class SubjectTreeChoice
{
public:
    struct Order
    {
        std::function<bool(NodeIndex)> isCandidate;         ///< null: all are
        std::function<double(NodeIndex)> rank;              ///< the larger goes first
        std::function<bool(NodeIndex, NodeIndex)> isBefore; ///< of equal rank
    };

    /// `tree` must outlive it. At most `count` are chosen.
    SubjectTreeChoice(const SubjectTree &tree, NodeIndex parent, std::size_t count, Order order)
        : m_tree(tree), m_parent(parent), m_count(count), m_order(std::move(order))
    {
    }

    NodeIndex parent() const { return m_parent; }
    /// Looks at so many more children, also at those that came since the last step; true if all were looked at.
    bool work(std::size_t most);
    /// To be looked at now.
    void offer(NodeIndex node);
    /// Became a candidate just now.
    void offerAgain(NodeIndex node);
    /// Those that go first, in order. Ends the choice.
    std::vector<NodeIndex> take();

private:
    struct Place
    {
        double rank = 0;
        NodeIndex node = SubjectTree::root;
    };
    bool isBefore(const Place &left, const Place &right) const;

    const SubjectTree &m_tree;
    NodeIndex m_parent;
    std::size_t m_count;
    Order m_order;
    NodeIndex m_lookedTo = SubjectTree::root; ///< the last child that was looked at
    std::vector<Place> m_places;              ///< a heap, the last in order on top
};

} // namespace gnat
