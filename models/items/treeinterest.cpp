// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/treeinterest.h"

#include "base/text.h"

#include <algorithm>
#include <utility>

namespace gnat {

namespace {
constexpr qint64 portionNs = 3'000'000;
constexpr int betweenLooks = 200; // subjects between two looks at the clock
constexpr int betweenFoldLooksMs = 500;

bool isWholePath(const std::string &path, const QByteArray &subject)
{
    return std::ranges::count(path, '.') == subject.count('.');
}
} // namespace

TreeInterest::TreeInterest(SubjectTree &tree, QObject *parent)
    : QObject(parent), m_tree(tree), m_generation(tree.generation())
{
    m_timer.setInterval(0);
    m_foldTimer.setInterval(betweenFoldLooksMs);
    connect(&m_timer, &QTimer::timeout, this, &TreeInterest::placeSome);
    connect(&m_foldTimer, &QTimer::timeout, this, &TreeInterest::lookForFolds);
}

void TreeInterest::set(SourceId source, const std::shared_ptr<const Interest> &interest)
{
    if (!interest || interest->subjects.isEmpty()) {
        m_sources.erase(source.number());
        Q_EMIT placed();
        return;
    }
    auto &of = m_sources[source.number()];
    of.interest = interest;
    placeAnew(of);
}

/// What was placed before stands until all is placed anew.
void TreeInterest::placeAnew(Source &source)
{
    source.placing.clear();
    source.next = source.interest->subjects.cbegin();
    m_folds = m_tree.folds();
    m_timer.start();
    m_foldTimer.start();
}

const SubjectInterest *TreeInterest::at(NodeIndex node) const
{
    if (m_generation != m_tree.generation())
        return nullptr;
    for (const auto &[number, source] : m_sources) {
        if (const auto found = source.places.find(node); found != source.places.end())
            return &found->second;
    }
    return nullptr;
}

/// Nodes that went into folded ones took their marks with them.
void TreeInterest::lookForFolds()
{
    if (m_sources.empty())
        m_foldTimer.stop();
    if (m_timer.isActive() || (m_folds == m_tree.folds() && m_generation == m_tree.generation()))
        return;
    for (auto &[number, source] : m_sources)
        placeAnew(source);
}

void TreeInterest::placeSome()
{
    if (m_generation != m_tree.generation()) { // the tree was emptied
        m_generation = m_tree.generation();
        for (auto &[number, source] : m_sources) {
            source.places.clear();
            placeAnew(source);
        }
    }
    m_portion.start();
    for (auto &[number, source] : m_sources) {
        if (!source.isWhole() && !place(SourceId(number), source))
            return;
    }
    m_timer.stop();
    Q_EMIT placed();
}

/// False if the time is over before all have their place.
bool TreeInterest::place(SourceId id, Source &source)
{
    for (int count = 1; !source.isWhole(); ++count, ++source.next) {
        if (count % betweenLooks == 0 && m_portion.nsecsElapsed() > portionNs)
            return false;
        const auto node = m_tree.nodeFor(id, viewOf(source.next.key()));
        if (m_tree.isFull() && !isWholePath(m_tree.subject(node), source.next.key()))
            continue; // there is no room for it: this is a node above
        if (const auto [found, isNew] = source.placing.try_emplace(node, source.next.value()); !isNew)
            found->second.add(source.next.value());
    }
    // What folded meanwhile was placed in two halves; lookForFolds() puts it together.
    source.places = std::exchange(source.placing, {});
    return true;
}

} // namespace gnat
