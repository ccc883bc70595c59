// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/statusstrip.h"

#include "client/connectionset.h"
#include "common/chip.h"
#include "common/humantext.h"
#include "common/painting.h"
#include "flow/dropledger.h"
#include "shell/connectionpopup.h"
#include "shell/flowhistory.h"
#include "shell/flowpopup.h"
#include "shell/page.h"
#include "shell/statuscell.h"
#include "theme/theme.h"
#include "traffic/messagelog.h"
#include "traffic/trafficview.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>

namespace gnat {

QString connectionStateText(const Connection &connection)
{
    switch (connection.state()) {
    case ConnectionState::Connected:
        return {};
    case ConnectionState::Connecting:
        return StatusStrip::tr("connecting");
    case ConnectionState::Reconnecting:
        if (connection.nextAttemptInMs() > 0)
            return StatusStrip::tr("retry in %1 s").arg((connection.nextAttemptInMs() + 999) / 1000);
        return StatusStrip::tr("reconnecting");
    case ConnectionState::Failed:
        return connection.lastErrorKind() == ErrorKind::LoginRefused ? StatusStrip::tr("login refused")
                                                                     : StatusStrip::tr("not connected");
    case ConnectionState::Closed:
        break;
    }
    return StatusStrip::tr("closed");
}

StatusStrip::StatusStrip(const WindowParts &parts, QWidget *parent)
    : QWidget(parent), m_parts(parts), m_history(std::make_unique<FlowHistory>())
{
    setFixedHeight(26);
    m_connectionRow = new QHBoxLayout;
    m_connectionRow->setSpacing(0);
    m_none = new StatusCell(this);
    m_none->setFirst(true);
    m_none->set(tr("Not connected"), {});
    m_rate = new StatusCell(this);
    m_list = new StatusCell(this);
    m_sampling = new Chip(this);
    m_kept = new StatusCell(this);
    m_missed = new StatusCell(this);
    m_dropped = new StatusCell(this);
    m_rate->setFirst(true);
    m_kept->setMeter(0);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(10, 1, 10, 0);
    row->setSpacing(0);
    row->addLayout(m_connectionRow);
    row->addStretch(1);
    row->addWidget(m_none);
    row->addWidget(m_rate);
    row->addWidget(m_list);
    row->addSpacing(2);
    row->addWidget(m_sampling, 0, Qt::AlignVCenter);
    row->addWidget(m_kept);
    row->addWidget(m_missed);
    row->addWidget(m_dropped);
    for (StatusCell *cell : {m_rate, m_list, m_kept, m_missed, m_dropped}) {
        cell->setToolTip(tr("Where messages go"));
        connect(cell, &StatusCell::clicked, this, &StatusStrip::showFlow);
    }
    connect(m_sampling, &Chip::clicked, this, &StatusStrip::showFlow);

    connect(&m_parts.connections, &ConnectionSet::added, this, &StatusStrip::addConnection);
    connect(&m_parts.connections, &ConnectionSet::aboutToRemove, this, [this](Connection *connection) {
        delete m_cells.take(connection);
        // The set still holds it: count anew once it is gone.
        QTimer::singleShot(0, this, &StatusStrip::refresh);
    });
    for (const auto &connection : m_parts.connections.all())
        addConnection(connection.get());
    connect(&m_timer, &QTimer::timeout, this, &StatusStrip::refresh);
    m_timer.start(500);
    refresh();
}

StatusStrip::~StatusStrip() = default;

void StatusStrip::setPage(Page *page)
{
    if (m_page)
        disconnect(m_page, nullptr, this, nullptr);
    m_page = page;
    if (page)
        connect(page, &Page::stateChanged, this, &StatusStrip::refresh);
    refresh();
}

void StatusStrip::setSlow(bool isSlow)
{
    m_timer.setInterval(isSlow ? 1000 : 500);
}

void StatusStrip::addConnection(Connection *connection)
{
    auto *cell = new StatusCell(this);
    cell->setFirst(m_cells.isEmpty());
    m_cells.insert(connection, cell);
    m_connectionRow->addWidget(cell);
    connect(cell, &StatusCell::clicked, this, [this, connection] { openConnection(connection); });
    connect(connection, &Connection::stateChanged, this, &StatusStrip::refresh);
    connect(connection, &Connection::roundTripMeasured, cell,
            [this, connection, cell] { showConnection(connection, cell); });
    refresh();
}

void StatusStrip::showConnection(Connection *connection, StatusCell *cell)
{
    const bool isUp = connection->state() == ConnectionState::Connected;
    const bool isBad = connection->state() == ConnectionState::Failed;
    const QString state = connectionStateText(*connection);
    const QString name = connection->profile().name;
    cell->setDot(connectionColor(themeOf(this), connection->id()), isUp);
    cell->set(state.isEmpty() ? name : tr("%1, %2", "connection, its state").arg(name, state),
              isUp ? rateText(m_parts.view.messageRate(connection->id())) : QString(),
              isUp    ? StatusCell::Tone::Plain
              : isBad ? StatusCell::Tone::Err
                      : StatusCell::Tone::Warn,
              isUp && connection->roundTripNs() >= 0 ? latencyText(connection->roundTripNs()) : QString());
    cell->setToolTip(isUp ? tr("%1: messages received per second, round trip time").arg(name)
                          : connection->lastError());
}

void StatusStrip::refreshConnections()
{
    for (auto it = m_cells.cbegin(); it != m_cells.cend(); ++it)
        showConnection(it.key(), it.value());
}

void StatusStrip::refreshFigures()
{
    const DropFigures figures = m_parts.view.figures();
    const bool hasAny = !m_cells.isEmpty() || figures.kept > 0;
    m_none->setVisible(m_cells.isEmpty() && !hasAny);
    for (QWidget *cell : {m_rate, m_kept, m_dropped})
        cell->setVisible(hasAny);
    m_rate->set({}, tr("%1 msg/s").arg(rateFigure(m_parts.view.messageRate())), StatusCell::Tone::Plain,
                byteRateText(m_parts.view.byteRate()));
    const QString list = m_page ? m_page->listState() : QString();
    const bool isSampled = m_page && m_page->isListSampled();
    m_list->setVisible(hasAny && !list.isEmpty() && !isSampled);
    m_list->set(list, m_page ? m_page->listFigure() : QString());
    m_sampling->setVisible(hasAny && isSampled);
    if (isSampled)
        m_sampling->set(ChipTone::Warn, list, QStringLiteral("sampling"));
    const MessageLog &log = m_parts.view.log();
    m_kept->set(tr("Kept"), countShort(figures.kept));
    m_kept->setMeter(log.budget() > 0 ? static_cast<double>(log.memoryBytes()) / static_cast<double>(log.budget()) : 0);
    m_kept->setToolTip(tr("%1 messages, %2 of %3")
                           .arg(countFull(figures.kept), bytesText(log.memoryBytes()), bytesText(log.budget())));
    m_missed->setVisible(figures.missed > 0 || figures.unknownLosses > 0);
    const auto toneOf = [](quint64 count, quint64 seen) {
        return count > seen ? StatusCell::Tone::Err : StatusCell::Tone::Plain;
    };
    const bool isKnown = figures.unknownLosses == 0;
    const auto missed = isKnown              ? countShort(figures.missed)
                        : figures.missed > 0 ? tr("%1 and more").arg(countShort(figures.missed))
                                             : tr("not known");
    m_missed->set(isKnown || figures.missed > 0 ? tr("Missed about") : tr("Missed"), missed,
                  toneOf(figures.missed + figures.unknownLosses, m_seenMissed));
    m_dropped->set(tr("Dropped"), countShort(figures.droppedHere()), toneOf(figures.droppedHere(), m_seenDropped));
}

void StatusStrip::refresh()
{
    m_history->add(m_parts.view.figures());
    refreshConnections();
    refreshFigures();
}

void StatusStrip::showFlow()
{
    const auto figures = m_parts.view.figures();
    m_seenMissed = figures.missed + figures.unknownLosses;
    m_seenDropped = figures.droppedHere();
    refreshFigures();
    auto *popup = new FlowPopup(m_parts, *m_history, m_page, window());
    m_popup = popup;
    popup->showAbove(mapToGlobal(QPoint(width() - 12, 0)));
}

void StatusStrip::openConnection(Connection *connection)
{
    auto *popup = new ConnectionPopup(m_parts, connection, window());
    m_popup = popup;
    connect(popup, &ConnectionPopup::editRequested, this, [this, connection] { Q_EMIT editRequested(connection); });
    const StatusCell *cell = m_cells.value(connection);
    popup->showAbove(cell->mapToGlobal(QPoint(0, 0)));
}

void StatusStrip::paintEvent(QPaintEvent * /*event*/)
{
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    painter.fillRect(rect(), theme.window);
    painter.fillRect(0, 0, width(), 1, theme.line);
}

void StatusStrip::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        refreshConnections();
}

} // namespace gnat
