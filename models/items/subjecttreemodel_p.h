// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "items/subjectcells_p.h"
#include "items/subjecttreechoice_p.h"
#include "items/subjecttreemodel.h"
#include "items/subjecttreerows_p.h"

#include <QTimer>

#include <list>

namespace gnat {

/// The model's parts. GUI thread.
struct SubjectTreeModel::Private
{
    Private(SubjectTree &of, const std::function<QString(SourceId)> &names)
        : tree(of), cells(of, names), filter(of), rows(of, names, filter), generation(of.generation())
    {
        rows.reset();
        slices.setInterval(0);
        turns.setInterval(0);
    }

    /// Rows that are being looked for.
    struct Choosing
    {
        SubjectTreeChoice choice;
        bool isOfMore = false; ///< for the row "N more" of the node's own row
    };
    void reset()
    {
        choosing.clear();
        turns.stop();
        rows.reset();
    }

    SubjectTree &tree;
    SubjectCells cells;
    SubjectTreeFilter filter;
    SubjectTreeRows rows;
    QTimer slices; ///< runs while the filter has subjects to look at
    std::list<Choosing> choosing;
    QTimer turns; ///< runs while rows are being looked for
    std::uint64_t generation;
    bool isSearch = false;
};

/// Removes the children for which `leaves(row)` is true, in as few stretches as possible, from below.
template <typename Leaves>
void SubjectTreeModel::removeRows(SubjectTreeRow &parent, const Leaves &leaves)
{
    const auto index = indexFor(&parent);
    for (auto end = parent.children.size(); end > 0;) {
        if (!leaves(*parent.children[end - 1])) {
            --end;
            continue;
        }
        auto first = end - 1;
        while (first > 0 && leaves(*parent.children[first - 1]))
            --first;
        beginRemoveRows(index, static_cast<int>(first), static_cast<int>(end - 1));
        d->rows.remove(parent, first, end - first);
        endRemoveRows();
        end = first;
    }
}

} // namespace gnat
