// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recordings/timelinesketch.h"

#include "common/humantext.h"
#include "common/painting.h"
#include "recordings/timelinescale.h"
#include "theme/fonts.h"
#include "theme/icons.h"
#include "theme/theme.h"

#include <algorithm>
#include <array>

namespace gnat {

namespace {

constexpr qint64 nsPerMs = 1'000'000;
constexpr qreal pixelsPerLabel = 110;

/// A round distance between two labels of the axis, ms.
qint64 axisStepMs(qint64 lengthNs, qreal width)
{
    static constexpr std::array<qint64, 19> steps{
        10,     50,      200,     500,     1000,      2000,      5000,      10'000,     15'000,    30'000,
        60'000, 120'000, 300'000, 600'000, 1'800'000, 3'600'000, 7'200'000, 21'600'000, 86'400'000};
    const auto labels = std::max<qint64>(1, qint64(width / pixelsPerLabel));
    const auto *const step = std::ranges::find_if(steps, [&](qint64 ms) { return lengthNs / nsPerMs <= ms * labels; });
    return step == steps.end() ? steps.back() : *step;
}

QString axisText(qint64 offsetMs, qint64 stepMs)
{
    const auto text = durationText(offsetMs);
    return stepMs >= 1000 ? text : text + QStringLiteral(".%1").arg(offsetMs % 1000, 3, 10, QLatin1Char('0'));
}

void paintHandle(QPainter &painter, const Theme &theme, const TimelineScale &scale, qint64 offsetNs, bool isA)
{
    const auto &plot = scale.plot();
    const auto x = scale.xOf(offsetNs);
    if (x < plot.left() - 1 || x > plot.right() + 1)
        return;
    painter.setPen(QPen(theme.accent, 2));
    painter.drawLine(QPointF(x, plot.top() - 8), QPointF(x, plot.bottom()));
    painter.fillRect(QRectF(x - 3, plot.center().y() - 9, 6, 18), theme.accent);
    painter.setFont(monoFont(px::axis, QFont::DemiBold));
    const auto label = isA ? QRectF(x - 18, plot.top() - 12, 14, 14) : QRectF(x + 5, plot.top() - 12, 14, 14);
    painter.drawText(label, int(isA ? Qt::AlignRight : Qt::AlignLeft), isA ? QStringLiteral("A") : QStringLiteral("B"));
}

} // namespace

QColor leftOutColor(const Theme &theme)
{
    return blended(theme.text3, theme.base, 0.45);
}

void paintBars(QPainter &painter, const Theme &theme, const TimelineScale &scale, const std::vector<TimelineBar> &bars,
               const TimelineSigns &signs)
{
    const auto &plot = scale.plot();
    double most = 1;
    for (const auto &bar : bars)
        most = std::max(most, bar.messages);
    const auto from = signs.a ? scale.xOf(*signs.a) : plot.left();
    const auto until = signs.b ? scale.xOf(*signs.b) : plot.right();
    for (const auto &bar : bars) {
        const auto isStrong = bar.right > from && bar.left < until; // what A and B leave out is pale
        const auto fill = [&](double count, const QColor &color) {
            const auto height = std::max(1.0, plot.height() * count / most);
            painter.fillRect(QRectF(bar.left, plot.bottom() - height, bar.right - bar.left - 1, height),
                             blended(color, theme.base, isStrong ? 1.0 : 0.5));
        };
        if (bar.messages > bar.sent)
            fill(bar.messages, leftOutColor(theme));
        if (bar.sent > 0)
            fill(bar.sent, theme.series[1]);
    }
}

void paintRange(QPainter &painter, const Theme &theme, const TimelineScale &scale, const TimelineSigns &signs)
{
    if (!signs.a && !signs.b)
        return;
    const auto &plot = scale.plot();
    const auto from = std::clamp(signs.a ? scale.xOf(*signs.a) : plot.left(), plot.left(), plot.right());
    const auto until = std::clamp(signs.b ? scale.xOf(*signs.b) : plot.right(), plot.left(), plot.right());
    painter.fillRect(QRectF(from, plot.top() - 8, until - from, plot.height() + 8), theme.accentBg);
}

void paintAxis(QPainter &painter, const Theme &theme, const TimelineScale &scale)
{
    const auto &plot = scale.plot();
    painter.setPen(theme.line);
    painter.drawLine(QPointF(plot.left(), plot.bottom() + 0.5), QPointF(plot.right(), plot.bottom() + 0.5));
    painter.setFont(monoFont(px::axis));
    painter.setPen(theme.text3);
    const auto stepMs = axisStepMs(scale.lengthNs(), plot.width());
    const auto stepNs = stepMs * nsPerMs;
    for (qint64 at = (scale.fromNs() + stepNs - 1) / stepNs * stepNs; at <= scale.untilNs(); at += stepNs) {
        auto label = QRectF(scale.xOf(at) - 40, plot.bottom() + 2, 80, timelineAxisHeight - 4);
        const bool isFirst = label.left() < plot.left() - 14;
        if (isFirst)
            label.moveLeft(std::max(plot.left(), label.center().x()));
        painter.drawText(label, int((isFirst ? Qt::AlignLeft : Qt::AlignHCenter) | Qt::AlignVCenter),
                         axisText(at / nsPerMs, stepMs));
    }
}

void paintMarks(QPainter &painter, const Theme &theme, const TimelineScale &scale, const TimelineSigns &signs)
{
    const auto &plot = scale.plot();
    for (const auto &gap : signs.gaps) {
        const auto from = scale.xOf(gap.fromNs);
        painter.fillRect(QRectF(from, plot.top(), std::max(2.0, scale.xOf(gap.untilNs) - from), plot.height()),
                         QBrush(theme.err, Qt::BDiagPattern));
    }
    const auto paintOne = [&](const TimelineBookmark &mark, const QColor &color) {
        const auto x = scale.xOf(mark.offsetNs);
        if (x < plot.left() - 1 || x > plot.right() + 1)
            return;
        paintIcon(&painter, QRectF(x - 5, 5, 12, 12), QStringLiteral("bookmark"), color);
        painter.setFont(uiFont(px::caption));
        painter.setPen(theme.text2);
        painter.drawText(QRectF(x + 9, 2, 140, 18), int(Qt::AlignLeft | Qt::AlignVCenter), mark.text);
    };
    for (const auto &mark : signs.marks)
        paintOne(mark, theme.text2);
    for (const auto &mark : signs.bookmarks)
        paintOne(mark, theme.accent);
    if (signs.a)
        paintHandle(painter, theme, scale, *signs.a, true);
    if (signs.b)
        paintHandle(painter, theme, scale, *signs.b, false);
}

void paintPlayhead(QPainter &painter, const Theme &theme, const TimelineScale &scale, qint64 playheadNs)
{
    const auto &plot = scale.plot();
    const auto x = scale.xOf(playheadNs);
    if (x < plot.left() - 1 || x > plot.right() + 1)
        return;
    painter.setPen(QPen(theme.err, 1.5));
    painter.drawLine(QPointF(x, 6), QPointF(x, plot.bottom()));
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.err);
    painter.drawRoundedRect(QRectF(x - 4.5, 0, 9, 10), 2, 2);
}

} // namespace gnat
