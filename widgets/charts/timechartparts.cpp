// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/chartgestures_p.h"
#include "charts/chartlegend.h"
#include "charts/timechart_p.h"
#include "charts/timewindow.h"
#include "common/humantext.h"
#include "core/clock.h"
#include "theme/fonts.h"
#include "theme/theme.h"

#include <QFontMetricsF>

#include <algorithm>
#include <cmath>

// What TimeChart is made of: the plot, its colours, its points, and what lies over it.

namespace gnat {

namespace {
constexpr std::size_t mostPoints = 1200;
constexpr int solidLines = 8;    // more become dashed
constexpr int smoothLines = 6;   // above, antialiasing and areas cost too much
constexpr qreal dotDistance = 8; // points that are as far apart are drawn as dots, too; pixels
constexpr int densePoints = 400; // more are drawn as hairlines
constexpr qreal lineWidth = 1.4;
constexpr qreal clickDistance = 14;
constexpr int labelPadding = 6;

/// What the labels of the vertical axis have at least.
constexpr int leftOf(TimeChart::Kind kind)
{
    return kind == TimeChart::Kind::Rates ? 50 : 56;
}
} // namespace

void TimeChart::Private::buildPlot(TimeChart *chart)
{
    plot = new QCustomPlot(chart);
    plot->setObjectName(QStringLiteral("plot"));
    plot->setFocusPolicy(Qt::ClickFocus);
    plot->setFocusProxy(chart);
    plot->setMinimumSize(40, 24); // it cannot draw on nothing
    QCPAxisRect *area = plot->axisRect();
    area->setAutoMargins(QCP::msNone);
    area->setMargins(QMargins(leftOf(kind), 8, 14, 18));
    ticker = new ValueTicker(scale);
    plot->yAxis->setTicker(QSharedPointer<QCPAxisTicker>(ticker));
    plot->yAxis->setRange(scale.bottom(), scale.top());
    plot->yAxis->setTickLength(0);
    plot->yAxis->setSubTicks(false);
    plot->yAxis->setTickPen(Qt::NoPen);
    plot->yAxis->setTickLabelPadding(labelPadding);
    axis.emplace(plot);
    overlay = new ChartOverlay(plot);
}

void TimeChart::Private::applyTheme(const TimeChart *chart)
{
    const Theme &theme = themeOf(chart);
    const QFont axisFont = monoFont(px::axis);
    plot->setBackground(theme.base);
    for (QCPAxis *one : {plot->xAxis, plot->yAxis}) {
        one->setBasePen(QPen(one == plot->xAxis ? QPen(theme.line, 1) : QPen(Qt::NoPen)));
        one->setTickLabelFont(axisFont);
        one->setTickLabelColor(theme.text3);
        one->grid()->setPen(QPen(theme.line, 1));
        one->grid()->setZeroLinePen(Qt::NoPen);
        one->grid()->setAntialiased(false);
    }
    axis->applyTheme(theme, axisFont);
    for (const Line &line : lines)
        styleLine(theme, line);
    showLegend(theme);
}

void TimeChart::Private::styleLine(const Theme &theme, const Line &line) const
{
    const QColor color = theme.seriesColor(line.color);
    QPen pen(color, lineWidth);
    if (line.color >= solidLines)
        pen.setStyle(Qt::DashLine);
    pen.setJoinStyle(Qt::RoundJoin);
    line.graph->setPen(pen);
    QColor fill = color;
    fill.setAlphaF(static_cast<float>(theme.fillAlpha));
    line.graph->setBrush(kind == Kind::Rates && lines.size() <= smoothLines ? QBrush(fill) : QBrush(Qt::NoBrush));
    line.graph->setAntialiased(lines.size() <= smoothLines);
    line.graph->setAntialiasedFill(false);
    line.graph->setVisible(line.isShown);
}

void TimeChart::Private::showLegend(const Theme &theme)
{
    QList<ChartLegend::Entry> entries;
    for (const Line &line : lines) {
        const double value = line.series->figure();
        const QString text = std::isnan(value) ? missingText() : figure(value);
        entries.append({line.name, text, theme.seriesColor(line.color), line.isShown});
    }
    legend->setEntries(entries);
}

ChartPoints TimeChart::Private::pointsOf(const Line &line, std::size_t most) const
{
    auto points = line.series->points(window.fromNs(), window.toNs(), most);
    for (const Gap &gap : gaps) {
        const bool isOfLine = gap.source.isNone() || gap.source == line.series->source();
        if (gap.breaksLines && isOfLine && gap.toNs >= window.fromNs() && gap.fromNs <= window.toNs())
            breakLine(points, gap.fromNs, gap.toNs);
    }
    return points;
}

/// There is room for a dot on each of the points.
bool TimeChart::Private::areApart(const ChartPoints &points) const
{
    if (points.times.size() < 2)
        return true;
    const double seconds = points.times.last() - points.times.first();
    const double perSecond = plot->axisRect()->width() / (static_cast<double>(window.toNs() - window.fromNs()) / 1e9);
    return seconds * perSecond >= dotDistance * static_cast<double>(points.times.size() - 1);
}

void TimeChart::Private::takePoints()
{
    double smallest = std::numeric_limits<double>::infinity();
    double largest = -smallest;
    for (const Line &line : lines) {
        if (!line.isShown)
            continue;
        const auto points = pointsOf(line, mostPoints);
        const bool isSparse = kind == Kind::Values && areApart(points);
        line.graph->setScatterStyle(isSparse ? QCPScatterStyle(QCPScatterStyle::ssDisc, 4)
                                             : QCPScatterStyle(QCPScatterStyle::ssNone));
        line.graph->setData(points.times, points.values, true);
        // Qt draws lines of one pixel many times faster than wider ones, and nobody sees the difference in a thicket.
        QPen pen = line.graph->pen();
        pen.setWidthF(points.times.size() > densePoints ? 1 : lineWidth);
        line.graph->setPen(pen);
        smallest = std::min(smallest, points.smallest);
        largest = std::max(largest, points.largest);
    }
    const bool isEmpty = smallest > largest;
    if (isEmpty)
        smallest = largest = 0;
    if (!window.isMoving())
        scale.forget(); // nothing moves by itself: the axis need not wait before it shrinks
    if (scale.update(smallest, largest, monotonicNanoseconds() / 1'000'000)) {
        plot->yAxis->setRange(scale.bottom(), scale.top());
        fitLabels();
    }
    if (isEmpty)
        scale.forget(); // the first value need not share the axis with nought
}

/// Values can be of any length: what stands beside the axis is not cut off.
void TimeChart::Private::fitLabels() const
{
    const QFontMetricsF metrics(plot->yAxis->tickLabelFont());
    auto left = static_cast<qreal>(leftOf(kind));
    const auto steps = static_cast<int>(std::lround((scale.top() - scale.bottom()) / scale.step()));
    for (int i = 0; i <= steps; ++i)
        left = std::max(left,
                        metrics.horizontalAdvance(ticker->label(scale.bottom() + i * scale.step())) + labelPadding + 4);
    auto margins = plot->axisRect()->margins();
    margins.setLeft(static_cast<int>(std::ceil(std::min(left, plot->width() / 2.0))));
    plot->axisRect()->setMargins(margins);
}

std::int64_t TimeChart::Private::timeAt(qreal x) const
{
    const QRect area = plot->axisRect()->rect();
    const auto length = static_cast<double>(window.toNs() - window.fromNs());
    const double share = (x - area.left()) / std::max(area.width(), 1);
    return window.fromNs() + static_cast<std::int64_t>(share * length);
}

qreal TimeChart::Private::xOf(std::int64_t atNs) const
{
    const QRect area = plot->axisRect()->rect();
    const auto length = static_cast<double>(std::max<std::int64_t>(window.toNs() - window.fromNs(), 1));
    return area.left() + static_cast<double>(atNs - window.fromNs()) / length * area.width();
}

std::optional<QPointF> TimeChart::Private::pointNear(const Line &line, double seconds) const
{
    const auto data = line.graph->data();
    auto found = data->findBegin(seconds, false);
    if (found == data->constEnd()) {
        if (data->isEmpty())
            return {};
        --found;
    }
    if (found != data->constBegin() && seconds - std::prev(found)->key < found->key - seconds)
        --found;
    if (std::isnan(found->value) || !plot->xAxis->range().contains(found->key))
        return {};
    return QPointF(found->key, found->value);
}

std::optional<QPointF> TimeChart::Private::pointUnder(const Line &line, const QPointF &at, qreal &distance) const
{
    const auto data = line.graph->data();
    const auto behind = data->findEnd(secondsOf(timeAt(at.x() + clickDistance)), false);
    std::optional<QPointF> nearest;
    for (auto one = data->findBegin(secondsOf(timeAt(at.x() - clickDistance)), false); one != behind; ++one) {
        const QPointF point(one->key, one->value);
        const qreal away = QLineF(pixelOf(point), at).length();
        if (std::isnan(one->value) || !plot->xAxis->range().contains(one->key) || away >= distance)
            continue;
        nearest = point;
        distance = away;
    }
    return nearest;
}

QPointF TimeChart::Private::pixelOf(const QPointF &point) const
{
    return {plot->xAxis->coordToPixel(point.x()), plot->yAxis->coordToPixel(point.y())};
}

QString TimeChart::Private::cursorText() const
{
    if (!window.isEndless() && !isTimeOfDay)
        return durationText((*window.cursorNs() - window.firstNs()) / 1'000'000);
    return timeOfDayText(*window.cursorNs());
}

void TimeChart::Private::addReadings(ChartOverlay::Content &content, const Theme &theme) const
{
    for (const Line &line : lines) {
        const auto point = line.isShown ? pointNear(line, secondsOf(*window.cursorNs())) : std::nullopt;
        if (point)
            content.readings.append({line.name, figure(point->y()), {pixelOf(*point), theme.seriesColor(line.color)}});
    }
}

void TimeChart::Private::placeOverlay(const TimeChart *chart)
{
    const Theme &theme = themeOf(chart);
    overlay->resize(plot->size());
    ChartOverlay::Content content;
    content.area = plot->axisRect()->rect();
    const auto isInside = [&content](qreal x) {
        return x >= content.area.left() && x <= content.area.right();
    };
    if (const auto cursor = window.cursorNs(); cursor && isInside(xOf(*cursor)) && !lines.empty()) {
        content.cursor = xOf(*cursor);
        content.cursorText = cursorText();
        addReadings(content, theme);
    }
    if (selectedNs != 0 && isInside(xOf(selectedNs)))
        content.selected = xOf(selectedNs);
    for (const auto &[id, value] : content.selected ? selectedPoints : QList<PointOfLine>()) {
        if (const auto *line = find(id); line && line->isShown)
            content.selectedDots.append({pixelOf({secondsOf(selectedNs), value}), theme.seriesColor(line->color)});
    }
    for (const Gap &gap : gaps) {
        if (gap.toNs >= window.fromNs() && gap.fromNs <= window.toNs())
            content.gaps.append({xOf(gap.fromNs), xOf(std::min(gap.toNs, window.toNs()))});
    }
    for (const Mark &mark : marks) {
        if (isInside(xOf(mark.atNs)))
            content.marks.append({xOf(mark.atNs), mark.text});
    }
    content.band = gestures ? gestures->band() : std::nullopt;
    overlay->show(content);
}

void TimeChart::Private::click(TimeChart *chart, const QPointF &at)
{
    const Line *nearest = nullptr;
    QPointF point;
    qreal shortest = clickDistance;
    for (const Line &line : lines) {
        const auto found = line.isShown ? pointUnder(line, at, shortest) : std::nullopt;
        if (found) {
            nearest = &line;
            point = *found;
        }
    }
    clicked = nearest ? nearest->id : 0;
    if (nearest)
        Q_EMIT chart->pointClicked(nearest->id, static_cast<std::int64_t>(point.x() * 1e9), point.y());
}

TimeChart::Private::Line *TimeChart::Private::find(LineId id)
{
    const auto found = std::ranges::find(lines, id, &Line::id);
    return found == lines.end() ? nullptr : &*found;
}

const TimeChart::Private::Line *TimeChart::Private::find(LineId id) const
{
    const auto found = std::ranges::find(lines, id, &Line::id);
    return found == lines.end() ? nullptr : &*found;
}

} // namespace gnat
