// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/subjecttreerows_p.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace gnat {

void SubjectTreeRows::reset()
{
    m_parents.clear();
    m_root.children.clear();
    m_root.lastKnown = SubjectTree::root;
    m_root.isFetched = true;
    m_root.countedTo = 0;
    for (const auto &group : arrange(m_root, freshChildren(m_root)))
        insert(m_root, group);
}

bool SubjectTreeRows::isLess(NodeIndex left, NodeIndex right) const
{
    if (m_tree.parent(left) != SubjectTree::root) {
        // Inboxes are for machines: below what people named.
        if (m_tree.isInbox(left) != m_tree.isInbox(right))
            return m_tree.isInbox(right);
        return m_tree.token(left) < m_tree.token(right);
    }
    const auto order = m_connectionName(m_tree.source(left)).localeAwareCompare(m_connectionName(m_tree.source(right)));
    return order != 0 ? order < 0 : left < right;
}

/// Where a node stands among the rows of its parent, or would stand.
std::size_t SubjectTreeRows::place(const Row &parent, NodeIndex node) const
{
    const auto found = std::lower_bound(parent.children.begin(), parent.children.end(), node,
                                        [this](const auto &row, NodeIndex of) { return isLess(row->node, of); });
    return static_cast<std::size_t>(found - parent.children.begin());
}

int SubjectTreeRows::number(Row &row) const
{
    const auto &siblings = row.parent->children;
    const auto isAt = [&](std::size_t at) {
        return at < siblings.size() && siblings[at].get() == &row;
    };
    auto at = static_cast<std::size_t>(row.row);
    if (!isAt(at))
        at = place(*row.parent, row.node);
    if (!isAt(at)) { // connections can be renamed, and for a moment new rows stand behind the sorted ones
        const auto found = std::ranges::find(siblings, &row, [](const auto &sibling) { return sibling.get(); });
        at = static_cast<std::size_t>(found - siblings.begin());
    }
    row.row = static_cast<int>(at);
    return row.row;
}

SubjectTreeRows::Row *SubjectTreeRows::find(NodeIndex node)
{
    if (node == SubjectTree::root)
        return &m_root;
    auto *parent = find(m_tree.parent(node));
    if (parent == nullptr)
        return nullptr;
    if (parent == &m_root) {
        const auto found = std::ranges::find(parent->children, node, [](const auto &row) { return row->node; });
        return found == parent->children.end() ? nullptr : found->get();
    }
    const auto at = place(*parent, node);
    const bool isThere = at < parent->children.size() && parent->children[at]->node == node;
    return isThere ? parent->children[at].get() : nullptr;
}

std::vector<NodeIndex> SubjectTreeRows::freshChildren(Row &row) const
{
    auto nodes = m_tree.childrenAfter(row.node, row.lastKnown);
    if (!nodes.empty())
        row.lastKnown = nodes.back();
    std::erase_if(nodes, [this](NodeIndex node) { return !m_filter.isShown(node); });
    return nodes;
}

std::vector<SubjectTreeRows::Group> SubjectTreeRows::arrange(const Row &parent, std::vector<NodeIndex> nodes) const
{
    std::ranges::sort(nodes, [this](NodeIndex left, NodeIndex right) { return isLess(left, right); });
    std::vector<Group> groups;
    for (const auto node : nodes) {
        const auto at = parent.children.empty() ? 0 : place(parent, node);
        if (groups.empty() || groups.back().at != at)
            groups.push_back({at, {}});
        groups.back().nodes.push_back(node);
    }
    return groups;
}

void SubjectTreeRows::insert(Row &parent, const Group &group)
{
    if (group.nodes.empty())
        return;
    if (parent.children.empty())
        m_parents.push_back(&parent);
    std::vector<std::unique_ptr<Row>> rows;
    rows.reserve(group.nodes.size());
    for (const auto node : group.nodes) {
        auto row = std::make_unique<Row>();
        row->node = node;
        row->parent = &parent;
        row->row = static_cast<int>(group.at + rows.size());
        // Without children yet there is nothing to fetch: those that come are announced one by one.
        row->isFetched = !m_filter.hasShownChild(node);
        rows.push_back(std::move(row));
    }
    parent.children.insert(parent.children.begin() + static_cast<std::ptrdiff_t>(group.at),
                           std::make_move_iterator(rows.begin()), std::make_move_iterator(rows.end()));
}

void SubjectTreeRows::sortChildren(Row &parent)
{
    std::ranges::sort(parent.children,
                      [this](const auto &left, const auto &right) { return isLess(left->node, right->node); });
    for (std::size_t i = 0; i < parent.children.size(); ++i)
        parent.children[i]->row = static_cast<int>(i);
}

} // namespace gnat
