// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/chartoverlay_p.h"
#include "charts/qcustomplot_p.h"
#include "charts/timeaxis_p.h"
#include "charts/timechart.h"
#include "charts/valuescale.h"

#include <QHBoxLayout>
#include <QStackedLayout>

#include <optional>

namespace gnat {

class ChartGestures;
class ChartLegend;
class EmptyState;
class TextLabel;

struct TimeChart::Private
{
    struct Line
    {
        LineId id;
        std::unique_ptr<ChartSeries> series;
        QString name;
        int color;
        bool isShown;
        QCPGraph *graph; // owned by the plot
    };

    Private(TimeWindow &time, Kind what)
        : window(time), kind(what), scale(what == Kind::Rates ? ValueScale::Kind::FromZero : ValueScale::Kind::Free)
    {
    }

    void buildPlot(TimeChart *chart);
    void applyTheme(const TimeChart *chart);
    void styleLine(const Theme &theme, const Line &line) const;
    void showLegend(const Theme &theme);
    void takePoints();
    void fitLabels() const;
    bool areApart(const ChartPoints &points) const;
    /// What is drawn of a line, broken where nothing was received.
    ChartPoints pointsOf(const Line &line, std::size_t most) const;
    void placeOverlay(const TimeChart *chart);
    void addReadings(ChartOverlay::Content &content, const Theme &theme) const;
    /// The drawn point of a line that is nearest to a time, seconds and value; none if there is none in sight or a gap.
    std::optional<QPointF> pointNear(const Line &line, double seconds) const;
    /// The drawn point of a line that is nearest to a place of the plot, and how far away it is; none within reach.
    std::optional<QPointF> pointUnder(const Line &line, const QPointF &at, qreal &distance) const;
    QPointF pixelOf(const QPointF &point) const;
    QString cursorText() const;
    std::int64_t timeAt(qreal x) const;
    qreal xOf(std::int64_t atNs) const;
    void click(TimeChart *chart, const QPointF &at);
    Line *find(LineId id);
    const Line *find(LineId id) const;

    TimeWindow &window;
    Kind kind;
    ValueScale scale;
    Figure figure = nullptr;
    ValueTicker *ticker = nullptr; // owned by the axis
    QCustomPlot *plot = nullptr;
    ChartOverlay *overlay = nullptr;
    ChartGestures *gestures = nullptr;
    ChartLegend *legend = nullptr;
    QHBoxLayout *head = nullptr;
    TextLabel *title = nullptr;
    EmptyState *empty = nullptr;
    QStackedLayout *stack = nullptr;
    std::optional<TimeAxis> axis;
    std::vector<Line> lines;
    LineId lastId = 0;
    bool isTimeOfDay = false;
    std::int64_t selectedNs = 0;
    QList<PointOfLine> selectedPoints;
    QList<Gap> gaps;
    QList<Mark> marks;
    LineId clicked = 0; ///< the line that Delete takes away
    std::int64_t lastRefreshNs = 0;
    int pauseFactor = 1; ///< grows while frames take too long
};

} // namespace gnat
