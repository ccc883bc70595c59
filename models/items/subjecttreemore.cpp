// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Branches with too many children: the most active ones have rows, the others stand behind "N more".
#include "core/clock.h"
#include "items/subjecttreemodel_p.h"

#include <QLocale>

#include <algorithm>
#include <utility>

namespace gnat {

namespace {

// Up to so many children all are looked at for the most active ones; of more, those that had messages lately.
constexpr std::size_t mostRankedAtOnce = 10'000;
constexpr std::size_t mostNoted = 50'000;
constexpr double stays = 1.5; // so much more active another must be to take a row's place

} // namespace

SubjectTreeChoice::Order SubjectTreeRows::rankOrder() const
{
    return {[this](NodeIndex node) { return m_filter.isShown(node); }, [this](NodeIndex node) { return rank(node); },
            [this](NodeIndex left, NodeIndex right) {
                const auto messages = m_tree.figures(left).messages;
                const auto others = m_tree.figures(right).messages;
                return messages != others ? messages > others : left < right;
            }};
}

/// How far in front a node goes: the larger, the further.
double SubjectTreeRows::rank(NodeIndex node) const
{
    if (m_key)
        return m_isDescending ? m_key(node) : -m_key(node);
    const auto rate = static_cast<double>(m_tree.figures(node).messageRate);
    return m_byNode.contains(node) ? rate * stays : rate;
}

SubjectTreeChoice::Order SubjectTreeRows::portionOrder(const Row &row) const
{
    SubjectTreeChoice::Order order;
    order.isCandidate = [this, isBehind = row.isMore, parent = row.parent](NodeIndex node) {
        if (!m_filter.isShown(node))
            return false;
        const auto *own = isBehind ? find(node) : nullptr;
        return own == nullptr || own->parent != parent;
    };
    order.rank = [this, isByName = isByName(row)](NodeIndex node) {
        return isByName ? 0 : rank(node);
    };
    order.isBefore = [this, isByName = isByName(row)](NodeIndex left, NodeIndex right) {
        return isByName ? isLess(left, right) : left < right;
    };
    return order;
}

/// Of a row "N more" those that have none in front of it.
std::size_t SubjectTreeRows::shownCount(const Row &row) const
{
    return row.isMore ? moreCount(*row.parent) : m_filter.shownChildren(row.node);
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
    parent.more->limit = SubjectTreeModel::portion;
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
    return parent.parent != nullptr && (parent.more || parent.children.size() + coming > mostChildren);
}

void SubjectTreeModel::insertNodes(SubjectTreeRow &parent, std::vector<NodeIndex> nodes)
{
    if (nodes.empty())
        return;
    if (parent.isChoosing && !parent.more) {
        offer(parent, nodes); // they come with those that are being looked for
    } else if (isPortioned(parent)) {
        insertFitting(parent, std::move(nodes));
    } else if (!hasTooMany(parent, nodes.size())) {
        insertRows(parent, std::move(nodes));
    } else if (parent.count() == 0) {
        insertForemost(parent, nodes);
    } else {
        showMore(parent);
        std::erase_if(nodes, [this](NodeIndex node) { return d->rows.find(node) != nullptr; });
        if (parent.more->isFetched)
            insertFitting(*parent.more, std::move(nodes));
        tellMore(parent);
    }
}

void SubjectTreeModel::insertForemost(SubjectTreeRow &parent, const std::vector<NodeIndex> &nodes)
{
    SubjectTreeChoice choice(d->tree, parent.node, foremost, d->rows.rankOrder());
    for (const auto node : nodes)
        choice.offer(node);
    insertRows(parent, choice.take());
    showMore(parent);
}

void SubjectTreeModel::showMore(SubjectTreeRow &parent)
{
    if (parent.more)
        return;
    const auto at = static_cast<int>(parent.children.size());
    beginInsertRows(indexFor(&parent), at, at);
    d->rows.addMore(parent);
    parent.more->isFetched = isPortioned(parent); // nothing stands below it then
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
    if (!parent.more) {
        if (count > 0 && parent.parent != nullptr && !parent.isChoosing)
            showMore(parent);
        return;
    }
    if (count == 0) {
        removeMore(parent);
        return;
    }
    if (count != parent.moreTold) {
        parent.moreTold = count;
        const auto index = indexFor(parent.more.get());
        Q_EMIT dataChanged(index, index);
    }
    if (parent.more->isFetched && !isPortioned(parent))
        tellMore(*parent.more);
}

/// Its rows go until it is opened again.
void SubjectTreeModel::closeMore(SubjectTreeRow &parent)
{
    auto &more = *parent.more;
    removeRows(more, [](const SubjectTreeRow &) { return true; });
    if (more.more)
        removeMore(more);
    more.isFetched = false;
    more.isChoosing = false;
    more.limit = portion;
}

/// Gives a node a row of its own that stands behind "N more".
void SubjectTreeModel::bringToFront(SubjectTreeRow &parent, NodeIndex node)
{
    const bool hasOthers = parent.more || parent.isChoosing;
    if (!hasOthers || d->rows.find(node) != nullptr || !d->filter.isShown(node))
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
        if (parent->more && !isPortioned(*parent) && (looksAtAll || monotonicNanoseconds() < parent->warmUntilNs))
            nodes.push_back(parent->node);
    }
    if (nodes.empty())
        return;
    const auto held = heldRows();
    for (const auto node : nodes) {
        auto *row = d->rows.find(node);
        if (row != nullptr && row->more && !(row->more->isFetched && held.contains(row->more.get())))
            rank(*row, looksAtAll);
    }
}

void SubjectTreeModel::rank(SubjectTreeRow &parent, bool looksAtAll)
{
    closeMore(parent);
    const auto count = d->rows.shownCount(parent);
    auto nodes = std::exchange(parent.active, {});
    for (const auto &child : parent.children)
        nodes.push_back(child->node);
    if (count <= mostChildren)
        removeMore(parent);
    if (looksAtAll || count <= mostRankedAtOnce || nodes.size() < foremost) {
        choose(parent);
        return;
    }
    std::ranges::sort(nodes);
    nodes.erase(std::unique(nodes.begin(), nodes.end()), nodes.end());
    SubjectTreeChoice choice(d->tree, parent.node, foremost, d->rows.rankOrder());
    for (const auto node : nodes)
        choice.offer(node);
    bringForward(parent, choice.take());
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
        if (isPortioned(*more.parent))
            return tr("The first %1 are shown. A click or Enter shows further ones.")
                .arg(QLocale().toString(qulonglong(more.parent->children.size())));
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
