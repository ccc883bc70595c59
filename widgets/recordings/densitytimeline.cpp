// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recordings/densitytimeline.h"

#include "common/humantext.h"
#include "theme/fonts.h"
#include "theme/icons.h"
#include "theme/theme.h"

#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <array>

namespace gnat {

namespace {
constexpr qint64 nsPerSecond = 1'000'000'000;
constexpr qint64 nsPerMs = 1'000'000;
constexpr int side = 14;
constexpr int axisHeight = 20;
constexpr int signHeight = 22;
constexpr qreal barWidth = 5;

/// A round distance between two labels of the axis, seconds.
qint64 axisStep(qint64 durationNs, qreal width)
{
    static constexpr std::array<qint64, 15> steps{1,   2,   5,    10,   15,   30,    60,   120,
                                                  300, 600, 1800, 3600, 7200, 21600, 86400};
    const auto labels = std::max<qint64>(1, qint64(width / 110));
    const auto *const step =
        std::ranges::find_if(steps, [&](qint64 seconds) { return durationNs / nsPerSecond <= seconds * labels; });
    return step == steps.end() ? steps.back() : *step;
}
} // namespace

DensityTimeline::DensityTimeline(QWidget *parent) : QWidget(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    setCursor(Qt::PointingHandCursor);
    setAccessibleName(tr("Messages over the time of the recording"));
}

void DensityTimeline::setRecording(const RecordingSummary &summary)
{
    m_density = summary.density;
    m_gaps = summary.gaps;
    m_marks = summary.marks;
    m_firstNs = summary.firstNs;
    m_durationNs = std::max<qint64>(0, summary.lastNs - summary.firstNs);
    m_playheadNs = 0;
    setAccessibleDescription(
        tr("%1 messages in %2").arg(countFull(summary.messages), durationText(m_durationNs / nsPerMs)));
    gather();
    update();
}

void DensityTimeline::setGrown(const RecordingSummary &summary)
{
    const auto playhead = m_playheadNs;
    setRecording(summary);
    setPlayhead(playhead);
}

void DensityTimeline::clear()
{
    setRecording({});
}

void DensityTimeline::setPlayhead(qint64 offsetNs)
{
    offsetNs = std::clamp<qint64>(offsetNs, 0, m_durationNs);
    if (offsetNs == m_playheadNs)
        return;
    m_playheadNs = offsetNs;
    update();
}

QRectF DensityTimeline::plot() const
{
    return QRectF(rect()).adjusted(side, signHeight, -side, -axisHeight);
}

qreal DensityTimeline::xOf(qint64 offsetNs) const
{
    const QRectF area = plot();
    return m_durationNs > 0 ? area.left() + area.width() * qreal(offsetNs) / qreal(m_durationNs) : area.left();
}

/// Sums the seconds into bars of at least a few pixels.
void DensityTimeline::gather()
{
    m_bars.clear();
    const auto room = qint64(plot().width() / barWidth);
    if (m_density.isEmpty() || room < 1)
        return;
    const qint64 firstS = m_firstNs / nsPerSecond;
    const qint64 seconds = std::max<qint64>(1, (m_firstNs + m_durationNs) / nsPerSecond - firstS + 1);
    m_barSeconds = (seconds + room - 1) / room;
    const qint64 count = (seconds + m_barSeconds - 1) / m_barSeconds;
    m_bars.fill(0, count);
    for (const auto &second : m_density) {
        const auto bar = std::clamp<qint64>((second.atS - firstS) / m_barSeconds, 0, count - 1);
        m_bars[bar] += double(second.messages);
    }
}

void DensityTimeline::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    gather();
}

void DensityTimeline::paintAxis(QPainter &painter) const
{
    const Theme &theme = themeOf(this);
    const QRectF area = plot();
    painter.setPen(theme.line);
    painter.drawLine(QPointF(area.left(), area.bottom() + 0.5), QPointF(area.right(), area.bottom() + 0.5));
    painter.setFont(monoFont(px::axis));
    painter.setPen(theme.text3);
    const qint64 step = axisStep(m_durationNs, area.width()) * nsPerSecond;
    for (qint64 at = 0; at <= m_durationNs; at += step) {
        const QRectF label(xOf(at) - 40, area.bottom() + 2, 80, axisHeight - 4);
        const bool isFirst = at == 0;
        painter.drawText(isFirst ? label.translated(40, 0) : label,
                         int((isFirst ? Qt::AlignLeft : Qt::AlignHCenter) | Qt::AlignVCenter),
                         durationText(at / nsPerMs));
    }
}

void DensityTimeline::paintBars(QPainter &painter) const
{
    if (m_bars.isEmpty())
        return;
    const Theme &theme = themeOf(this);
    const QRectF area = plot();
    const double most = std::max(1.0, *std::max_element(m_bars.begin(), m_bars.end()));
    const qint64 startNs = m_firstNs - m_firstNs % nsPerSecond; // bars are whole seconds of the clock
    const QColor done = theme.series[1];
    const QColor toCome = blended(theme.series[1], theme.base, 0.45);
    const qreal playhead = xOf(m_playheadNs);
    for (qsizetype i = 0; i < m_bars.size(); ++i) {
        if (m_bars.at(i) <= 0)
            continue;
        const qreal height = std::max(1.0, area.height() * m_bars.at(i) / most);
        const qint64 fromNs = startNs + i * m_barSeconds * nsPerSecond - m_firstNs;
        const qreal left = xOf(std::max<qint64>(0, fromNs));
        const qreal right = xOf(std::min(m_durationNs, fromNs + m_barSeconds * nsPerSecond));
        painter.fillRect(QRectF(left, area.bottom() - height, std::max(1.0, right - left - 1), height),
                         left < playhead ? done : toCome);
    }
}

void DensityTimeline::paintSigns(QPainter &painter) const
{
    const Theme &theme = themeOf(this);
    const QRectF area = plot();
    for (const auto &gap : m_gaps) {
        const qreal from = xOf(gap.atNs - m_firstNs);
        const qreal until = xOf(gap.untilNs - m_firstNs);
        painter.fillRect(QRectF(from, area.top(), std::max(2.0, until - from), area.height()),
                         QBrush(theme.err, Qt::BDiagPattern));
    }
    painter.setFont(uiFont(px::caption));
    for (const auto &mark : m_marks) {
        const qreal x = xOf(mark.atNs - m_firstNs);
        paintIcon(&painter, QRectF(x - 5, 5, 12, 12), QStringLiteral("bookmark"), theme.text2);
        painter.setPen(theme.text2);
        painter.drawText(QRectF(x + 9, 2, 140, 18), int(Qt::AlignLeft | Qt::AlignVCenter), mark.text);
    }
    const qreal x = xOf(m_playheadNs);
    painter.setPen(QPen(theme.err, 1.5));
    painter.drawLine(QPointF(x, 6), QPointF(x, area.bottom()));
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.err);
    painter.drawRoundedRect(QRectF(x - 4.5, 0, 9, 10), 2, 2);
    if (hasFocus()) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(theme.accent, 1));
        painter.drawRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5));
    }
}

void DensityTimeline::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), themeOf(this).base);
    if (m_durationNs <= 0 && m_density.isEmpty())
        return;
    paintBars(painter);
    paintAxis(painter);
    paintSigns(painter);
}

void DensityTimeline::seekTo(qreal x)
{
    const QRectF area = plot();
    if (m_durationNs <= 0 || area.width() <= 0)
        return;
    const qreal share = std::clamp((x - area.left()) / area.width(), 0.0, 1.0);
    setPlayhead(qint64(share * qreal(m_durationNs)));
    Q_EMIT seekRequested(m_playheadNs);
}

void DensityTimeline::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton)
        seekTo(event->position().x());
}

void DensityTimeline::mouseMoveEvent(QMouseEvent *event)
{
    if (event->buttons().testFlag(Qt::LeftButton))
        seekTo(event->position().x());
}

void DensityTimeline::keyPressEvent(QKeyEvent *event)
{
    const bool isBack = event->key() == Qt::Key_Left;
    if (!isBack && event->key() != Qt::Key_Right) {
        QWidget::keyPressEvent(event);
        return;
    }
    setPlayhead(m_playheadNs + (isBack ? -nsPerSecond : nsPerSecond));
    Q_EMIT seekRequested(m_playheadNs);
}

} // namespace gnat
