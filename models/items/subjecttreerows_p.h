// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "items/subjecttreechoice_p.h"
#include "items/subjecttreefilter_p.h"

#include <QString>

#include <memory>
#include <unordered_map>

namespace gnat {

/// A row that a view has asked for. Its address never changes and stands in the model's indexes.
struct SubjectTreeRow
{
    NodeIndex node = SubjectTree::root;
    SubjectTreeRow *parent = nullptr;
    int row = 0; ///< where it was last seen among its siblings
    std::vector<std::unique_ptr<SubjectTreeRow>> children;
    NodeIndex lastKnown = SubjectTree::root; ///< the newest child of the tree's node that was looked at
    bool isFetched = false;
    double key = 0;              ///< what it was last sorted by, if not by its name
    std::uint64_t countedTo = 0; ///< messages when the children were last told to have changed
    std::int64_t warmUntilNs = 0;

    bool isMore = false; ///< "N more": its children are those for which there is no room among its siblings
    std::unique_ptr<SubjectTreeRow> more; ///< stands behind the children
    std::size_t moreTold = 0;             ///< how many these are, as views were told last
    std::vector<NodeIndex> active;        ///< nodes behind `more` that had messages since they were last ranked
    std::size_t limit = 0;                ///< so many children have rows, where they come in portions
    bool isChoosing = false;              ///< which ones is being looked for

    int count() const { return static_cast<int>(children.size()) + (more ? 1 : 0); }
};

/// The rows that exist, in the order of their names or of a figure; says nothing to views (the model does). GUI thread.
class SubjectTreeRows
{
public:
    using Row = SubjectTreeRow;
    using ConnectionName = std::function<QString(SourceId)>;
    using Key = std::function<double(NodeIndex)>;

    /// Nodes that come in a row of rows, and where.
    struct Group
    {
        std::size_t at = 0;
        std::vector<NodeIndex> nodes;
    };

    SubjectTreeRows(const SubjectTree &tree, ConnectionName connectionName, const SubjectTreeFilter &filter)
        : m_tree(tree), m_connectionName(std::move(connectionName)), m_filter(filter)
    {
    }

    Row &root() { return m_root; }
    /// For rows that are inserted or sorted from now on; without a key by name.
    void setOrder(int column, bool isDescending, Key key);
    int sortColumn() const { return m_sortColumn; }
    /// Only the first level remains, as the tree and the filter have it now.
    void reset();
    int number(Row &row) const;
    /// Null if there is no such row (yet).
    Row *find(NodeIndex node) const;
    /// The nodes below that are to be shown and were not looked at before.
    std::vector<NodeIndex> freshChildren(Row &row) const;
    /// How many are to be shown below a row, and how many of them stand behind "N more".
    std::size_t shownCount(const Row &row) const;
    std::size_t moreCount(const Row &row) const;
    /// The order in which nodes go in front of "N more": by name the most active ones first. What has a row already
    /// stays unless another is much more active.
    SubjectTreeChoice::Order rankOrder() const;
    /// The order of a row's children that are to be shown; of those behind "N more" of what has no row in front of it.
    SubjectTreeChoice::Order portionOrder(const Row &row) const;
    void addMore(Row &parent) const;
    void removeMore(Row &parent);
    /// Sorted, and gathered where they go between the rows that are there: by a figure behind them.
    std::vector<Group> arrange(const Row &parent, std::vector<NodeIndex> nodes) const;
    void insert(Row &parent, const Group &group);
    void remove(Row &parent, std::size_t first, std::size_t count);
    /// After nodes went away: new children are looked for behind the newest that is still there.
    void renewKnown(Row &parent) const;
    void sortChildren(Row &parent);
    /// By their figures as they are now.
    bool isSorted(const Row &parent) const;
    /// Rows that have rows below them.
    const std::vector<Row *> &parents() const { return m_parents; }

private:
    bool isByName(const Row &parent) const { return !m_key || parent.parent == nullptr; }
    bool isLess(NodeIndex left, NodeIndex right) const;
    bool isBefore(const Row &left, const Row &right) const;
    void forget(const Row &row);
    std::size_t place(const Row &parent, NodeIndex node) const;

    double rank(NodeIndex node) const;
    std::vector<NodeIndex> inOrder(std::vector<NodeIndex> nodes) const;

    const SubjectTree &m_tree;
    ConnectionName m_connectionName;
    const SubjectTreeFilter &m_filter;
    mutable Row m_root;
    std::vector<Row *> m_parents;
    std::unordered_map<NodeIndex, Row *> m_byNode;
    Key m_key;
    int m_sortColumn = 0;
    bool m_isDescending = false;
};

} // namespace gnat
