// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Branches with too many children: the most active ones have rows, the others stand behind "N more".
#include "core/clock.h"
#include "items/subjecttreemodel_p.h"

#include <QLocale>

#include <algorithm>
#include <iterator>
#include <unordered_set>
#include <utility>

namespace gnat {

namespace {

// Up to so many children all are looked at for the most active ones; of more, those that had messages lately.
constexpr std::size_t mostRankedAtOnce = 10'000;
constexpr std::size_t mostNoted = 50'000;
constexpr double stays = 1.5; // so much more active another must be to take a row's place

} // namespace

/// How far in front a node goes: the larger, the further.
double SubjectTreeRows::rank(NodeIndex node) const
{
    if (m_key)
        return m_isDescending ? m_key(node) : -m_key(node);
    const auto rate = static_cast<double>(m_tree.figures(node).messageRate);
    return m_byNode.contains(node) ? rate * stays : rate;
}

std::vector<NodeIndex> SubjectTreeRows::foremost(const std::vector<NodeIndex> &nodes, std::size_t count) const
{
    struct Place
    {
        double rank = 0;
        std::uint64_t messages = 0;
        NodeIndex node = SubjectTree::root;
    };
    std::vector<Place> places;
    places.reserve(nodes.size());
    for (const auto node : nodes)
        places.push_back({rank(node), m_tree.figures(node).messages, node});
    const auto end = places.begin() + static_cast<std::ptrdiff_t>(std::min(count, places.size()));
    std::ranges::partial_sort(places, end, [](const Place &left, const Place &right) {
        if (left.rank != right.rank)
            return left.rank > right.rank;
        return left.messages != right.messages ? left.messages > right.messages : left.node < right.node;
    });
    std::vector<NodeIndex> first;
    std::transform(places.begin(), end, std::back_inserter(first), [](const Place &place) { return place.node; });
    return first;
}

std::vector<NodeIndex> SubjectTreeRows::shownChildren(const Row &row) const
{
    auto nodes = m_tree.children(row.node);
    std::erase_if(nodes, [this](NodeIndex node) { return !m_filter.isShown(node); });
    return nodes;
}

std::vector<NodeIndex> SubjectTreeRows::missingChildren(const Row &row) const
{
    auto nodes = shownChildren(row);
    std::erase_if(nodes, [this](NodeIndex node) { return m_byNode.contains(node); });
    return nodes;
}

std::size_t SubjectTreeRows::moreCount(const Row &row) const
{
    const auto shown = shownCount(row);
    return shown - std::min(shown, row.children.size());
}

void SubjectTreeRows::addMore(Row &parent) const
{
    parent.more = std::make_unique<Row>();
    parent.more->node = parent.node;
    parent.more->parent = &parent;
    parent.more->isMore = true;
    parent.moreTold = moreCount(parent);
}

void SubjectTreeRows::removeMore(Row &parent)
{
    forget(*parent.more);
    parent.more.reset();
    parent.active.clear();
}

bool SubjectTreeModel::hasTooMany(const SubjectTreeRow &parent, std::size_t coming) const
{
    if (d->isSearch || parent.isMore || parent.parent == nullptr)
        return false;
    return parent.more || parent.children.size() + coming > mostChildren;
}

void SubjectTreeModel::insertNodes(SubjectTreeRow &parent, std::vector<NodeIndex> nodes)
{
    if (nodes.empty())
        return;
    if (!hasTooMany(parent, nodes.size())) {
        insertRows(parent, std::move(nodes));
    } else if (parent.count() == 0) {
        insertForemost(parent, nodes);
    } else {
        showMore(parent);
        std::erase_if(nodes, [this](NodeIndex node) { return d->rows.find(node) != nullptr; });
        if (parent.more->isFetched)
            insertRows(*parent.more, std::move(nodes));
        tellMore(parent);
    }
}

void SubjectTreeModel::insertForemost(SubjectTreeRow &parent, const std::vector<NodeIndex> &nodes)
{
    auto first = d->rows.foremost(nodes, foremost);
    if (first.empty())
        return;
    if (sortColumn() == 0)
        insertRows(parent, std::move(first));
    else
        insertStretch(parent, 0, std::move(first)); // in order already
    showMore(parent);
}

void SubjectTreeModel::showMore(SubjectTreeRow &parent)
{
    if (parent.more)
        return;
    const auto at = static_cast<int>(parent.children.size());
    beginInsertRows(indexFor(&parent), at, at);
    d->rows.addMore(parent);
    endInsertRows();
}

void SubjectTreeModel::removeMore(SubjectTreeRow &parent)
{
    const auto at = static_cast<int>(parent.children.size());
    beginRemoveRows(indexFor(&parent), at, at);
    d->rows.removeMore(parent);
    endRemoveRows();
}

/// How many stand behind the row, where that has changed; without any it goes.
void SubjectTreeModel::tellMore(SubjectTreeRow &parent)
{
    const auto count = d->rows.moreCount(parent);
    if (count == 0) {
        removeMore(parent);
    } else if (count != parent.moreTold) {
        parent.moreTold = count;
        const auto index = indexFor(parent.more.get());
        Q_EMIT dataChanged(index, index);
    }
}

/// Its rows go until it is opened again.
void SubjectTreeModel::closeMore(SubjectTreeRow &parent)
{
    removeRows(*parent.more, [](const SubjectTreeRow &) { return true; });
    parent.more->isFetched = false;
}

/// Gives a node a row of its own that stands behind "N more".
void SubjectTreeModel::bringToFront(SubjectTreeRow &parent, NodeIndex node)
{
    if (!parent.more || d->rows.find(node) != nullptr || !d->filter.isShown(node))
        return;
    insertRows(parent, {node});
    tellMore(parent);
}

/// Candidates for the next ranking.
void SubjectTreeModel::noteActive(const std::vector<NodeIndex> &changed)
{
    const auto &parents = d->rows.parents();
    if (std::ranges::none_of(parents, [](const SubjectTreeRow *row) { return row->more != nullptr; }))
        return;
    NodeIndex last = SubjectTree::root;
    SubjectTreeRow *row = nullptr;
    for (const auto node : changed) {
        if (const auto parent = d->tree.parent(node); parent != last || row == nullptr) {
            last = parent;
            row = d->rows.find(parent);
        }
        if (row != nullptr && row->more && row->active.size() < mostNoted)
            row->active.push_back(node);
    }
}

/// What views hold (current, selected, open, under the mouse) and what leads to it.
std::set<const SubjectTreeRow *> SubjectTreeModel::heldRows() const
{
    std::set<const SubjectTreeRow *> held;
    for (const auto &index : persistentIndexList()) {
        for (const auto *row = rowAt(index); row != nullptr && held.insert(row).second; row = row->parent) {
        }
    }
    return held;
}

void SubjectTreeModel::rankAll(bool looksAtAll)
{
    std::vector<NodeIndex> nodes; // rows may leave meanwhile
    for (const auto *parent : d->rows.parents()) {
        if (parent->more && (looksAtAll || monotonicNanoseconds() < parent->warmUntilNs))
            nodes.push_back(parent->node);
    }
    if (nodes.empty())
        return;
    const auto held = heldRows();
    for (const auto node : nodes) {
        if (auto *row = d->rows.find(node); row != nullptr && row->more)
            rank(*row, looksAtAll, held);
    }
}

void SubjectTreeModel::rank(SubjectTreeRow &parent, bool looksAtAll, const std::set<const SubjectTreeRow *> &held)
{
    if (parent.more->isFetched && held.contains(parent.more.get()))
        return;
    closeMore(parent);
    const auto count = d->rows.shownCount(parent);
    if (count <= mostChildren) {
        removeMore(parent);
        insertRows(parent, d->rows.missingChildren(parent));
        return;
    }
    auto nodes = std::exchange(parent.active, {});
    for (const auto &child : parent.children)
        nodes.push_back(child->node);
    std::ranges::sort(nodes);
    nodes.erase(std::unique(nodes.begin(), nodes.end()), nodes.end());
    std::erase_if(nodes, [this](NodeIndex node) { return d->tree.current(node) != node || !d->filter.isShown(node); });
    if (looksAtAll || count <= mostRankedAtOnce || nodes.size() < foremost)
        nodes = d->rows.shownChildren(parent);
    auto first = d->rows.foremost(nodes, foremost);
    const std::unordered_set<NodeIndex> wanted(first.begin(), first.end());
    removeRows(parent, [&](const SubjectTreeRow &row) { return !wanted.contains(row.node) && !held.contains(&row); });
    std::erase_if(first, [this](NodeIndex node) { return d->rows.find(node) != nullptr; });
    insertRows(parent, std::move(first));
    if (!d->rows.isSorted(parent))
        sortRows(parent);
    tellMore(parent);
}

QVariant SubjectTreeModel::moreData(const SubjectTreeRow &more, int column, int role) const
{
    const auto count = static_cast<int>(more.parent->moreTold);
    switch (role) {
    case Qt::DisplayRole:
    case SortRole:
    case Qt::AccessibleTextRole:
        return column == 0 ? QVariant(tr("%n more", nullptr, count)) : QVariant();
    case Qt::ToolTipRole:
        return tr("The %1 most active are shown. Open this row for all others.").arg(QLocale().toString(foremost));
    case SourceRole:
        return d->tree.source(more.node).number();
    case NodeKindRole:
        return static_cast<int>(NodeKind::More);
    case ChildCountRole:
        return count;
    default:
        return {};
    }
}

} // namespace gnat
