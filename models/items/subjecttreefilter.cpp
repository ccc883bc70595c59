// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/subjecttreefilter_p.h"

#include <QDeadlineTimer>

#include <algorithm>
#include <utility>

namespace gnat {

void SubjectTreeFilter::set(Accepts accepts)
{
    m_accepts = std::move(accepts);
    restart();
}

void SubjectTreeFilter::restart()
{
    m_bits.clear();
    m_below.clear();
    m_shown.clear();
    m_more.clear();
    m_nextMore = 0;
    m_hits = 0;
    m_next = 1;
    m_end = isActive() ? static_cast<NodeIndex>(m_tree.nodeCount()) : 1;
}

void SubjectTreeFilter::addSubjects(const std::vector<NodeIndex> &nodes)
{
    if (isActive())
        m_more.insert(m_more.end(), nodes.begin(), nodes.end());
}

bool SubjectTreeFilter::work(std::int64_t longestMs)
{
    const QDeadlineTimer deadline(longestMs, Qt::PreciseTimer);
    m_bits.resize(isActive() ? m_tree.nodeCount() : 0);
    m_below.resize(m_bits.size());
    // One subject may cost a thousand times as much as the other: the clock is looked at behind each.
    while (m_next < m_end) {
        if (look(m_next++) && deadline.hasExpired())
            return false;
    }
    while (m_nextMore < m_more.size()) {
        if (look(m_more[m_nextMore++]) && deadline.hasExpired())
            return false;
    }
    m_more.clear();
    m_nextMore = 0;
    return true;
}

std::vector<NodeIndex> SubjectTreeFilter::takeShown()
{
    std::ranges::sort(m_shown); // a parent's number is always smaller
    return std::exchange(m_shown, {});
}

std::size_t SubjectTreeFilter::shownChildren(NodeIndex node) const
{
    if (!isActive())
        return m_tree.childCount(node);
    return node < m_below.size() ? m_below[node] : 0;
}

void SubjectTreeFilter::countAgain(NodeIndex parent)
{
    if (!isActive() || parent >= m_below.size())
        return;
    const auto children = m_tree.children(parent);
    m_below[parent] =
        static_cast<std::uint32_t>(std::ranges::count_if(children, [this](NodeIndex child) { return isShown(child); }));
}

/// True if there was a subject to look at.
bool SubjectTreeFilter::look(NodeIndex node)
{
    if (!m_tree.isSubject(node))
        return false;
    m_tree.subject(node, m_subject);
    if (m_accepts(m_tree.source(node), m_subject)) {
        m_hits += isHit(node) ? 0 : 1;
        m_bits[node] |= hit;
        show(node);
    }
    return true;
}

/// Marks the node and what leads to it.
void SubjectTreeFilter::show(NodeIndex node)
{
    while (node != SubjectTree::root) {
        const bool wasShown = has(node, shown);
        m_bits[node] |= shown;
        if (!wasShown)
            m_shown.push_back(node);
        node = m_tree.parent(node);
        m_below[node] += wasShown ? 0 : 1;
        if (wasShown && has(node, leadsOn))
            return;
        m_bits[node] |= leadsOn;
    }
}

} // namespace gnat
