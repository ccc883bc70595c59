// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/timechart.h"

#include "charts/chartgestures_p.h"
#include "charts/chartlegend.h"
#include "charts/timechart_p.h"
#include "charts/timewindow.h"
#include "common/emptystate.h"
#include "common/humantext.h"
#include "common/textlabel.h"
#include "core/clock.h"
#include "theme/fonts.h"
#include "theme/theme.h"

#include <QEvent>
#include <QKeyEvent>

#include <algorithm>

namespace gnat {

namespace {
constexpr qint64 shortestPauseNs = 95'000'000; // 10 Hz
constexpr qint64 frameBudgetNs = 12'000'000;
constexpr int slowest = 8;
} // namespace

TimeChart::TimeChart(TimeWindow &window, Kind kind, QWidget *parent)
    : QWidget(parent), d(std::make_unique<Private>(window, kind))
{
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    setFocusPolicy(Qt::StrongFocus);
    d->title = new TextLabel({}, TextRole::Small, this);
    d->title->setFont(uiFont(px::small, QFont::Medium));
    d->legend = new ChartLegend(this);
    d->empty = new EmptyState(this);
    d->buildPlot(this);
    d->gestures = new ChartGestures(
        d->plot, window, [this](qreal x) { return d->timeAt(x); }, this);
    d->head = new QHBoxLayout;
    d->head->setContentsMargins(12, 2, 12, 2);
    d->head->setSpacing(12);
    d->head->addWidget(d->title);
    d->head->addWidget(d->legend, 1);
    d->stack = new QStackedLayout;
    d->stack->addWidget(d->empty);
    d->stack->addWidget(d->plot);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(d->head);
    column->addLayout(d->stack, 1);
    setFigure(nullptr, QStringLiteral("00000"));

    connect(d->legend, &ChartLegend::toggled, this, [this](int entry) {
        const auto id = d->lines[std::size_t(entry)].id;
        setLineShown(id, !isLineShown(id));
        Q_EMIT lineToggled(id);
    });
    connect(d->legend, &ChartLegend::removeRequested, this, [this](int entry) {
        const auto id = d->lines[std::size_t(entry)].id;
        removeLine(id);
        Q_EMIT lineRemoved(id);
    });
    connect(&window, &TimeWindow::changed, this, [this] {
        d->scale.forget();
        redraw();
    });
    connect(&window, &TimeWindow::cursorChanged, this, [this] { d->placeOverlay(this); });
    connect(d->plot, &QCustomPlot::afterReplot, this, [this] { d->placeOverlay(this); });
    connect(d->gestures, &ChartGestures::bandChanged, this, [this] { d->placeOverlay(this); });
    connect(d->gestures, &ChartGestures::menuWanted, this, &TimeChart::menuWanted);
    connect(d->gestures, &ChartGestures::clicked, this, [this](const QPointF &at) { d->click(this, at); });
    d->applyTheme(this);
}

TimeChart::~TimeChart() = default;

void TimeChart::setHead(QWidget *head)
{
    d->head->insertWidget(0, head);
    d->title->hide();
}

void TimeChart::setTitle(const QString &title)
{
    d->title->setText(title);
    d->plot->setAccessibleName(title);
    setAccessibleName(title);
}

void TimeChart::setEmptyWords(const QString &title, const QString &text)
{
    d->empty->set(QStringLiteral("plot"), title, text);
}

void TimeChart::setFigure(Figure figure, const QString &widest)
{
    d->figure = figure ? figure : &valueText;
    d->ticker->setFigure(figure);
    d->legend->setWidestValue(widest);
    redraw();
}

void TimeChart::setTimeOfDay(bool isTimeOfDay)
{
    d->isTimeOfDay = isTimeOfDay;
    redraw();
}

TimeChart::LineId TimeChart::addLine(std::unique_ptr<ChartSeries> series, const QString &name, int color)
{
    QCPGraph *graph = d->plot->addGraph();
    graph->setSelectable(QCP::stNone);
    d->lines.push_back({++d->lastId, std::move(series), name, color, true, graph});
    d->stack->setCurrentWidget(d->plot);
    d->scale.forget();
    d->applyTheme(this);
    redraw();
    return d->lastId;
}

void TimeChart::removeLine(LineId line)
{
    const auto found = std::ranges::find(d->lines, line, &Private::Line::id);
    if (found == d->lines.end())
        return;
    d->plot->removeGraph(found->graph);
    d->lines.erase(found);
    if (d->lines.empty())
        d->stack->setCurrentWidget(d->empty);
    d->scale.forget();
    d->applyTheme(this);
    redraw();
}

QList<TimeChart::LineId> TimeChart::lines() const
{
    QList<LineId> found;
    for (const auto &line : d->lines)
        found.append(line.id);
    return found;
}

QString TimeChart::lineName(LineId line) const
{
    const auto *found = d->find(line);
    return found ? found->name : QString();
}

int TimeChart::lineColor(LineId line) const
{
    const auto *found = d->find(line);
    return found ? found->color : -1;
}

bool TimeChart::isLineShown(LineId line) const
{
    const auto *found = d->find(line);
    return found && found->isShown;
}

void TimeChart::setLineShown(LineId line, bool isShown)
{
    auto *found = d->find(line);
    if (!found || found->isShown == isShown)
        return;
    found->isShown = isShown;
    d->scale.forget();
    d->applyTheme(this);
    redraw();
}

ChartPoints TimeChart::allPoints(LineId line) const
{
    const auto *found = d->find(line);
    return found ? d->pointsOf(*found, SIZE_MAX) : ChartPoints();
}

void TimeChart::setSelected(std::int64_t atNs, const QList<PointOfLine> &points)
{
    d->selectedNs = atNs;
    d->selectedPoints = points;
    d->placeOverlay(this);
}

void TimeChart::setGaps(const QList<Gap> &gaps)
{
    if (gaps == d->gaps)
        return;
    d->gaps = gaps;
    redraw();
}

void TimeChart::setMarks(const QList<Mark> &marks)
{
    if (marks == d->marks)
        return;
    d->marks = marks;
    d->placeOverlay(this);
}

QSize TimeChart::documentSize(const QList<TimeChart *> &charts, const QSize &size)
{
    const int legend = charts.isEmpty() ? 0 : charts.first()->d->legend->height() + 4;
    return {size.width(), static_cast<int>(charts.size()) * (size.height() + legend)};
}

void TimeChart::paintDocument(const QList<TimeChart *> &charts, QPaintDevice &device, const QSize &size)
{
    QCPPainter painter; // QCustomPlot draws with no other
    painter.begin(&device);
    painter.setMode(QCPPainter::pmVectorized);
    painter.setMode(QCPPainter::pmNoCaching);
    for (const TimeChart *chart : charts) {
        const int top = chart->d->legend->height() + 4;
        painter.save();
        chart->d->plot->toPainter(&painter, size.width(), size.height());
        painter.restore();
        painter.translate(0, size.height());
        painter.save();
        painter.fillRect(QRect(0, 0, size.width(), top), themeOf(chart).base);
        chart->d->legend->paintAll(painter, QRectF(12, 2, size.width() - 24, top - 4));
        painter.restore();
        painter.translate(0, top);
    }
    painter.end();
}

void TimeChart::refresh()
{
    const std::int64_t now = monotonicNanoseconds();
    if (!isVisible() || d->lines.empty() || now - d->lastRefreshNs < shortestPauseNs * d->pauseFactor)
        return;
    // What is held still can only change if it reaches to now.
    if (d->window.isMoving())
        redraw();
}

void TimeChart::redraw()
{
    if (!isVisible())
        return;
    const std::int64_t began = d->lastRefreshNs = monotonicNanoseconds();
    if (d->plot->bufferDevicePixelRatio() != devicePixelRatioF())
        d->plot->setBufferDevicePixelRatio(devicePixelRatioF());
    d->axis->show(d->window, d->isTimeOfDay);
    d->takePoints();
    d->showLegend(themeOf(this));
    d->plot->replot(QCustomPlot::rpQueuedReplot);
    const bool isLong = monotonicNanoseconds() - began + qint64(d->plot->replotTime() * 1e6) > frameBudgetNs;
    d->pauseFactor = isLong ? std::min(d->pauseFactor * 2, slowest) : 1;
}

void TimeChart::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && d && d->gestures) {
        d->applyTheme(this);
        redraw();
    }
}

void TimeChart::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    redraw();
}

void TimeChart::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    d->overlay->resize(d->plot->size());
}

void TimeChart::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Delete && d->find(d->clicked)) {
        removeLine(d->clicked);
        Q_EMIT lineRemoved(d->clicked);
        return;
    }
    if (!d->gestures->handleKey(*event))
        QWidget::keyPressEvent(event);
}

bool TimeChart::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride && ChartGestures::knowsKey(*static_cast<QKeyEvent *>(event))) {
        event->accept();
        return true;
    }
    if (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut)
        d->overlay->update();
    return QWidget::event(event);
}

} // namespace gnat
