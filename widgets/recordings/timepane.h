// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QTabWidget;

namespace gnat {

class DensityTimeline;
class TransportBar;

/// The time of a recording: the transport bar, below it the timeline and the graphs as tabs. GUI thread.
class TimePane final : public QWidget
{
    Q_OBJECT

public:
    /// Takes the graphs.
    explicit TimePane(QWidget *graphs, QWidget *parent = nullptr);

    TransportBar *transport() const { return m_transport; }
    DensityTimeline *timeline() const { return m_timeline; }
    void showGraphs();

private:
    TransportBar *m_transport = nullptr;
    DensityTimeline *m_timeline = nullptr;
    QTabWidget *m_tabs = nullptr;
};

} // namespace gnat
