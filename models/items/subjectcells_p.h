// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "items/roles.h"
#include "items/subjecttreemodel.h"

#include <QVariant>

namespace gnat {

/// What the cells of the subject tree say, by node, column and role. GUI thread.
class SubjectCells
{
public:
    SubjectCells(SubjectTree &tree, std::function<QString(SourceId)> connectionName)
        : m_tree(tree), m_connectionName(std::move(connectionName))
    {
    }

    void setPast(SubjectTreeModel::Past past) { m_past = std::move(past); }
    void setLastValue(std::function<QString(NodeIndex)> lastValue) { m_lastValue = std::move(lastValue); }
    void setGaps(std::function<QString(NodeIndex)> gaps) { m_gaps = std::move(gaps); }
    bool hasGaps() const { return m_gaps != nullptr; }
    bool hasLastValue() const { return m_lastValue != nullptr; }
    void setInterest(const TreeInterest *interest) { m_interest = interest; }
    QVariant at(NodeIndex node, int column, int role) const;
    /// What a column sorts by, for all but the name; the last value by its time. Gaps that are not known come last.
    double sortKey(NodeIndex node, int column, Qt::SortOrder order) const;
    static QVariant header(int column, int role);

private:
    QString name(NodeIndex node) const;
    NodeKind kind(NodeIndex node) const;
    QString sentence(NodeIndex node) const;
    QString toolTip(NodeIndex node) const;
    QString folding(NodeIndex node) const;
    QVariant meaning(NodeIndex node, int role) const;
    QVariant figure(NodeIndex node, int role) const;
    QVariant shown(NodeIndex node, int column) const;
    double rate(NodeIndex node) const;
    double share(NodeIndex node) const;
    bool isSilent(NodeIndex node) const;

    SubjectTree &m_tree;
    std::function<QString(SourceId)> m_connectionName;
    SubjectTreeModel::Past m_past;
    std::function<QString(NodeIndex)> m_lastValue;
    std::function<QString(NodeIndex)> m_gaps;
    const TreeInterest *m_interest = nullptr;
};

} // namespace gnat
