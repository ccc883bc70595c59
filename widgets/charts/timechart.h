// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/chartseries.h"

#include <QList>
#include <QWidget>

#include <memory>

class QPaintDevice;

namespace gnat {

class TimeWindow;

/// Lines over time with one figure each in the legend. Which time, its TimeWindow says, which it shares with the charts
/// beside it and must outlive it; the owner calls refresh() on the window's tick, more often than 10 times a second
/// does nothing. Dragging zooms into a stretch and holds it, the wheel zooms, Shift or the right button pans, a double
/// click returns; a crosshair reads all lines. GUI thread.
class TimeChart : public QWidget
{
    Q_OBJECT

public:
    using LineId = int;
    enum class Kind { Rates, Values }; ///< areas from 0; or measured values, anywhere
    using Figure = QString (*)(double value);

    /// Something that was not received, wall clock; may lie open towards the future.
    struct Gap
    {
        std::int64_t fromNs;
        std::int64_t toNs;
        SourceId source = {};    ///< which connection's; none: all
        bool breaksLines = true; ///< nothing came; else only some of it is missing

        friend bool operator==(const Gap &, const Gap &) = default;
    };

    /// A moment to be remembered, with a word or two.
    struct Mark
    {
        std::int64_t atNs;
        QString text;

        friend bool operator==(const Mark &, const Mark &) = default;
    };

    /// A point of a line, by its value.
    struct PointOfLine
    {
        LineId line;
        double value;
    };

    TimeChart(TimeWindow &window, Kind kind, QWidget *parent = nullptr);
    ~TimeChart() override;

    /// What stands at the left of the legend.
    void setHead(QWidget *head);
    void setTitle(const QString &title);
    /// What is said while there are no lines.
    void setEmptyWords(const QString &title, const QString &text);
    /// How values are written; widest for the legend's width.
    void setFigure(Figure figure, const QString &widest);
    void setTimeOfDay(bool isTimeOfDay);

    /// Adds a line; it keeps its colour (a running number) until it is removed.
    LineId addLine(std::unique_ptr<ChartSeries> series, const QString &name, int color);
    void removeLine(LineId line);
    QList<LineId> lines() const;
    QString lineName(LineId line) const;
    int lineColor(LineId line) const;
    bool isLineShown(LineId line) const;
    void setLineShown(LineId line, bool isShown);
    /// For exports: all that is known of a line in the stretch shown.
    ChartPoints allPoints(LineId line) const;

    /// A hairline there, and a dot on each of these points, also where they are not drawn themselves; 0: none.
    void setSelected(std::int64_t atNs, const QList<PointOfLine> &points);
    /// Drawn as hatched bands; the lines of their connection are broken there.
    void setGaps(const QList<Gap> &gaps);
    void setMarks(const QList<Mark> &marks);

    /// Draws plots and legends, one below the other, each of this size, onto an empty document (SVG).
    static QSize documentSize(const QList<TimeChart *> &charts, const QSize &size);
    static void paintDocument(const QList<TimeChart *> &charts, QPaintDevice &device, const QSize &size);

    QSize sizeHint() const override { return {480, 186}; }
    QSize minimumSizeHint() const override { return {200, 84}; }

public Q_SLOTS:
    /// Takes new points and repaints, if visible, due, and something can have changed.
    void refresh();
    /// At once.
    void redraw();

Q_SIGNALS:
    /// The user took a line away in the legend; it is gone.
    void lineRemoved(int line);
    /// The user hid or showed a line.
    void lineToggled(int line);
    /// The user clicked a point of a line, or near it.
    void pointClicked(int line, std::int64_t atNs, double value);
    void menuWanted(const QPoint &globalAt);

protected:
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool event(QEvent *event) override;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace gnat
