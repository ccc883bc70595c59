// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "live/trafficmarks.h"

#include "charts/graphpane.h"
#include "client/connectionset.h"
#include "core/clock.h"
#include "flow/dropledger.h"
#include "traffic/trafficview.h"

#include <algorithm>
#include <limits>

namespace gnat {

namespace {

constexpr qint64 isOpen = std::numeric_limits<qint64>::max(); ///< a gap that still lasts
constexpr qint64 reachNs = TimeWindow::longestSeconds * 1'000'000'000LL;
constexpr qsizetype most = 500; ///< of each; the oldest leave

} // namespace

TrafficMarks::TrafficMarks(ConnectionSet &connections, const TrafficView &traffic, GraphPane &graphs, QObject *parent)
    : QObject(parent), m_traffic(traffic), m_graphs(graphs), m_dropped(traffic.figures().droppedHere()),
      m_polledNs(wallNanoseconds())
{
    for (const auto &connection : connections.all())
        watch(*connection);
    connect(&connections, &ConnectionSet::added, this, [this](const Connection *connection) { watch(*connection); });
    connect(&connections, &ConnectionSet::removed, this, &TrafficMarks::end);
}

void TrafficMarks::watch(const Connection &connection)
{
    connect(&connection, &Connection::stateChanged, this,
            [this, source = connection.id()](ConnectionState state) { note(source, state); });
}

void TrafficMarks::note(SourceId source, ConnectionState state)
{
    if (state != ConnectionState::Reconnecting)
        return end(source);
    const auto lasts = [source](const TimeChart::Gap &gap) {
        return gap.source == source && gap.toNs == isOpen;
    };
    if (std::ranges::any_of(m_gaps, lasts))
        return;
    m_gaps.append({wallNanoseconds(), isOpen, source, true});
    show();
}

void TrafficMarks::end(SourceId source)
{
    const auto lasting = std::ranges::find_if(
        m_gaps, [source](const TimeChart::Gap &gap) { return gap.source == source && gap.toNs == isOpen; });
    if (lasting == m_gaps.end())
        return;
    lasting->toNs = wallNanoseconds();
    show();
}

void TrafficMarks::refresh()
{
    const auto now = wallNanoseconds();
    const auto dropped = m_traffic.figures().droppedHere();
    if (dropped > m_dropped) {
        if (!m_gaps.isEmpty() && !m_gaps.last().breaksLines && m_gaps.last().toNs == m_polledNs)
            m_gaps.last().toNs = now;
        else
            m_gaps.append({m_polledNs, now, {}, false});
        show();
    }
    m_dropped = dropped;
    m_polledNs = now;
}

void TrafficMarks::setSampled(bool isSampled)
{
    if (isSampled == m_isSampled)
        return;
    m_isSampled = isSampled;
    m_marks.append({wallNanoseconds(), isSampled ? tr("sampling on") : tr("sampling off")});
    show();
}

void TrafficMarks::show()
{
    const auto oldest = wallNanoseconds() - reachNs;
    m_gaps.removeIf([oldest](const TimeChart::Gap &gap) { return gap.toNs < oldest; });
    m_marks.removeIf([oldest](const TimeChart::Mark &mark) { return mark.atNs < oldest; });
    m_gaps = m_gaps.mid(std::max<qsizetype>(0, m_gaps.size() - most));
    m_marks = m_marks.mid(std::max<qsizetype>(0, m_marks.size() - most));
    m_graphs.setGaps(m_gaps);
    m_graphs.setMarks(m_marks);
}

} // namespace gnat
