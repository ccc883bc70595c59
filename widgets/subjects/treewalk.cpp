// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "subjects/treewalk.h"

#include "base/text.h"
#include "items/subjecttreemodel.h"

#include <QTreeView>

namespace gnat {

namespace {

constexpr int mostRows = 5000;

void fetch(QAbstractItemModel &model, const QModelIndex &index)
{
    if (model.canFetchMore(index))
        model.fetchMore(index);
}

QModelIndex lastBelow(QAbstractItemModel &model, QModelIndex index)
{
    while (true) {
        fetch(model, index);
        const int rows = model.rowCount(index);
        if (rows == 0)
            return index;
        index = model.index(rows - 1, 0, index);
    }
}

} // namespace

QModelIndex rowAfter(QAbstractItemModel &model, const QModelIndex &index)
{
    fetch(model, index);
    if (model.rowCount(index) > 0)
        return model.index(0, 0, index);
    for (auto at = index; at.isValid(); at = at.parent()) {
        const auto sibling = at.siblingAtRow(at.row() + 1);
        if (sibling.isValid())
            return sibling;
    }
    return {};
}

QModelIndex rowBefore(QAbstractItemModel &model, const QModelIndex &index)
{
    if (!index.isValid())
        return lastBelow(model, {});
    return index.row() == 0 ? index.parent() : lastBelow(model, index.siblingAtRow(index.row() - 1));
}

OpenBranches OpenBranches::of(const QTreeView &view, const SubjectTreeModel &model)
{
    OpenBranches branches;
    auto index = model.index(0, 0);
    for (int row = 0; row < mostRows && index.isValid(); ++row) {
        if (view.isExpanded(index))
            branches.m_open.push_back(model.node(index));
        index = view.indexBelow(index);
    }
    if (view.currentIndex().isValid())
        branches.m_current = model.node(view.currentIndex());
    return branches;
}

QStringList OpenBranches::patterns(SourceId source, const SubjectTree &tree) const
{
    QStringList patterns;
    for (const auto node : m_open) {
        if (const auto pattern = tree.pattern(node); !pattern.empty() && tree.source(node) == source)
            patterns << toText(pattern);
    }
    return patterns;
}

void OpenBranches::restore(QTreeView &view, SubjectTreeModel &model) const
{
    for (const auto node : m_open)
        view.expand(model.indexOf(model.tree().current(node)));
    const auto current = model.indexOf(model.tree().current(m_current));
    if (!current.isValid())
        return;
    view.setCurrentIndex(current);
    view.scrollTo(current);
}

} // namespace gnat
