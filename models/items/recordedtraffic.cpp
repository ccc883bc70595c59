// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/recordedtraffic.h"

#include <algorithm>
#include <utility>

namespace gnat {

RecordedTraffic::RecordedTraffic(SourceId source, qint64 firstNs, qint64 lastNs)
    : m_source(source), m_history(firstNs, lastNs), m_rates(m_tree, m_history)
{
}

Result<void> RecordedTraffic::add(const RecordedFacts &message, const RecordingReader &reader)
{
    const auto place = static_cast<std::size_t>(message.subject) - 1;
    if (place >= m_counted.size() || m_counted[place].node == SubjectTree::root) {
        const auto name = reader.subjectName(message.subject);
        if (!name)
            return name.error();
        if (place >= m_counted.size())
            m_counted.resize(place + 1);
        m_counted[place].number = message.subject;
        m_counted[place].node = m_tree.nodeFor(m_source, name.value());
    }
    auto &counted = m_counted[place];
    ++counted.messages;
    counted.bytes += message.payloadBytes;
    m_history.add(counted.node, message.atNs);
    if (counted.node >= m_newest.size())
        m_newest.resize(counted.node + 1);
    m_newest[counted.node] = {message.row + 1, message.atNs};
    ++m_messages;
    return {};
}

void RecordedTraffic::finish(const RecordingReader &reader)
{
    m_tree.finishFolding();
    moveNewest();
    std::erase_if(m_counted, [](const auto &counted) { return counted.messages == 0; });
    for (auto &counted : m_counted) {
        counted.node = m_tree.current(counted.node);
        m_tree.addTotals(counted.node, {counted.messages, counted.bytes, m_newest[counted.node].atNs});
    }
    m_subjects = SubjectCounts(std::exchange(m_counted, {}), reader.names());
    m_history.close(m_tree);
    m_tree.takeChanges(); // they are for views that saw it grow
}

/// Where levels were folded what was noted for a node is now its successor's.
void RecordedTraffic::moveNewest()
{
    for (std::size_t node = 0; node < m_newest.size(); ++node) {
        const auto now = m_tree.current(static_cast<NodeIndex>(node));
        if (now >= m_newest.size())
            m_newest.resize(now + 1);
        if (m_newest[now].rows < m_newest[node].rows)
            m_newest[now] = m_newest[node];
    }
}

double RecordedTraffic::meanRate(NodeIndex node) const
{
    const auto duration = m_history.durationNs();
    const auto messages = m_tree.figures(node).messages;
    return duration > 0 ? static_cast<double>(messages) * 1e9 / static_cast<double>(duration) : -1;
}

std::optional<quint64> RecordedTraffic::lastRow(NodeIndex node) const
{
    if (node >= m_newest.size() || m_newest[node].rows == 0)
        return std::nullopt;
    return m_newest[node].rows - 1;
}

} // namespace gnat
