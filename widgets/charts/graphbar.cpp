// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/graphbar.h"

#include "charts/chartexport.h"
#include "charts/fieldpane.h"
#include "charts/graphpane.h"
#include "charts/patternpopup.h"
#include "charts/windowselector.h"
#include "common/buttons.h"
#include "common/humantext.h"

#include <QHBoxLayout>
#include <QMenu>
#include <QToolButton>

namespace gnat {

GraphBar::GraphBar(GraphPane &graphs, QWidget *parent) : QWidget(parent), m_graphs(graphs)
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 6, 6);
    row->setSpacing(2);
    if (graphs.window().isEndless()) {
        m_window = new WindowSelector(this);
        row->addWidget(m_window);
        connect(m_window, &WindowSelector::secondsChanged, &graphs.window(), &TimeWindow::setSeconds);
        connect(&graphs.window(), &TimeWindow::changed, this,
                [this] { m_window->setSeconds(m_graphs.window().seconds()); });
    }
    auto *add = makeIconButton(QStringLiteral("plus"), tr("Plot a subject or pattern"), this);
    connect(add, &QToolButton::clicked, this, &GraphBar::askPattern);
    auto *menu = makeIconButton(QStringLiteral("more"), tr("More for graphs"), this);
    connect(menu, &QToolButton::clicked, this,
            [this, menu] { openMenu(menu->mapToGlobal(QPoint(0, menu->height()))); });
    connect(&graphs, &GraphPane::menuWanted, this, &GraphBar::openMenu);
    row->addWidget(add);
    row->addWidget(menu);
    m_add = add;
}

void GraphBar::askPattern()
{
    auto *popup = new PatternPopup(this);
    connect(popup, &PatternPopup::accepted, &m_graphs,
            [this](const QByteArray &pattern) { m_graphs.pin({}, pattern); });
    popup->showAbove(m_add->mapToGlobal(QPoint(m_add->width() - popup->sizeHint().width(), 0)));
}

void GraphBar::addCapacities(QMenu &menu, FieldSeries &fields)
{
    for (const std::size_t points : {10'000, 100'000, 1'000'000}) {
        auto *action = menu.addAction(countFull(points), this, [this, points] { m_graphs.setFieldCapacity(points); });
        action->setCheckable(true);
        action->setChecked(fields.capacity() == points);
    }
}

void GraphBar::openMenu(const QPoint &globalAt)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (m_graphs.window().isHeld())
        menu->addAction(m_graphs.window().isEndless() ? tr("Back to live") : tr("Show all"), &m_graphs.window(),
                        &TimeWindow::reset);
    auto *ofDay = menu->addAction(tr("Time of day"), &m_graphs, &GraphPane::setTimeOfDay);
    ofDay->setCheckable(true);
    ofDay->setChecked(m_graphs.isTimeOfDay());
    if (auto *fields = m_graphs.fields()) {
        auto *split = menu->addAction(tr("Each field with its own axis"), fields, &FieldPane::setSplit);
        split->setCheckable(true);
        split->setChecked(fields->isSplit());
        addCapacities(*menu->addMenu(tr("Points kept of a field")), *m_graphs.fieldSeries());
    }
    menu->addSeparator();
    addExportActions(*menu, m_graphs);
    menu->popup(globalAt);
}

} // namespace gnat
