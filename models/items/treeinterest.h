// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "monitor/interest.h"
#include "traffic/subjecttree.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <memory>
#include <unordered_map>

namespace gnat {

/// Who subscribes, beside the traffic: gives every subject that somebody subscribes to a place in the tree, also
/// without a message, and knows who is behind it. Large answers are placed over several turns of the event loop. A
/// subject that nobody subscribes to any more keeps its row, without the mark. What the tree folds is put together on
/// the folded node, also what folds after it was placed. GUI thread.
class TreeInterest final : public QObject
{
    Q_OBJECT

public:
    explicit TreeInterest(SubjectTree &tree, QObject *parent = nullptr);

    /// What is known of a connection from now on; null or empty: nothing.
    void set(SourceId source, const std::shared_ptr<const Interest> &interest);
    /// Who subscribes to exactly this subject or pattern, or to any that is folded here; null: nobody that is known.
    const SubjectInterest *at(NodeIndex node) const;
    bool isEmpty() const { return m_sources.empty(); }

Q_SIGNALS:
    /// All of an answer has its place, or some marks are gone.
    void placed();

private:
    using Places = std::unordered_map<NodeIndex, SubjectInterest>;
    struct Source
    {
        std::shared_ptr<const Interest> interest;
        QHash<QByteArray, SubjectInterest>::const_iterator next; ///< not placed yet
        Places placing;
        Places places; ///< the last whole ones

        bool isWhole() const { return next == interest->subjects.cend(); }
    };

    void placeAnew(Source &source);
    void placeSome();
    bool place(SourceId id, Source &source);
    void lookForFolds();

    SubjectTree &m_tree;
    std::unordered_map<quint32, Source> m_sources;
    std::uint64_t m_generation;
    std::uint64_t m_folds = 0; ///< of the tree, when placing began
    QElapsedTimer m_portion;
    QTimer m_timer;
    QTimer m_foldTimer;
};

} // namespace gnat
