// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "traffic/subjecttree.h"

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace gnat {

/// Which nodes of a tree pass a filter, or lead to one that does. Looks at the subjects in slices of time, so that a
/// large tree does not block the window. GUI thread.
class SubjectTreeFilter
{
public:
    using Accepts = std::function<bool(SourceId, std::string_view)>;

    explicit SubjectTreeFilter(const SubjectTree &tree) : m_tree(tree) {}

    /// Begins anew, with nothing shown; null: no filter.
    void set(Accepts accepts);
    /// Begins anew with the same filter, after the tree was cleared.
    void restart();
    bool isActive() const { return m_accepts != nullptr; }
    /// To be looked at as well: nodes that became subjects since.
    void addSubjects(const std::vector<NodeIndex> &nodes);
    /// Looks on for about so long; true if nothing is left.
    bool work(std::int64_t longestMs);
    /// Nodes that are shown since the last call, parents before children.
    std::vector<NodeIndex> takeShown();

    /// Passes the filter itself.
    bool isHit(NodeIndex node) const { return isActive() && has(node, hit); }
    std::size_t hits() const { return m_hits; }
    bool isShown(NodeIndex node) const { return !isActive() || has(node, shown); }
    std::size_t shownChildren(NodeIndex node) const;
    /// After nodes went from one parent to another.
    void countAgain(NodeIndex parent);
    bool hasShownChild(NodeIndex node) const { return isActive() ? has(node, leadsOn) : m_tree.childCount(node) > 0; }

private:
    static constexpr std::uint8_t shown = 1;
    static constexpr std::uint8_t leadsOn = 2;
    static constexpr std::uint8_t hit = 4;

    bool has(NodeIndex node, std::uint8_t bit) const { return node < m_bits.size() && (m_bits[node] & bit) != 0; }
    bool look(NodeIndex node);
    void show(NodeIndex node);

    const SubjectTree &m_tree;
    Accepts m_accepts;
    std::vector<std::uint8_t> m_bits;   ///< by node
    std::vector<std::uint32_t> m_below; ///< by node: children that are shown
    std::vector<NodeIndex> m_shown;
    std::vector<NodeIndex> m_more; ///< to look at after the nodes up to m_end
    std::size_t m_nextMore = 0;
    std::size_t m_hits = 0;
    NodeIndex m_next = 1;
    NodeIndex m_end = 1;
    std::string m_subject;
};

} // namespace gnat
