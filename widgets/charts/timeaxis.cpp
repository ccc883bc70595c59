// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/timeaxis_p.h"

#include "charts/chartseries.h"
#include "charts/timewindow.h"
#include "charts/valuescale.h"
#include "common/humantext.h"
#include "theme/theme.h"

#include <QDateTime>

#include <algorithm>
#include <array>
#include <cmath>

namespace gnat {

namespace {
constexpr double mostTicks = 6;
constexpr std::array roundSteps{0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1,  0.2,  0.5,   1.0,   2.0,   5.0,
                                10.0,  15.0,  30.0,  60.0, 120., 300., 600., 900., 1800., 3600., 7200., 21600.};
} // namespace

double TimeOfDayTicker::getTickStep(const QCPRange &range)
{
    const auto *fits = std::ranges::find_if(roundSteps, [&](double step) { return range.size() / step <= mostTicks; });
    m_step = fits != roundSteps.end() ? *fits : 86400.0 * std::ceil(range.size() / 86400.0 / mostTicks);
    return m_step;
}

QVector<double> TimeOfDayTicker::createTickVector(double step, const QCPRange &range)
{
    // Whole hours and days are those of the clock on the wall.
    const double offset = QDateTime::fromMSecsSinceEpoch(qint64(range.lower * 1000)).offsetFromUtc();
    QVector<double> ticks;
    const auto last = qint64(std::floor((range.upper + offset) / step));
    for (auto number = qint64(std::ceil((range.lower + offset) / step)); number <= last; ++number)
        ticks.append(double(number) * step - offset);
    return ticks;
}

QString TimeOfDayTicker::getTickLabel(double tick, const QLocale & /*locale*/, QChar /*format*/, int /*precision*/)
{
    const auto time = QDateTime::fromMSecsSinceEpoch(qRound64(tick * 1000));
    if (m_step >= 60)
        return time.toString(m_step >= 86400 ? QStringLiteral("MM-dd") : QStringLiteral("HH:mm"));
    return time.toString(m_step >= 1 ? QStringLiteral("HH:mm:ss") : QStringLiteral("mm:ss.zzz"));
}

double ValueTicker::getTickStep(const QCPRange & /*range*/)
{
    return m_scale.step();
}

QString ValueTicker::getTickLabel(double tick, const QLocale & /*locale*/, QChar /*format*/, int /*precision*/)
{
    return label(tick);
}

QString ValueTicker::label(double tick) const
{
    if (m_figure)
        return m_figure(std::max(0.0, tick));
    const double exact = std::abs(tick) < m_scale.step() / 1000 ? 0 : tick;
    const double digits = std::log10(std::max(std::abs(exact), m_scale.step()) / m_scale.step());
    if (digits < 6)
        return valueText(exact);
    // Times in seconds or running numbers: neighbours differ in their last digits only.
    const int decimals = std::clamp(static_cast<int>(-std::floor(std::log10(m_scale.step()))), 0, 9);
    return (exact < 0 ? QStringLiteral("−") : QString()) + QString::number(std::abs(exact), 'f', decimals);
}

TimeAxis::TimeAxis(QCustomPlot *plot) : m_plot(plot), m_labels(plot)
{
    plot->xAxis->setTicker(QSharedPointer<QCPAxisTicker>(new TimeOfDayTicker));
    plot->xAxis->setTickLength(0);
    plot->xAxis->setSubTicks(false);
    plot->xAxis->setTickPen(Qt::NoPen);
    plot->xAxis->setTickLabelPadding(4);
}

void TimeAxis::applyTheme(const Theme &theme, const QFont &font)
{
    m_labels.applyTheme(theme, font);
}

void TimeAxis::show(const TimeWindow &window, bool wantsTimeOfDay)
{
    const QCPRange range(secondsOf(window.fromNs()), secondsOf(window.toNs()));
    m_plot->xAxis->setRange(range);
    const bool isOfDay = wantsTimeOfDay || (window.isEndless() && window.isHeld());
    m_plot->xAxis->setTicks(isOfDay);
    m_plot->xAxis->setTickLabels(isOfDay);
    m_plot->xAxis->grid()->setVisible(isOfDay);
    m_labels.setVisible(!isOfDay);
    if (window.isEndless())
        m_labels.showAgo({secondsOf(window.fromNs() - window.nowNs()), secondsOf(window.toNs() - window.nowNs())});
    else
        m_labels.showOffsets(
            {secondsOf(window.fromNs() - window.firstNs()), secondsOf(window.toNs() - window.firstNs())});
}

} // namespace gnat
