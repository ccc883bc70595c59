// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "traffic/newestsubjects.h"

#include <algorithm>
#include <utility>

namespace gnat {

namespace {

bool isNewer(const NewestSubjects::Seen &one, const NewestSubjects::Seen &other)
{
    return one.lastNs > other.lastNs;
}

} // namespace

bool NewestSubjects::look(std::size_t nodes)
{
    if (m_generation != m_tree.generation()) {
        m_generation = m_tree.generation();
        m_before.clear();
        m_running.clear();
        m_next = SubjectTree::root + 1;
    }
    const auto end = std::min(m_next + nodes, m_tree.nodeCount());
    for (; m_next < end; ++m_next)
        offer(m_next);
    if (m_next < m_tree.nodeCount())
        return false;
    m_before = std::exchange(m_running, {});
    m_next = SubjectTree::root + 1;
    return true;
}

std::vector<NewestSubjects::Seen> NewestSubjects::of(SourceId source) const
{
    std::vector<Seen> all;
    if (m_generation != m_tree.generation())
        return all;
    for (const auto *round : {&m_before, &m_running}) {
        if (const auto found = round->find(source); found != round->end())
            all.insert(all.end(), found->second.begin(), found->second.end());
    }
    std::ranges::sort(all, {}, &Seen::node);
    const auto sameNode = [](const Seen &one, const Seen &other) {
        return one.node == other.node;
    };
    all.erase(std::unique(all.begin(), all.end(), sameNode), all.end());
    std::erase_if(all, [this](const Seen &seen) { return !isSubjectOfItsOwn(seen.node); }); // folded meanwhile
    for (auto &seen : all)
        seen.lastNs = m_tree.figures(seen.node).lastNs;
    std::ranges::sort(all, isNewer);
    all.resize(std::min(all.size(), m_most));
    return all;
}

void NewestSubjects::forget(SourceId source)
{
    m_before.erase(source);
    m_running.erase(source);
}

void NewestSubjects::offer(NodeIndex node)
{
    if (!m_tree.isSubject(node) || m_tree.isInbox(node))
        return;
    const auto lastNs = m_tree.figures(node).lastNs;
    if (lastNs == 0)
        return;
    auto &newest = m_running[m_tree.source(node)];
    if (newest.size() == m_most && newest.front().lastNs >= lastNs)
        return;
    if (!isSubjectOfItsOwn(node)) // last, because it is dear
        return;
    if (newest.size() == m_most) {
        std::ranges::pop_heap(newest, isNewer);
        newest.pop_back();
    }
    newest.push_back({node, lastNs});
    std::ranges::push_heap(newest, isNewer);
}

bool NewestSubjects::isSubjectOfItsOwn(NodeIndex node) const
{
    return m_tree.isSubject(node) && m_tree.pattern(node) == m_tree.subject(node);
}

} // namespace gnat
