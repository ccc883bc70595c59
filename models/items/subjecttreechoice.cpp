// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/subjecttreechoice_p.h"

#include <algorithm>
#include <unordered_set>

namespace gnat {

bool SubjectTreeChoice::isBefore(const Place &left, const Place &right) const
{
    return left.rank != right.rank ? left.rank > right.rank : m_order.isBefore(left.node, right.node);
}

bool SubjectTreeChoice::work(std::size_t most)
{
    if (m_tree.current(m_lookedTo) != m_lookedTo) { // folded away: where the others go on is not known
        m_lookedTo = SubjectTree::root;
        m_places.clear();
    }
    const auto children = m_tree.childrenAfter(m_parent, m_lookedTo, most);
    for (const auto node : children)
        offer(node);
    if (!children.empty())
        m_lookedTo = children.back();
    return children.size() < most;
}

void SubjectTreeChoice::offer(NodeIndex node)
{
    if (m_count == 0 || (m_order.isCandidate && !m_order.isCandidate(node)))
        return;
    const auto byOrder = [this](const Place &left, const Place &right) {
        return isBefore(left, right);
    };
    const Place place{m_order.rank(node), node};
    if (m_places.size() == m_count) {
        if (!isBefore(place, m_places.front()))
            return;
        std::ranges::pop_heap(m_places, byOrder);
        m_places.pop_back();
    }
    m_places.push_back(place);
    std::ranges::push_heap(m_places, byOrder);
}

void SubjectTreeChoice::offerAgain(NodeIndex node)
{
    if (node <= m_lookedTo) // children have ascending numbers: others are still to come
        offer(node);
}

std::vector<NodeIndex> SubjectTreeChoice::take()
{
    std::ranges::sort_heap(m_places, [this](const Place &left, const Place &right) { return isBefore(left, right); });
    std::vector<NodeIndex> first;
    first.reserve(m_places.size());
    std::unordered_set<NodeIndex> known; // nobody gets two rows
    for (const auto &place : m_places) {
        if (m_tree.current(place.node) == place.node && known.insert(place.node).second)
            first.push_back(place.node);
    }
    m_places.clear();
    return first;
}

} // namespace gnat
