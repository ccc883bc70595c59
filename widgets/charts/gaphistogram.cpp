// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/gaphistogram.h"

#include "common/humantext.h"
#include "theme/fonts.h"
#include "theme/theme.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace gnat {

namespace {

QString decadeText(int decade)
{
    const double ns = static_cast<double>(GapFigures::firstNs) * std::pow(10, decade);
    if (ns < 1e6)
        return GapHistogram::tr("%1 µs").arg(qRound(ns / 1e3));
    return ns < 1e9 ? GapHistogram::tr("%1 ms").arg(qRound(ns / 1e6)) : GapHistogram::tr("%1 s").arg(qRound(ns / 1e9));
}

} // namespace

GapHistogram::GapHistogram(QWidget *parent) : QWidget(parent)
{
    setAccessibleName(tr("Histogram of the times between messages"));
}

void GapHistogram::set(const GapFigures &figures)
{
    m_figures = figures;
    setAccessibleDescription(tr("%n gap(s), p50 %1, p99 %2", nullptr, int(figures.count))
                                 .arg(latencyText(figures.median), latencyText(figures.p99)));
    update();
}

double GapHistogram::Axis::xOf(double ns) const
{
    const double decade = std::log10(std::max(ns, 1.0) / GapFigures::firstNs);
    const double share = (decade - firstDecade) / (lastDecade - firstDecade);
    return area.left() + std::clamp(share, 0.0, 1.0) * area.width();
}

GapHistogram::Axis GapHistogram::axis() const
{
    const auto &bars = m_figures.bars;
    const auto isUsed = [](std::uint32_t count) {
        return count > 0;
    };
    Axis axis{QRectF(rect()).adjusted(0, 16, -8, -18), 2, 6}; // 100 µs to 1 s while there is nothing
    const auto first = std::ranges::find_if(bars, isUsed);
    if (first == bars.end())
        return axis;
    const auto last = std::find_if(bars.rbegin(), bars.rend(), isUsed);
    axis.firstDecade = int(first - bars.begin()) / GapFigures::perDecade;
    axis.lastDecade = int(bars.rend() - last - 1) / GapFigures::perDecade + 1;
    if (axis.lastDecade - axis.firstDecade < 2) // one decade alone says little
        axis.lastDecade = axis.firstDecade + 2;
    return axis;
}

void GapHistogram::paintEvent(QPaintEvent * /*event*/)
{
    const Theme &theme = themeOf(this);
    const Axis axis = this->axis();
    QPainter painter(this);
    painter.setFont(monoFont(px::axis));
    for (int decade = axis.firstDecade; decade <= axis.lastDecade; ++decade) {
        const double x =
            axis.area.left() + axis.area.width() * (decade - axis.firstDecade) / (axis.lastDecade - axis.firstDecade);
        painter.setPen(QPen(theme.line, 1));
        painter.drawLine(QPointF(x, axis.area.top()), QPointF(x, axis.area.bottom()));
        const bool isFirst = decade == axis.firstDecade;
        const bool isLast = decade == axis.lastDecade;
        painter.setPen(theme.text3);
        painter.drawText(QRectF(isFirst  ? x
                                : isLast ? x - 60
                                         : x - 30,
                                axis.area.bottom() + 3, 60, 15),
                         isFirst  ? Qt::AlignLeft
                         : isLast ? Qt::AlignRight
                                  : Qt::AlignHCenter,
                         decadeText(decade));
    }
    const auto &bars = m_figures.bars;
    const auto highest = bars.empty() ? 0U : *std::ranges::max_element(bars);
    const double width = axis.area.width() / ((axis.lastDecade - axis.firstDecade) * GapFigures::perDecade);
    const auto offset = std::size_t(axis.firstDecade) * GapFigures::perDecade;
    for (std::size_t i = offset; highest > 0 && i < bars.size(); ++i) {
        const double height = axis.area.height() * bars[i] / highest;
        const double least = bars[i] > 0 ? 1.5 : 0; // a single one is seen beside a million
        painter.fillRect(QRectF(axis.area.left() + double(i - offset) * width + 1,
                                axis.area.bottom() - std::max(height, least), width - 2, std::max(height, least)),
                         theme.series[0]);
    }
    if (m_figures.count > 0) {
        paintMark(painter, axis, m_figures.median, tr("p50"));
        if (axis.xOf(double(m_figures.p99)) - axis.xOf(double(m_figures.median)) > 30)
            paintMark(painter, axis, m_figures.p99, tr("p99"));
    }
}

void GapHistogram::paintMark(QPainter &painter, const Axis &axis, std::int64_t ns, const QString &name) const
{
    const Theme &theme = themeOf(this);
    const double x = axis.xOf(double(ns));
    painter.setPen(QPen(theme.warn, 1, Qt::DashLine));
    painter.drawLine(QPointF(x, axis.area.top()), QPointF(x, axis.area.bottom()));
    painter.setFont(uiFont(px::caption));
    painter.drawText(QRectF(x - 20, 0, 40, 15), Qt::AlignHCenter | Qt::AlignVCenter, name);
}

} // namespace gnat
