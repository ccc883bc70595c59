// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recordings/densitytimeline.h"

#include "common/humantext.h"
#include "theme/theme.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>
#include <utility>

namespace gnat {

namespace {

constexpr qint64 nsPerSecond = 1'000'000'000;
constexpr qint64 nsPerMs = 1'000'000;
constexpr int side = 14;
constexpr int signHeight = 30;
constexpr qreal handleReach = 5; // pixels beside A or B that still are it

} // namespace

DensityTimeline::DensityTimeline(QWidget *parent) : QWidget(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    setCursor(Qt::PointingHandCursor);
    setAccessibleName(tr("Messages over the time of the recording"));
    setToolTip(tr("Click or drag to go there, Shift+drag for the range A–B, the wheel zooms"));
}

void DensityTimeline::setRecording(const RecordingSummary &summary)
{
    m_signs = {};
    m_density.setSent({});
    m_scale.setDuration(summary.lastNs - summary.firstNs);
    take(summary);
}

void DensityTimeline::setGrown(const RecordingSummary &summary)
{
    m_signs.gaps.clear();
    m_signs.marks.clear();
    m_scale.growTo(summary.lastNs - summary.firstNs);
    take(summary);
}

void DensityTimeline::take(const RecordingSummary &summary)
{
    m_density.setRecording(summary);
    m_barsFor.reset();
    for (const auto &gap : summary.shownGaps())
        m_signs.gaps.append({gap.atNs - summary.firstNs, gap.untilNs - summary.firstNs});
    for (const auto &mark : summary.marks)
        m_signs.marks.append({mark.atNs - summary.firstNs, mark.text});
    setAccessibleDescription(
        tr("%1 messages in %2").arg(countFull(summary.messages), durationText(durationNs() / nsPerMs)));
    update();
}

void DensityTimeline::clear()
{
    setRecording({});
}

void DensityTimeline::setSent(SentHistory sent)
{
    m_density.setSent(std::move(sent));
    m_barsFor.reset();
    update();
}

const std::vector<TimelineBar> &DensityTimeline::bars()
{
    if (m_barsFor != m_scale) {
        m_bars = m_density.bars(m_scale);
        m_barsFor = m_scale;
    }
    return m_bars;
}

void DensityTimeline::setPlayhead(qint64 offsetNs)
{
    offsetNs = std::clamp<qint64>(offsetNs, 0, durationNs());
    if (offsetNs == m_signs.playheadNs)
        return;
    m_signs.playheadNs = offsetNs;
    if (m_drag == Drag::None)
        m_scale.show(offsetNs);
    update();
}

void DensityTimeline::setRange(std::optional<qint64> a, std::optional<qint64> b)
{
    if (a && b && *a > *b)
        std::swap(a, b);
    m_signs.a = a;
    m_signs.b = b;
    update();
}

void DensityTimeline::toggleBookmark()
{
    auto &bookmarks = m_signs.bookmarks;
    // On the screen, a bookmark is as wide as its icon.
    const auto reach = std::max<qint64>(1, m_scale.offsetAt(m_scale.plot().left() + 5) - m_scale.fromNs());
    const auto isHere = [&](const TimelineBookmark &mark) {
        return std::abs(mark.offsetNs - playhead()) <= reach;
    };
    if (bookmarks.removeIf(isHere) == 0)
        bookmarks.append({playhead(), durationText(playhead() / nsPerMs)});
    update();
}

void DensityTimeline::setBookmarks(const QList<TimelineBookmark> &bookmarks)
{
    m_signs.bookmarks = bookmarks;
    update();
}

void DensityTimeline::fit()
{
    m_scale.fit();
    update();
}

void DensityTimeline::zoom(double factor, qint64 aboutNs)
{
    if (factor > 1)
        m_scale.show(aboutNs);
    m_scale.zoom(factor, aboutNs);
    update();
}

void DensityTimeline::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    m_scale.setPlot(QRectF(rect()).adjusted(side, signHeight, -side, -timelineAxisHeight));
}

void DensityTimeline::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const auto &theme = themeOf(this);
    painter.fillRect(rect(), theme.base);
    if (durationNs() > 0 || !m_density.isEmpty()) {
        paintRange(painter, theme, m_scale, m_signs);
        painter.save();
        painter.setClipRect(m_scale.plot());
        paintBars(painter, theme, m_scale, bars(), m_signs);
        painter.restore();
        paintAxis(painter, theme, m_scale);
        paintMarks(painter, theme, m_scale, m_signs);
        paintPlayhead(painter, theme, m_scale, playhead());
    }
    if (hasFocus()) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(theme.accent, 1));
        painter.drawRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5));
    }
}

DensityTimeline::Drag DensityTimeline::dragAt(const QMouseEvent &event) const
{
    if (event.modifiers().testFlag(Qt::ShiftModifier))
        return Drag::Range;
    const auto x = event.position().x();
    if (m_signs.a && std::abs(m_scale.xOf(*m_signs.a) - x) <= handleReach)
        return Drag::A;
    if (m_signs.b && std::abs(m_scale.xOf(*m_signs.b) - x) <= handleReach)
        return Drag::B;
    return Drag::Playhead;
}

void DensityTimeline::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton || durationNs() <= 0)
        return;
    m_drag = dragAt(*event);
    m_dragFromNs = m_scale.offsetAt(event->position().x());
    if (m_drag == Drag::Playhead)
        drag(event->position().x());
}

void DensityTimeline::mouseMoveEvent(QMouseEvent *event)
{
    if (m_drag != Drag::None)
        drag(event->position().x());
}

void DensityTimeline::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton)
        m_drag = Drag::None;
}

void DensityTimeline::drag(qreal x)
{
    const auto offset = m_scale.offsetAt(x);
    switch (m_drag) {
    case Drag::None:
        return;
    case Drag::Playhead:
        setPlayhead(offset);
        Q_EMIT seekRequested(playhead());
        return;
    case Drag::Range:
        setRange(m_dragFromNs, offset);
        break;
    case Drag::A:
        setRange(m_signs.b ? std::min(offset, *m_signs.b) : offset, m_signs.b);
        break;
    case Drag::B:
        setRange(m_signs.a, m_signs.a ? std::max(offset, *m_signs.a) : offset);
        break;
    }
    Q_EMIT rangeChanged();
}

void DensityTimeline::wheelEvent(QWheelEvent *event)
{
    const auto steps = event->angleDelta().y() / 120.0;
    if (steps == 0 || durationNs() <= 0)
        return;
    m_scale.zoom(std::pow(1.25, steps), m_scale.offsetAt(event->position().x()));
    update();
    event->accept();
}

void DensityTimeline::keyPressEvent(QKeyEvent *event)
{
    const bool isBack = event->key() == Qt::Key_Left;
    if (!isBack && event->key() != Qt::Key_Right) {
        QWidget::keyPressEvent(event);
        return;
    }
    if (event->modifiers().testFlag(Qt::ShiftModifier)) {
        const auto step = m_scale.lengthNs() / 4;
        m_scale.moveTo(m_scale.fromNs() + (isBack ? -step : step));
        update();
        return;
    }
    setPlayhead(playhead() + (isBack ? -nsPerSecond : nsPerSecond));
    Q_EMIT seekRequested(playhead());
}

} // namespace gnat
