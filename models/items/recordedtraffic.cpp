// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/recordedtraffic.h"

#include "base/text.h"

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
            m_counted.resize(std::max(place + 1, m_counted.size() * 2));
        m_counted[place].node = m_tree.nodeFor(m_source, name.value());
    }
    auto &[node, totals] = m_counted[place];
    ++totals.messages;
    totals.bytes += message.payloadBytes;
    totals.lastNs = message.atNs;
    m_history.add(node, message.atNs);
    if (node >= m_lastRows.size())
        m_lastRows.resize(std::max<std::size_t>(node + 1, m_lastRows.size() * 2));
    m_lastRows[node] = message.row + 1;
    ++m_messages;
    return {};
}

Result<void> RecordedTraffic::finish(const RecordingReader &reader)
{
    m_tree.finishFolding();
    moveLastRows();
    const auto counted = std::exchange(m_counted, {});
    for (std::size_t place = 0; place < counted.size(); ++place) {
        const auto &[node, totals] = counted[place];
        if (totals.messages == 0)
            continue;
        m_tree.addTotals(node, totals);
        const auto name = reader.subjectName(static_cast<quint32>(place + 1));
        if (!name)
            return name.error();
        m_subjects << RecordedSubject{toByteArray(name.value()), totals.messages, totals.bytes};
    }
    std::ranges::stable_sort(m_subjects, std::greater(), &RecordedSubject::messages);
    m_history.close(m_tree);
    m_tree.takeChanges(); // they are for views that saw it grow
    return {};
}

/// Where levels were folded what was noted for a node is now its successor's.
void RecordedTraffic::moveLastRows()
{
    for (std::size_t node = 0; node < m_lastRows.size(); ++node) {
        const auto now = m_tree.current(static_cast<NodeIndex>(node));
        if (now >= m_lastRows.size())
            m_lastRows.resize(now + 1);
        m_lastRows[now] = std::max(m_lastRows[now], m_lastRows[node]);
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
    if (node >= m_lastRows.size() || m_lastRows[node] == 0)
        return std::nullopt;
    return m_lastRows[node] - 1;
}

} // namespace gnat
