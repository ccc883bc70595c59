// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/qcustomplot_p.h"
#include "charts/timelabels_p.h"

namespace gnat {

class TimeWindow;
class ValueScale;

/// Times of day at round steps: 15:04:20, 15:04:30 …; 15:04:22.45 when zoomed in. Local time.
class TimeOfDayTicker final : public QCPAxisTicker
{
protected:
    double getTickStep(const QCPRange &range) override;
    int getSubTickCount(double /*step*/) override { return 0; }
    QString getTickLabel(double tick, const QLocale &locale, QChar format, int precision) override;
    QVector<double> createTickVector(double step, const QCPRange &range) override;

private:
    double m_step = 1;
};

/// Labels a value axis with our own figures at the steps of its scale: 50k, not 5e4.
class ValueTicker final : public QCPAxisTicker
{
public:
    using Figure = QString (*)(double value);
    explicit ValueTicker(const ValueScale &scale) : m_scale(scale) {}
    /// Null: plain numbers, as exact as the step.
    void setFigure(Figure figure) { m_figure = figure; }
    QString label(double tick) const;

protected:
    double getTickStep(const QCPRange &range) override;
    int getSubTickCount(double /*step*/) override { return 0; }
    QString getTickLabel(double tick, const QLocale &locale, QChar format, int precision) override;

private:
    const ValueScale &m_scale;
    Figure m_figure = nullptr;
};

/// The time below a chart: relative ("−60 s … now", "00:00 … 18:44") or of day. Belongs to the plot. GUI thread.
class TimeAxis
{
public:
    explicit TimeAxis(QCustomPlot *plot);

    void applyTheme(const Theme &theme, const QFont &font);
    /// Live axes that are held show the time of day in any case: a distance from now would run away.
    void show(const TimeWindow &window, bool wantsTimeOfDay);

private:
    QCustomPlot *m_plot;
    TimeLabels m_labels;
};

} // namespace gnat
