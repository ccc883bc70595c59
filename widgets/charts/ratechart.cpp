// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/ratechart.h"

#include "charts/chartlegend.h"
#include "charts/qcustomplot_p.h"
#include "charts/rateline_p.h"
#include "charts/timelabels_p.h"
#include "charts/valuescale.h"
#include "common/emptystate.h"
#include "common/humantext.h"
#include "common/textlabel.h"
#include "core/clock.h"
#include "theme/fonts.h"
#include "theme/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QStackedLayout>

#include <algorithm>
#include <optional>

namespace gnat {

namespace {

constexpr std::size_t mostPoints = 1200;
constexpr qint64 shortestPauseNs = 95'000'000; // 10 Hz
constexpr int solidLines = 8;                  // more become dashed
constexpr int smoothLines = 6;                 // above, antialiasing costs too much

// Labels the value axis with our own figures: 50k, not 5e4.
class RateTicker final : public QCPAxisTicker
{
public:
    explicit RateTicker(const ValueScale &scale) : m_scale(scale) {}

protected:
    double getTickStep(const QCPRange & /*range*/) override { return m_scale.step(); }
    int getSubTickCount(double /*step*/) override { return 0; }
    QString getTickLabel(double tick, const QLocale & /*locale*/, QChar /*format*/, int /*precision*/) override
    {
        return rateFigure(std::max(0.0, tick));
    }

private:
    const ValueScale &m_scale;
};

} // namespace

struct RateChart::Private
{
    struct Line
    {
        RateSource::SeriesId series;
        QString name;
        int color;
        bool isShown;
        QCPGraph *graph; // owned by the plot
    };

    explicit Private(const RateSource &source) : rates(source), span(source.span()) {}

    void buildPlot(RateChart *chart);
    QCPRange wholeRange() const;
    void applyTheme(const RateChart *chart);
    void paintLine(const Theme &theme, Line &line) const;
    void showLegend(const Theme &theme);
    void placeTimeLabels();
    void takePoints();
    void endZoom();
    int freeColor() const;

    const RateSource &rates;
    std::optional<RateSource::Span> span; ///< nothing: live, the axis ends now
    ValueScale scale;
    QCustomPlot *plot = nullptr;
    ChartLegend *legend = nullptr;
    TextLabel *hint = nullptr;
    EmptyState *empty = nullptr;
    QStackedLayout *stack = nullptr;
    std::optional<TimeLabels> timeLabels;
    QList<Line> lines;
    int windowSeconds = 60;
    bool isPaused = false;
    bool isZoomed = false;
    std::int64_t lastRefreshNs = 0;
};

void RateChart::Private::buildPlot(RateChart *chart)
{
    plot = new QCustomPlot(chart);
    plot->setAccessibleName(tr("Messages per second over time"));
    plot->setFocusPolicy(Qt::NoFocus);
    QCPAxisRect *area = plot->axisRect();
    area->setAutoMargins(QCP::msNone);
    area->setMargins(QMargins(44, 8, 14, 18));
    area->setRangeZoomAxes(plot->xAxis, nullptr);
    plot->setSelectionRectMode(QCP::srmZoom);
    plot->yAxis->setTicker(QSharedPointer<QCPAxisTicker>(new RateTicker(scale)));
    plot->yAxis->setRange(0, scale.top());
    plot->yAxis->setTickLength(0);
    plot->yAxis->setSubTicks(false);
    plot->yAxis->setTickPen(Qt::NoPen);
    plot->yAxis->setTickLabelPadding(6);
    plot->xAxis->setRange(wholeRange());
    plot->xAxis->setTicks(false);
    plot->xAxis->setTickLabels(false);
    plot->xAxis->grid()->setVisible(false);
    timeLabels.emplace(plot);
}

QCPRange RateChart::Private::wholeRange() const
{
    if (!span)
        return {-static_cast<double>(windowSeconds), 0};
    return {0, std::max(static_cast<double>(span->durationNs) / 1e9, 0.001)};
}

void RateChart::Private::placeTimeLabels()
{
    if (span)
        timeLabels->showOffsets(plot->xAxis->range());
    else
        timeLabels->showAgo(plot->xAxis->range());
}

void RateChart::Private::applyTheme(const RateChart *chart)
{
    const Theme &theme = themeOf(chart);
    const QFont axisFont = monoFont(px::axis);
    plot->setBackground(theme.base);
    for (QCPAxis *axis : {plot->xAxis, plot->yAxis}) {
        axis->setBasePen(QPen(axis == plot->xAxis ? QPen(theme.line, 1) : QPen(Qt::NoPen)));
        axis->setTickLabelFont(axisFont);
        axis->setTickLabelColor(theme.text3);
        axis->grid()->setPen(QPen(theme.line, 1));
        axis->grid()->setZeroLinePen(Qt::NoPen);
        axis->grid()->setAntialiased(false);
    }
    timeLabels->applyTheme(theme, axisFont);
    QColor veil = theme.accent;
    veil.setAlphaF(0.12F);
    plot->selectionRect()->setPen(QPen(theme.accent, 1));
    plot->selectionRect()->setBrush(veil);
    for (Line &line : lines)
        paintLine(theme, line);
    showLegend(theme);
}

void RateChart::Private::paintLine(const Theme &theme, Line &line) const
{
    const QColor color = theme.seriesColor(line.color);
    QPen pen(color, 1.4);
    if (line.color >= solidLines)
        pen.setStyle(Qt::DashLine);
    pen.setJoinStyle(Qt::RoundJoin);
    QColor fill = color;
    fill.setAlphaF(static_cast<float>(theme.fillAlpha));
    line.graph->setPen(pen);
    line.graph->setBrush(fill);
    line.graph->setAntialiased(lines.size() <= smoothLines);
    line.graph->setAntialiasedFill(false);
    line.graph->setVisible(line.isShown);
}

void RateChart::Private::showLegend(const Theme &theme)
{
    QList<ChartLegend::Entry> entries;
    for (const Line &line : lines)
        entries.append({line.name, rateFigure(rates.figure(line.series)), theme.seriesColor(line.color), line.isShown});
    legend->setEntries(entries);
}

void RateChart::Private::takePoints()
{
    // Live a second more than shown at the left: the first point needs it, and the line runs in from outside.
    const std::int64_t origin = span ? span->firstNs : wallNanoseconds();
    const std::int64_t from = span ? origin : origin - (windowSeconds + 1) * std::int64_t(1'000'000'000);
    double largest = 0;
    for (const Line &line : lines) {
        RateLine points = makeRateLine(rates.points(line.series, from), rates.stepNs(), origin, mostPoints);
        if (span && !points.x.isEmpty()) {
            points.x.prepend(0);
            points.y.prepend(points.y.first());
        }
        line.graph->setData(points.x, points.y, true);
        if (line.isShown)
            largest = std::max(largest, points.largest);
    }
    if (span)
        scale = {}; // nothing moves by itself: the axis need not wait before it shrinks
    if (scale.update(largest, origin / 1'000'000) || span)
        plot->yAxis->setRange(0, scale.top());
}

void RateChart::Private::endZoom()
{
    isZoomed = false;
    hint->hide();
    plot->xAxis->setRange(wholeRange());
    lastRefreshNs = 0;
}

int RateChart::Private::freeColor() const
{
    int color = 0;
    while (std::any_of(lines.begin(), lines.end(), [color](const Line &line) { return line.color == color; }))
        ++color;
    return color;
}

RateChart::RateChart(const RateSource &rates, QWidget *parent) : QWidget(parent), d(std::make_unique<Private>(rates))
{
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    d->legend = new ChartLegend(this);
    d->hint = new TextLabel(tr("held, double click returns"), TextRole::Caption, this);
    d->hint->hide();
    d->empty = new EmptyState(this);
    d->empty->set(QStringLiteral("plot"), tr("No subject is plotted"),
                  tr("Choose a subject in the tree and press P to plot its rate."));
    d->buildPlot(this);

    auto *title = new TextLabel(d->span ? tr("Messages per second, with their mean") : tr("Messages per second"),
                                TextRole::Small, this);
    title->setFont(uiFont(px::small, QFont::Medium));
    auto *head = new QHBoxLayout;
    head->setContentsMargins(12, 2, 12, 2);
    head->setSpacing(12);
    head->addWidget(title);
    head->addWidget(d->hint);
    head->addWidget(d->legend, 1);
    d->stack = new QStackedLayout;
    d->stack->addWidget(d->empty);
    d->stack->addWidget(d->plot);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(head);
    column->addLayout(d->stack, 1);

    connect(d->legend, &ChartLegend::toggled, this, [this](int entry) {
        d->lines[entry].isShown = !d->lines[entry].isShown;
        d->applyTheme(this);
        d->lastRefreshNs = 0;
        refresh();
    });
    connect(d->legend, &ChartLegend::removeRequested, this, [this](int entry) {
        const RateSource::SeriesId series = d->lines[entry].series;
        removeLine(series);
        Q_EMIT lineRemoved(series);
    });
    connect(d->plot->selectionRect(), &QCPSelectionRect::accepted, this, [this] {
        d->isZoomed = true;
        d->hint->show();
    });
    connect(d->plot->xAxis, qOverload<const QCPRange &>(&QCPAxis::rangeChanged), this,
            [this] { d->placeTimeLabels(); });
    connect(d->plot, &QCustomPlot::mouseDoubleClick, this, [this] {
        d->endZoom();
        refresh();
    });
    d->placeTimeLabels();
    d->applyTheme(this);
}

RateChart::~RateChart() = default;

void RateChart::addLine(RateSource::SeriesId series, const QString &name)
{
    if (hasLine(series))
        return;
    QCPGraph *graph = d->plot->addGraph();
    graph->setSelectable(QCP::stNone);
    d->lines.append({series, name, d->freeColor(), true, graph});
    d->stack->setCurrentWidget(d->plot);
    d->applyTheme(this);
    d->lastRefreshNs = 0;
    refresh();
}

void RateChart::removeLine(RateSource::SeriesId series)
{
    for (qsizetype i = 0; i < d->lines.size(); ++i) {
        if (d->lines[i].series != series)
            continue;
        d->plot->removeGraph(d->lines[i].graph);
        d->lines.removeAt(i);
        break;
    }
    if (d->lines.isEmpty())
        d->stack->setCurrentWidget(d->empty);
    d->applyTheme(this);
    d->plot->replot(QCustomPlot::rpQueuedReplot);
    if (d->span) {
        d->lastRefreshNs = 0;
        refresh();
    }
}

void RateChart::clearLines()
{
    for (const RateSource::SeriesId series : lines())
        removeLine(series);
}

bool RateChart::hasLine(RateSource::SeriesId series) const
{
    return std::any_of(d->lines.begin(), d->lines.end(),
                       [series](const Private::Line &line) { return line.series == series; });
}

QList<RateSource::SeriesId> RateChart::lines() const
{
    QList<RateSource::SeriesId> found;
    for (const Private::Line &line : d->lines)
        found.append(line.series);
    return found;
}

void RateChart::setWindow(int seconds)
{
    d->windowSeconds = qMax(10, seconds);
    d->endZoom();
    refresh();
}

int RateChart::window() const
{
    return d->windowSeconds;
}

void RateChart::setPaused(bool isPaused)
{
    d->isPaused = isPaused;
    d->lastRefreshNs = 0;
}

void RateChart::refresh()
{
    const std::int64_t now = monotonicNanoseconds();
    const bool holdsStill = d->isPaused || (d->isZoomed && !d->span);
    if (!isVisible() || holdsStill || d->lines.isEmpty() || now - d->lastRefreshNs < shortestPauseNs)
        return;
    d->lastRefreshNs = now;
    if (d->plot->bufferDevicePixelRatio() != devicePixelRatioF())
        d->plot->setBufferDevicePixelRatio(devicePixelRatioF());
    d->takePoints();
    d->showLegend(themeOf(this));
    d->plot->replot(QCustomPlot::rpQueuedReplot);
}

void RateChart::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && d && d->plot) {
        d->applyTheme(this);
        d->plot->replot(QCustomPlot::rpQueuedReplot);
    }
}

void RateChart::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    d->lastRefreshNs = 0;
    refresh();
}

} // namespace gnat
