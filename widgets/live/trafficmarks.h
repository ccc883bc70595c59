// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/timechart.h"
#include "client/connection.h"

#include <QHash>
#include <QList>
#include <QObject>

namespace gnat {

class ConnectionSet;
class GraphPane;
class TrafficView;

/// Tells the graphs where they do not show everything that was sent: stretches without a connection, messages dropped
/// here, and when the list began and ceased to show a sample. What is older than the graphs reach is forgotten. Owned
/// by the time dock. GUI thread.
class TrafficMarks final : public QObject
{
    Q_OBJECT

public:
    /// All must outlive it.
    TrafficMarks(ConnectionSet &connections, const TrafficView &traffic, GraphPane &graphs, QObject *parent = nullptr);

    /// Looks for drops; about twice a second.
    void refresh();
    void setSampled(bool isSampled);

private:
    void watch(const Connection &connection);
    void note(SourceId source, ConnectionState state);
    void end(SourceId source);
    void show();

    const TrafficView &m_traffic;
    GraphPane &m_graphs;
    QList<TimeChart::Gap> m_gaps;
    QList<TimeChart::Mark> m_marks;
    quint64 m_dropped;
    qint64 m_polledNs;
    bool m_isSampled = false;
};

} // namespace gnat
