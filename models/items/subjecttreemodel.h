// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "traffic/subjecttree.h"

#include <QAbstractItemModel>
#include <QPointer>

#include <functional>
#include <memory>
#include <set>

namespace gnat {

struct SubjectTreeRow;
class TreeInterest;

/// The subject tree for a QTreeView: the token with all its roles in the first column, figures in the others. Children
/// are fetched lazily, sorted by name (new ones inserted in place) or by a figure (new ones stand behind the others
/// until sortAgain()); signals coalesced: at most one range per parent and refresh. Nodes that were folded into another
/// leave with the next refresh(). Of more than `mostChildren` the `foremost` most active ones have rows, and behind
/// them stands a row "N more" whose children are the others: as long as somebody has it open, those in front stay. Of
/// these, and of what a search finds below one row, the first `portion` in the order have rows, then as many more each
/// time somebody asks for it. No turn of the event loop looks at more than `childrenAtOnce` children of a branch. GUI
/// thread.
class SubjectTreeModel final : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum class Column { Name, Messages, Rate, ByteRate, Share, Subjects, LastSeen, LastValue, ShortestGap, LongestGap };
    static constexpr int columns = 10;
    static constexpr std::size_t mostChildren = 200;
    static constexpr std::size_t foremost = 20;
    static constexpr std::size_t portion = 2'000;
    static constexpr std::size_t childrenAtOnce = 16'384;
    static constexpr std::int64_t silentNs = 60'000'000'000; ///< without a message: silent

    /// `tree` must outlive the model (a live one, or one filled from a recording); `connectionName` gives the text of a
    /// source's node.
    SubjectTreeModel(SubjectTree &tree, const std::function<QString(SourceId)> &connectionName,
                     QObject *parent = nullptr);
    ~SubjectTreeModel() override;

    /// Shows only subjects that pass (and what leads to them); null: all. Resets the model. What a large tree holds
    /// appears over several turns of the event loop, a few milliseconds each. `isSearch`: not only the most active of a
    /// branch have rows.
    void setSubjectFilter(std::function<bool(SourceId, std::string_view)> accepts, bool isSearch = false);
    /// Subjects that pass, so far; isFiltering() while not all were looked at.
    quint64 filterHits() const;
    bool isFiltering() const;
    bool isHit(const QModelIndex &index) const;
    /// While it looks for the rows of a large branch, over several turns of the event loop.
    bool isChoosing() const;
    bool isChoosingBelow(const QModelIndex &index) const;
    /// A row "N more" that cannot be opened: showFurther() gives rows to the next portion, in front of it.
    bool isFurther(const QModelIndex &index) const;
    void showFurther(const QModelIndex &further);
    /// What a tree that is not live has in place of the figures of the last minute. Nothing falls silent then.
    struct Past
    {
        std::function<double(NodeIndex)> rate; ///< negative: not known
        std::function<std::vector<float>(NodeIndex)> sparkline;
    };
    void setPast(Past past);
    /// What the column of last values says; asked for cells in view only. Without it the column is empty.
    void setLastValue(std::function<QString(NodeIndex)> lastValue);
    bool hasLastValue() const;
    /// What the tip of a row says of the times between its messages; asked for one row at a time.
    void setGaps(std::function<QString(NodeIndex)> gaps);
    /// Whether the columns of gaps mean anything: the tree keeps these as long as SubjectTree::keepsGaps().
    bool hasGaps() const;
    /// Who subscribes to what, beside the traffic; must outlive the model.
    void setInterest(const TreeInterest *interest);
    SubjectTree &tree();
    /// Of a row "N more" it is SubjectTree::root.
    NodeIndex node(const QModelIndex &index) const;
    /// Fetches what leads to the node, and gives it a row if it stands behind "N more"; invalid if the filter hides it.
    QModelIndex indexOf(NodeIndex node) const;
    QModelIndex indexOf(SourceId source, std::string_view subject) const;
    quint64 subjectsSeen() const;

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &child) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    bool hasChildren(const QModelIndex &parent = {}) const override;
    bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    /// Connections stay in the order of their names.
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;
    int sortColumn() const;

public Q_SLOTS:
    /// Figures have changed: puts rows in order by them, if they are not sorted by name, and the most active in front
    /// of "N more". What a view holds (current, selected, open) keeps its row.
    void sortAgain();
    /// Takes the tree's changes and tells the views; called at 2 Hz (structure: up to 10 Hz).
    void refresh();

private:
    SubjectTreeRow *rowAt(const QModelIndex &index) const;
    QModelIndex indexFor(SubjectTreeRow *row) const;
    void continueFilter();
    void startAgain();
    void insertNodes(SubjectTreeRow &parent, std::vector<NodeIndex> nodes);
    void insertRows(SubjectTreeRow &parent, std::vector<NodeIndex> nodes);
    void insertStretch(SubjectTreeRow &parent, std::size_t at, std::vector<NodeIndex> nodes);
    void insertGrown(std::vector<NodeIndex> grown);
    void removeGone(const std::vector<NodeIndex> &shrunk);
    void removeGone(SubjectTreeRow &parent);
    template <typename Leaves>
    void removeRows(SubjectTreeRow &parent, const Leaves &leaves);
    bool hasTooMany(const SubjectTreeRow &parent, std::size_t coming) const;
    void insertForemost(SubjectTreeRow &parent, const std::vector<NodeIndex> &nodes);
    bool isPortioned(const SubjectTreeRow &row) const;
    void choose(SubjectTreeRow &parent);
    void choosePortions();
    void continueChoosing();
    void offer(const SubjectTreeRow &parent, const std::vector<NodeIndex> &nodes);
    void bringForward(SubjectTreeRow &parent, std::vector<NodeIndex> first);
    void insertFitting(SubjectTreeRow &parent, std::vector<NodeIndex> nodes);
    void showMore(SubjectTreeRow &parent);
    void removeMore(SubjectTreeRow &parent);
    void tellMore(SubjectTreeRow &parent);
    void closeMore(SubjectTreeRow &parent);
    void bringToFront(SubjectTreeRow &parent, NodeIndex node);
    void noteActive(const std::vector<NodeIndex> &changed);
    void rankAll(bool looksAtAll);
    void rank(SubjectTreeRow &parent, bool looksAtAll);
    std::set<const SubjectTreeRow *> heldRows() const;
    QVariant moreData(const SubjectTreeRow &more, int column, int role) const;
    void sortRows(SubjectTreeRow &parent);
    void tellChanged();

    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace gnat
