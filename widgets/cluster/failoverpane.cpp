// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/failoverpane.h"

#include "broker/qt/brokerwatch.h"
#include "charts/eventchart.h"
#include "cluster/clusterdelegate.h"
#include "common/humantext.h"
#include "core/clock.h"
#include "items/clustertables.h"

#include <QHeaderView>
#include <QScrollBar>
#include <QSplitter>
#include <QTableView>
#include <QVBoxLayout>

namespace gnat {

void setRowsFollowing(QTableView *table, KeyedTableModel *model, const QList<TableRow> &rows)
{
    const auto *bar = table->verticalScrollBar();
    const bool isAtEnd = bar->value() >= bar->maximum() - 4;
    model->setRows(rows);
    if (isAtEnd)
        table->scrollToBottom();
}

FailoverPane::FailoverPane(BrokerWatch &watch, QWidget *parent) : QWidget(parent), m_watch(watch)
{
    m_chart = new EventChart(tr("Messages per second"), this);
    m_model = makeStoryTable(this);
    m_events = makeClusterTable(m_model, tr("What happened"), {int(StoryColumn::Text)}, false, this);
    m_events->horizontalHeader()->hide();
    setColumnWidths(m_events, {108, 0});
    auto *splitter = new QSplitter(Qt::Horizontal, this);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(m_chart);
    splitter->addWidget(m_events);
    splitter->setStretchFactor(0, 54);
    splitter->setStretchFactor(1, 46);
    splitter->setSizes({594, 506});
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(splitter);
    connect(&watch, &BrokerWatch::viewChanged, this, &FailoverPane::refreshChart);
    connect(&watch, &BrokerWatch::storiesChanged, this, &FailoverPane::refreshEvents);
    refreshChart();
    refreshEvents();
}

void FailoverPane::refreshChart()
{
    const auto now = wallNanoseconds();
    const auto secondsOf = [now](qint64 atNs) {
        return static_cast<double>(atNs - now) / 1e9;
    };
    QList<EventChart::Line> lines;
    const auto &nodes = m_watch.view().nodes;
    for (int i = 0; i < nodes.size(); ++i) {
        EventChart::Line line{nodes.at(i).name, rateFigure(nodes.at(i).inPerSecond), {}};
        for (const auto &point : m_watch.rates(i)) {
            if (const auto seconds = secondsOf(point.atNs); seconds >= -EventChart::windowSeconds - 1)
                line.points.append({seconds, point.inPerSecond});
        }
        lines.append(line);
    }
    using Kind = BrokerStory::Kind;
    QList<EventChart::Mark> marks;
    for (const auto &story : m_watch.stories()) {
        const auto seconds = secondsOf(story.atNs);
        if (seconds < -EventChart::windowSeconds)
            continue;
        if (story.kind == Kind::Killed)
            marks.append({seconds, tr("%1 killed").arg(story.node), EventChart::MarkTone::Bad});
        else if (story.kind == Kind::Stopped)
            marks.append({seconds, tr("%1 ended").arg(story.node), EventChart::MarkTone::Bad});
        else if (story.kind == Kind::Up)
            marks.append({seconds, tr("%1 up").arg(story.node), EventChart::MarkTone::Good});
    }
    m_chart->set(lines, marks);
}

void FailoverPane::refreshEvents()
{
    setRowsFollowing(m_events, m_model, storyRows(m_watch.stories()));
}

} // namespace gnat
