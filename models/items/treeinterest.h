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
/// subject that nobody subscribes to any more keeps its row, without the mark. GUI thread.
class TreeInterest final : public QObject
{
    Q_OBJECT

public:
    explicit TreeInterest(SubjectTree &tree, QObject *parent = nullptr);

    /// What is known of a connection from now on; null or empty: nothing.
    void set(SourceId source, const std::shared_ptr<const Interest> &interest);
    /// Who subscribes to exactly this subject or pattern; null: nobody that is known.
    const SubjectInterest *at(NodeIndex node) const;
    bool isEmpty() const { return m_places.empty(); }

Q_SIGNALS:
    /// All of an answer has its place, or some marks are gone.
    void placed();

private:
    struct Source
    {
        std::shared_ptr<const Interest> interest;
        QList<QByteArray> left; ///< not placed yet
    };
    struct Place
    {
        SourceId source;
        const SubjectInterest *interest = nullptr; ///< lives in its source's interest
    };

    void placeSome();
    void removePlaces(SourceId source);

    SubjectTree &m_tree;
    std::unordered_map<quint32, Source> m_sources;
    std::unordered_map<NodeIndex, Place> m_places;
    std::uint64_t m_generation;
    QTimer m_timer;
};

} // namespace gnat
