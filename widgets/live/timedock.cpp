// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "live/timedock.h"

#include "charts/graphbar.h"
#include "charts/graphpane.h"
#include "compose/composer.h"
#include "traffic/rateseries.h"
#include "traffic/trafficview.h"

namespace gnat {

TimeDock::TimeDock(ConnectionSet &connections, TrafficView &traffic, SendHistory &history, QWidget *parent)
    : QTabWidget(parent)
{
    setDocumentMode(true);
    m_graphs = new GraphPane(traffic.tree(), traffic.rates(), this);
    m_composer = new Composer(connections, *new Sender(connections, history, this), Composer::Kind::PublishOnly, this);
    addTab(m_graphs, tr("Graphs"));
    addTab(m_composer, tr("Publish"));
    auto *bar = new GraphBar(*m_graphs, this);
    setCornerWidget(bar);
    connect(this, &QTabWidget::currentChanged, bar, [this, bar] { bar->setVisible(currentWidget() == m_graphs); });
}

void TimeDock::showComposer()
{
    setCurrentWidget(m_composer);
}

void TimeDock::setPaused(bool isPaused)
{
    m_graphs->setPaused(isPaused);
}

void TimeDock::tick(quint64 count)
{
    if (!m_graphs->isVisible())
        return;
    if (count % 30 == 0)
        m_graphs->chooseDefaults();
    if (count % 3 == 0)
        m_graphs->refresh();
}

} // namespace gnat
