// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/subjecttreemodel_p.h"

#include "core/clock.h"

#include <algorithm>
#include <map>

namespace gnat {

namespace {

// So long after its last message a row's rate fades, its sparkline moves on and it falls silent at last.
constexpr std::int64_t warmNs = SubjectTreeModel::silentNs + 5'000'000'000;
constexpr std::int64_t sliceMs = 8;
// Above so many places within one parent the rows are put behind the others at once and sorted.
constexpr std::size_t mostPlaces = 8;
// Of more rows below one, which somebody asked for one portion after the other, none moves by its figures.
constexpr std::size_t mostSortedAgain = 5 * SubjectTreeModel::portion;

} // namespace

SubjectTreeModel::SubjectTreeModel(SubjectTree &tree, const std::function<QString(SourceId)> &connectionName,
                                   QObject *parent)
    : QAbstractItemModel(parent), d(std::make_unique<Private>(tree, connectionName))
{
    connect(&d->slices, &QTimer::timeout, this, &SubjectTreeModel::continueFilter);
    connect(&d->turns, &QTimer::timeout, this, &SubjectTreeModel::continueChoosing);
}

SubjectTreeModel::~SubjectTreeModel() = default;

void SubjectTreeModel::setPast(Past past)
{
    d->cells.setPast(std::move(past));
}

SubjectTreeRow *SubjectTreeModel::rowAt(const QModelIndex &index) const
{
    return index.isValid() ? static_cast<SubjectTreeRow *>(index.internalPointer()) : &d->rows.root();
}

QModelIndex SubjectTreeModel::indexFor(SubjectTreeRow *row) const
{
    return row == nullptr || row->parent == nullptr ? QModelIndex() : createIndex(d->rows.number(*row), 0, row);
}

void SubjectTreeModel::setSubjectFilter(std::function<bool(SourceId, std::string_view)> accepts, bool isSearch)
{
    beginResetModel();
    d->isSearch = isSearch;
    d->filter.set(std::move(accepts));
    const bool isDone = d->filter.work(sliceMs);
    d->filter.takeShown();
    d->reset();
    endResetModel();
    isDone ? d->slices.stop() : d->slices.start();
}

quint64 SubjectTreeModel::filterHits() const
{
    return d->filter.hits();
}

bool SubjectTreeModel::isFiltering() const
{
    return d->slices.isActive();
}

bool SubjectTreeModel::isHit(const QModelIndex &index) const
{
    return d->filter.isHit(node(index));
}

void SubjectTreeModel::continueFilter()
{
    if (d->generation != d->tree.generation()) {
        startAgain();
        return;
    }
    const bool isDone = d->filter.work(sliceMs);
    std::map<NodeIndex, std::vector<NodeIndex>> byParent; // parents come before their children
    for (const auto node : d->filter.takeShown())
        byParent[d->tree.parent(node)].push_back(node);
    for (auto &[parent, nodes] : byParent) {
        auto *row = d->rows.find(parent);
        if (row == nullptr || !row->isFetched)
            continue;
        // A view may have fetched some of them while it was told of the parent.
        std::erase_if(nodes, [this](NodeIndex node) { return d->rows.find(node) != nullptr; });
        insertNodes(*row, std::move(nodes));
    }
    if (!isDone || !d->slices.isActive())
        return;
    d->slices.stop();
    rankAll(true); // those that were found first need not be the most active
}

void SubjectTreeModel::startAgain()
{
    beginResetModel();
    d->generation = d->tree.generation();
    d->filter.restart();
    const bool isDone = d->filter.work(sliceMs);
    d->filter.takeShown();
    d->reset();
    endResetModel();
    isDone ? d->slices.stop() : d->slices.start();
}

/// Where they go by the order of the rows.
void SubjectTreeModel::insertRows(SubjectTreeRow &parent, std::vector<NodeIndex> nodes)
{
    if (nodes.empty())
        return;
    auto groups = d->rows.arrange(parent, nodes);
    if (groups.size() <= mostPlaces) {
        std::ranges::reverse(groups); // from below: the places stay true
        for (auto &group : groups)
            insertStretch(parent, group.at, std::move(group.nodes));
        return;
    }
    insertStretch(parent, parent.children.size(), std::move(nodes));
    sortRows(parent);
}

void SubjectTreeModel::insertStretch(SubjectTreeRow &parent, std::size_t at, std::vector<NodeIndex> nodes)
{
    const auto first = static_cast<int>(at);
    beginInsertRows(indexFor(&parent), first, first + static_cast<int>(nodes.size()) - 1);
    d->rows.insert(parent, {at, std::move(nodes)});
    endInsertRows();
}

void SubjectTreeModel::removeGone(const std::vector<NodeIndex> &shrunk)
{
    for (const auto node : shrunk) {
        if (auto *row = d->rows.find(node); row != nullptr)
            removeGone(*row);
    }
}

void SubjectTreeModel::removeGone(SubjectTreeRow &parent)
{
    const auto isGone = [this](const SubjectTreeRow &row) {
        return d->tree.current(row.node) != row.node;
    };
    removeRows(parent, isGone);
    d->rows.renewKnown(parent);
    d->filter.countAgain(parent.node);
    if (!parent.more)
        return;
    removeRows(*parent.more, isGone);
    if (parent.children.empty() || isPortioned(parent))
        choose(parent);
    else
        tellMore(parent);
}

/// Puts rows in order and tells views where theirs went.
void SubjectTreeModel::sortRows(SubjectTreeRow &parent)
{
    const QList<QPersistentModelIndex> affected{indexFor(&parent)};
    Q_EMIT layoutAboutToBeChanged(affected, VerticalSortHint);
    const auto before = persistentIndexList();
    d->rows.sortChildren(parent);
    for (const auto &index : before) {
        auto *row = rowAt(index);
        if (row->parent == &parent && !row->isMore)
            changePersistentIndex(index, createIndex(row->row, index.column(), row));
    }
    Q_EMIT layoutChanged(affected, VerticalSortHint);
}

void SubjectTreeModel::sort(int column, Qt::SortOrder order)
{
    SubjectTreeRows::Key key;
    if (column > 0)
        key = [this, column, order](NodeIndex node) {
            return d->cells.sortKey(node, column, order);
        };
    d->rows.setOrder(column, order == Qt::DescendingOrder, std::move(key));
    for (auto *parent : d->rows.parents())
        sortRows(*parent);
    rankAll(true);
    choosePortions();
}

int SubjectTreeModel::sortColumn() const
{
    return d->rows.sortColumn();
}

void SubjectTreeModel::sortAgain()
{
    if (d->generation != d->tree.generation())
        return;
    rankAll(false);
    if (sortColumn() == 0)
        return;
    const auto now = monotonicNanoseconds();
    for (auto *parent : d->rows.parents()) {
        const bool isShort = parent->children.size() <= mostSortedAgain;
        if (now < parent->warmUntilNs && isShort && !d->rows.isSorted(*parent))
            sortRows(*parent);
    }
}

void SubjectTreeModel::refresh()
{
    const auto changes = d->tree.takeChanges();
    if (d->generation != d->tree.generation()) {
        startAgain();
        return;
    }
    removeGone(changes.shrunk);
    if (!changes.shrunk.empty()) { // what was folded went elsewhere
        for (const auto node : changes.grown)
            d->filter.countAgain(node);
    }
    noteActive(changes.changed);
    if (d->filter.isActive()) {
        d->filter.addSubjects(changes.newSubjects);
        continueFilter();
    } else {
        insertGrown(changes.grown);
    }
    tellChanged();
}

void SubjectTreeModel::insertGrown(std::vector<NodeIndex> grown)
{
    std::ranges::sort(grown);
    for (const auto node : grown) {
        auto *row = d->rows.find(node);
        if (row == nullptr || !row->isFetched)
            continue;
        auto fresh = d->rows.freshChildren(*row);
        // Some got rows already: a view asked for them, or they took the place of what was folded.
        std::erase_if(fresh, [this](NodeIndex child) { return d->rows.find(child) != nullptr; });
        insertNodes(*row, std::move(fresh));
    }
}

/// One range for each parent below which something came lately; a view repaints only what it shows of it.
void SubjectTreeModel::tellChanged()
{
    const auto now = monotonicNanoseconds();
    for (auto *parent : d->rows.parents()) {
        const auto messages = d->tree.figures(parent->node).messages;
        if (messages != parent->countedTo)
            parent->warmUntilNs = now + warmNs;
        parent->countedTo = messages;
        if (now < parent->warmUntilNs)
            Q_EMIT dataChanged(indexFor(parent->children.front().get()),
                               index(parent->count() - 1, columns - 1, indexFor(parent)));
    }
}

void SubjectTreeModel::setGaps(std::function<QString(NodeIndex)> gaps)
{
    d->cells.setGaps(std::move(gaps));
}

bool SubjectTreeModel::hasGaps() const
{
    return d->cells.hasGaps();
}

void SubjectTreeModel::setLastValue(std::function<QString(NodeIndex)> lastValue)
{
    d->cells.setLastValue(std::move(lastValue));
}

bool SubjectTreeModel::hasLastValue() const
{
    return d->cells.hasLastValue();
}

void SubjectTreeModel::setInterest(const TreeInterest *interest)
{
    d->cells.setInterest(interest);
}

SubjectTree &SubjectTreeModel::tree()
{
    return d->tree;
}

NodeIndex SubjectTreeModel::node(const QModelIndex &index) const
{
    const auto *row = rowAt(index);
    return row->isMore ? SubjectTree::root : row->node;
}

QModelIndex SubjectTreeModel::indexOf(NodeIndex node) const
{
    if (node == SubjectTree::root || node >= d->tree.nodeCount() || d->generation != d->tree.generation())
        return {};
    const auto parent = d->tree.parent(node);
    if (const auto above = indexOf(parent); parent == SubjectTree::root || above.isValid()) {
        auto *self = const_cast<SubjectTreeModel *>(this);
        self->fetchMore(above);
        self->bringToFront(*rowAt(above), node);
        return indexFor(d->rows.find(node));
    }
    return {};
}

QModelIndex SubjectTreeModel::indexOf(SourceId source, std::string_view subject) const
{
    return indexOf(d->tree.find(source, subject));
}

quint64 SubjectTreeModel::subjectsSeen() const
{
    return d->tree.subjectCount();
}

QModelIndex SubjectTreeModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    const auto *above = rowAt(parent);
    const auto at = static_cast<std::size_t>(row);
    return createIndex(row, column, at < above->children.size() ? above->children[at].get() : above->more.get());
}

QModelIndex SubjectTreeModel::parent(const QModelIndex &child) const
{
    return child.isValid() ? indexFor(rowAt(child)->parent) : QModelIndex();
}

int SubjectTreeModel::rowCount(const QModelIndex &parent) const
{
    return parent.column() > 0 ? 0 : rowAt(parent)->count();
}

int SubjectTreeModel::columnCount(const QModelIndex & /*parent*/) const
{
    return columns;
}

bool SubjectTreeModel::hasChildren(const QModelIndex &parent) const
{
    if (parent.column() > 0)
        return false;
    const auto *row = rowAt(parent);
    return !row->isFetched || row->isChoosing || row->count() > 0;
}

bool SubjectTreeModel::canFetchMore(const QModelIndex &parent) const
{
    return parent.column() <= 0 && !rowAt(parent)->isFetched;
}

void SubjectTreeModel::fetchMore(const QModelIndex &parent)
{
    auto *row = rowAt(parent);
    if (row->isFetched || parent.column() > 0)
        return;
    row->isFetched = true;
    if (d->generation != d->tree.generation())
        return;
    if (row->isMore) {
        choose(*row);
    } else if (d->tree.childCount(row->node) > childrenAtOnce) {
        row->lastKnown = d->tree.newestChild(row->node);
        if (hasTooMany(*row, d->rows.shownCount(*row)) && !isPortioned(*row))
            showMore(*row);
        choose(*row);
    } else {
        insertNodes(*row, d->rows.freshChildren(*row));
    }
}

QVariant SubjectTreeModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || d->generation != d->tree.generation())
        return {};
    const auto *row = rowAt(index);
    return row->isMore ? moreData(*row, index.column(), role) : d->cells.at(row->node, index.column(), role);
}

QVariant SubjectTreeModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    return orientation == Qt::Horizontal && section < columns ? SubjectCells::header(section, role) : QVariant();
}

} // namespace gnat
