// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/treeinterest.h"

#include "base/text.h"

namespace gnat {

namespace {
constexpr qint64 portionNs = 3'000'000;
constexpr int betweenLooks = 200; // subjects between two looks at the clock
} // namespace

TreeInterest::TreeInterest(SubjectTree &tree, QObject *parent)
    : QObject(parent), m_tree(tree), m_generation(tree.generation())
{
    m_timer.setInterval(0);
    connect(&m_timer, &QTimer::timeout, this, &TreeInterest::placeSome);
}

void TreeInterest::set(SourceId source, const std::shared_ptr<const Interest> &interest)
{
    removePlaces(source);
    if (!interest || interest->subjects.isEmpty()) {
        m_sources.erase(source.number());
        Q_EMIT placed();
        return;
    }
    m_sources[source.number()] = {interest, interest->subjects.keys()};
    m_timer.start();
}

const SubjectInterest *TreeInterest::at(NodeIndex node) const
{
    if (m_generation != m_tree.generation())
        return nullptr;
    const auto found = m_places.find(node);
    return found == m_places.end() ? nullptr : found->second.interest;
}

void TreeInterest::removePlaces(SourceId source)
{
    std::erase_if(m_places, [source](const auto &place) { return place.second.source == source; });
}

void TreeInterest::placeSome()
{
    if (m_generation != m_tree.generation()) { // the tree was emptied: the next answer brings them back
        m_generation = m_tree.generation();
        m_places.clear();
    }
    QElapsedTimer clock;
    clock.start();
    for (auto &[number, source] : m_sources) {
        for (int count = 1; !source.left.isEmpty(); ++count) {
            const auto subject = source.left.takeLast();
            const auto node = m_tree.nodeFor(SourceId(number), viewOf(subject));
            m_places[node] = {SourceId(number), &*source.interest->subjects.constFind(subject)};
            if (count % betweenLooks == 0 && clock.nsecsElapsed() > portionNs)
                return;
        }
    }
    m_timer.stop();
    Q_EMIT placed();
}

} // namespace gnat
