// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/subjecttreerows_p.h"

#include "items/subjecttreemodel.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace gnat {

void SubjectTreeRows::reset()
{
    m_parents.clear();
    m_byNode.clear();
    m_root.children.clear();
    m_root.more.reset();
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
        const auto order = m_tree.token(left).compare(m_tree.token(right));
        if (order != 0)
            return m_isDescending ? order > 0 : order < 0;
        return left < right; // somebody's literal "{id}" beside what is folded
    }
    const auto order = m_connectionName(m_tree.source(left)).localeAwareCompare(m_connectionName(m_tree.source(right)));
    return order != 0 ? order < 0 : left < right;
}

void SubjectTreeRows::setOrder(int column, bool isDescending, Key key)
{
    m_sortColumn = column;
    m_isDescending = isDescending;
    m_key = std::move(key);
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
    if (row.isMore)
        return static_cast<int>(row.parent->children.size());
    const auto &siblings = row.parent->children;
    const auto isAt = [&](std::size_t at) {
        return at < siblings.size() && siblings[at].get() == &row;
    };
    auto at = static_cast<std::size_t>(row.row);
    if (!isAt(at) && isByName(*row.parent))
        at = place(*row.parent, row.node);
    if (!isAt(at)) { // connections can be renamed, and for a moment new rows stand behind the sorted ones
        const auto found = std::ranges::find(siblings, &row, [](const auto &sibling) { return sibling.get(); });
        at = static_cast<std::size_t>(found - siblings.begin());
    }
    row.row = static_cast<int>(at);
    return row.row;
}

SubjectTreeRows::Row *SubjectTreeRows::find(NodeIndex node) const
{
    if (node == SubjectTree::root)
        return &m_root;
    const auto found = m_byNode.find(node);
    return found == m_byNode.end() ? nullptr : found->second;
}

std::vector<NodeIndex> SubjectTreeRows::freshChildren(Row &row) const
{
    auto nodes = m_tree.childrenAfter(row.node, row.lastKnown);
    if (!nodes.empty())
        row.lastKnown = nodes.back();
    std::erase_if(nodes, [this](NodeIndex node) { return !m_filter.isShown(node); });
    return nodes;
}

/// By their figures.
std::vector<NodeIndex> SubjectTreeRows::inOrder(std::vector<NodeIndex> nodes) const
{
    std::unordered_map<NodeIndex, double> ranks;
    for (const auto node : nodes)
        ranks.emplace(node, rank(node));
    std::ranges::sort(nodes, [&ranks](NodeIndex left, NodeIndex right) {
        const auto rank = ranks.at(left);
        const auto other = ranks.at(right);
        return rank != other ? rank > other : left < right;
    });
    return nodes;
}

std::vector<SubjectTreeRows::Group> SubjectTreeRows::arrange(const Row &parent, std::vector<NodeIndex> nodes) const
{
    if (!isByName(parent))
        return nodes.empty() ? std::vector<Group>()
                             : std::vector<Group>{{parent.children.size(), inOrder(std::move(nodes))}};
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
        row->limit = SubjectTreeModel::portion;
        // Without children yet there is nothing to fetch: those that come are announced one by one.
        row->isFetched = !m_filter.hasShownChild(node);
        m_byNode[node] = row.get();
        rows.push_back(std::move(row));
    }
    parent.children.insert(parent.children.begin() + static_cast<std::ptrdiff_t>(group.at),
                           std::make_move_iterator(rows.begin()), std::make_move_iterator(rows.end()));
}

void SubjectTreeRows::forget(const Row &row)
{
    if (!row.isMore)
        m_byNode.erase(row.node);
    for (const auto &child : row.children)
        forget(*child);
    if (row.more)
        forget(*row.more);
    if (!row.children.empty())
        std::erase(m_parents, &row);
}

void SubjectTreeRows::remove(Row &parent, std::size_t first, std::size_t count)
{
    const auto from = parent.children.begin() + static_cast<std::ptrdiff_t>(first);
    const auto to = from + static_cast<std::ptrdiff_t>(count);
    std::for_each(from, to, [this](const auto &row) { forget(*row); });
    parent.children.erase(from, to);
    for (auto at = first; at < parent.children.size(); ++at)
        parent.children[at]->row = static_cast<int>(at);
    if (parent.children.empty())
        std::erase(m_parents, &parent);
}

void SubjectTreeRows::renewKnown(Row &parent) const
{
    if (m_tree.current(parent.lastKnown) == parent.lastKnown)
        return;
    auto known = m_tree.children(parent.node);
    std::erase_if(known, [&](NodeIndex node) { return node > parent.lastKnown; });
    parent.lastKnown = known.empty() ? SubjectTree::root : known.back();
}

bool SubjectTreeRows::isBefore(const Row &left, const Row &right) const
{
    if (left.key != right.key)
        return m_isDescending ? left.key > right.key : left.key < right.key;
    return left.node < right.node;
}

void SubjectTreeRows::sortChildren(Row &parent)
{
    if (isByName(parent)) {
        std::ranges::sort(parent.children,
                          [this](const auto &left, const auto &right) { return isLess(left->node, right->node); });
    } else {
        for (const auto &child : parent.children)
            child->key = m_key(child->node);
        std::ranges::sort(parent.children,
                          [this](const auto &left, const auto &right) { return isBefore(*left, *right); });
    }
    for (std::size_t i = 0; i < parent.children.size(); ++i)
        parent.children[i]->row = static_cast<int>(i);
}

bool SubjectTreeRows::isSorted(const Row &parent) const
{
    if (isByName(parent))
        return true;
    for (const auto &child : parent.children)
        child->key = m_key(child->node);
    return std::ranges::is_sorted(parent.children,
                                  [this](const auto &left, const auto &right) { return isBefore(*left, *right); });
}

} // namespace gnat
