// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
// However many children a branch has, a turn of the event loop looks at some thousand and gives rows to few.
#include "items/subjecttreemodel_p.h"

#include <algorithm>
#include <unordered_set>
#include <utility>

namespace gnat {

bool SubjectTreeModel::isPortioned(const SubjectTreeRow &row) const
{
    return row.isMore || (d->isSearch && row.parent != nullptr);
}

/// Which of the children have rows, by the figures as they are now: at once if they are few.
void SubjectTreeModel::choose(SubjectTreeRow &parent)
{
    const bool isRanked = !isPortioned(parent) && d->rows.shownCount(parent) > mostChildren;
    auto order = isRanked ? d->rows.rankOrder() : d->rows.portionOrder(parent);
    SubjectTreeChoice choice(d->tree, parent.node, isRanked ? foremost : parent.limit, std::move(order));
    const auto isOfThis = [&](const Private::Choosing &other) {
        return other.choice.parent() == parent.node && other.isOfMore == parent.isMore;
    };
    std::erase_if(d->choosing, isOfThis);
    parent.isChoosing = d->tree.childCount(parent.node) > childrenAtOnce;
    if (parent.isChoosing) {
        d->choosing.push_back({std::move(choice), parent.isMore});
        d->turns.start();
        return;
    }
    choice.work(SIZE_MAX);
    bringForward(parent, choice.take());
}

/// After the order has changed: others go first.
void SubjectTreeModel::choosePortions()
{
    std::vector<std::pair<NodeIndex, bool>> portioned; // rows may leave meanwhile
    for (const auto *parent : d->rows.parents()) {
        if (parent->more && isPortioned(*parent))
            portioned.emplace_back(parent->node, parent->isMore);
    }
    for (const auto &[node, isOfMore] : portioned) {
        auto *row = d->rows.find(node);
        if (row != nullptr && isOfMore)
            row = row->more.get();
        if (row != nullptr && row->more)
            choose(*row);
    }
}

void SubjectTreeModel::continueChoosing()
{
    if (d->choosing.empty() || d->generation != d->tree.generation()) {
        d->choosing.clear();
        d->turns.stop();
        return;
    }
    if (!d->choosing.front().choice.work(childrenAtOnce))
        return;
    auto done = std::move(d->choosing.front());
    d->choosing.pop_front();
    auto *row = d->rows.find(done.choice.parent());
    if (row != nullptr && done.isOfMore)
        row = row->more.get();
    if (row == nullptr || !std::exchange(row->isChoosing, false))
        return; // it left, or was closed
    bringForward(*row, done.choice.take());
}

bool SubjectTreeModel::isChoosing() const
{
    return !d->choosing.empty();
}

bool SubjectTreeModel::isChoosingBelow(const QModelIndex &index) const
{
    return rowAt(index)->isChoosing;
}

/// Nodes that came while others are being looked for.
void SubjectTreeModel::offer(const SubjectTreeRow &parent, const std::vector<NodeIndex> &nodes)
{
    for (auto &choosing : d->choosing) {
        if (choosing.choice.parent() != parent.node || choosing.isOfMore != parent.isMore)
            continue;
        for (const auto node : nodes)
            choosing.choice.offerAgain(node);
    }
}

/// These have rows from now on, and no others but those that views hold.
void SubjectTreeModel::bringForward(SubjectTreeRow &parent, std::vector<NodeIndex> first)
{
    const auto held = heldRows();
    const std::unordered_set<NodeIndex> wanted(first.begin(), first.end());
    removeRows(parent, [&](const SubjectTreeRow &row) { return !wanted.contains(row.node) && !held.contains(&row); });
    std::erase_if(first, [this](NodeIndex node) { return d->rows.find(node) != nullptr; });
    insertRows(parent, std::move(first));
    if (!d->rows.isSorted(parent))
        sortRows(parent);
    tellMore(parent);
}

/// Of what came and what has rows already, only what goes first in the order.
void SubjectTreeModel::insertFitting(SubjectTreeRow &parent, std::vector<NodeIndex> nodes)
{
    if (parent.isChoosing)
        return offer(parent, nodes);
    if (parent.children.size() + nodes.size() <= parent.limit) {
        insertRows(parent, std::move(nodes));
        tellMore(parent);
        return;
    }
    SubjectTreeChoice choice(d->tree, parent.node, parent.limit, d->rows.portionOrder(parent));
    for (const auto &child : parent.children)
        choice.offer(child->node);
    for (const auto node : nodes)
        choice.offer(node);
    bringForward(parent, choice.take());
}

bool SubjectTreeModel::isFurther(const QModelIndex &index) const
{
    const auto *row = rowAt(index);
    return row->isMore && isPortioned(*row->parent);
}

void SubjectTreeModel::showFurther(const QModelIndex &further)
{
    if (!isFurther(further) || d->generation != d->tree.generation())
        return;
    auto &parent = *rowAt(further)->parent;
    if (parent.isChoosing)
        return;
    parent.limit = std::max(parent.limit, parent.children.size()) + portion;
    choose(parent);
}

} // namespace gnat
