// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recordings/timepane.h"

#include "recordings/densitytimeline.h"
#include "recordings/timelinetools.h"
#include "recordings/transportbar.h"

#include <QTabWidget>
#include <QVBoxLayout>

namespace gnat {

TimePane::TimePane(QWidget *graphs, QWidget *parent) : QWidget(parent)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    m_transport = new TransportBar(this);
    m_timeline = new DensityTimeline(this);
    m_tabs = new QTabWidget(this);
    m_tabs->setDocumentMode(true);
    m_tabs->addTab(m_timeline, tr("Timeline"));
    m_tabs->addTab(graphs, tr("Graphs"));
    auto *tools = new TimelineTools(*m_timeline, m_tabs);
    m_tabs->setCornerWidget(tools);
    connect(m_tabs, &QTabWidget::currentChanged, tools, [tools](int index) { tools->setVisible(index == 0); });
    layout->addWidget(m_transport);
    layout->addWidget(m_tabs, 1);
}

void TimePane::showGraphs()
{
    m_tabs->setCurrentIndex(1);
}

} // namespace gnat
