// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "traffic/subjecttree.h"

#include <QModelIndex>
#include <QStringList>

#include <vector>

class QTreeView;

namespace gnat {

class SubjectTreeModel;

/// The row that follows in the whole tree, opened or not; what is not fetched yet is. Invalid behind the last one.
QModelIndex rowAfter(QAbstractItemModel &model, const QModelIndex &index);
/// The row before; invalid before the first one.
QModelIndex rowBefore(QAbstractItemModel &model, const QModelIndex &index);

/// Which branches of a subject tree are open and what is current: kept over a reset of its model. GUI thread.
class OpenBranches
{
public:
    static OpenBranches of(const QTreeView &view, const SubjectTreeModel &model);
    void restore(QTreeView &view, SubjectTreeModel &model) const;
    /// Of one connection, as SubjectTree::pattern() describes them; without its own row.
    QStringList patterns(SourceId source, const SubjectTree &tree) const;

private:
    std::vector<NodeIndex> m_open;
    NodeIndex m_current = SubjectTree::root;
};

} // namespace gnat
