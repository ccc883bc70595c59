// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/chartoverlay_p.h"

#include "theme/fonts.h"
#include "theme/theme.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>

namespace gnat {

namespace {

constexpr qreal lineHeight = 16;
constexpr qreal padding = 8;
constexpr qreal longestName = 180;

void paintDot(QPainter &painter, const ChartOverlay::Dot &dot, const Theme &theme, qreal radius)
{
    painter.setPen(QPen(theme.base, 1.5));
    painter.setBrush(dot.color);
    painter.drawEllipse(dot.at, radius, radius);
}

void paintVertical(QPainter &painter, const QRectF &area, qreal x, const QPen &pen)
{
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setPen(pen);
    painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()));
    painter.setRenderHint(QPainter::Antialiasing);
}

} // namespace

ChartOverlay::ChartOverlay(QWidget *parent) : QWidget(parent)
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
}

void ChartOverlay::show(const Content &content)
{
    m_content = content;
    update();
}

void ChartOverlay::paintEvent(QPaintEvent * /*event*/)
{
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.save();
    painter.setClipRect(m_content.area);
    paintGaps(painter, theme);
    paintMarks(painter, theme);
    paintBand(painter, theme);
    painter.restore();
    paintSelected(painter, theme);
    paintWords(painter, theme);
    paintCursor(painter, theme);
}

void ChartOverlay::paintGaps(QPainter &painter, const Theme &theme) const
{
    QColor hatch = theme.err;
    hatch.setAlphaF(0.35F);
    for (const auto &[from, to] : m_content.gaps) {
        const QRectF where(from, m_content.area.top(), std::max(to - from, 3.0), m_content.area.height());
        painter.fillRect(where, QBrush(hatch, Qt::BDiagPattern));
    }
}

void ChartOverlay::paintMarks(QPainter &painter, const Theme &theme) const
{
    for (const auto &[x, text] : m_content.marks)
        paintVertical(painter, m_content.area, x, QPen(theme.warn, 1, Qt::DashLine));
}

/// They stand at the left of their line, or at its right where there is no room; on a ground of their own, so that no
/// line and no hatching runs through them.
void ChartOverlay::paintWords(QPainter &painter, const Theme &theme) const
{
    const QFont font = monoFont(px::axis);
    const QFontMetricsF metrics(font);
    qreal freeFrom = m_content.area.left();
    for (const auto &[x, text] : m_content.marks) {
        const qreal wide = metrics.horizontalAdvance(text);
        const bool isLeft = x - wide - 5 >= freeFrom;
        const qreal from = isLeft ? x - wide - 5 : x + 5;
        if (from < freeFrom || from + wide > m_content.area.right())
            continue; // marks that stand close have a line each, and one has words
        painter.fillRect(QRectF(from - 2, m_content.area.top(), wide + 4, metrics.height()), theme.base);
        painter.setFont(font);
        painter.setPen(theme.warn);
        painter.drawText(QPointF(from, m_content.area.top() + metrics.ascent()), text);
        freeFrom = std::max(x, from + wide) + 4;
    }
}

void ChartOverlay::paintBand(QPainter &painter, const Theme &theme) const
{
    if (!m_content.band)
        return;
    QColor veil = theme.accent;
    veil.setAlphaF(0.12F);
    const auto [from, to] = *m_content.band;
    painter.setPen(QPen(theme.accent, 1));
    painter.setBrush(veil);
    painter.drawRect(QRectF(std::min(from, to), m_content.area.top(), std::abs(to - from), m_content.area.height()));
}

void ChartOverlay::paintSelected(QPainter &painter, const Theme &theme) const
{
    if (!m_content.selected)
        return;
    paintVertical(painter, m_content.area, *m_content.selected, QPen(theme.accent, 1));
    for (const Dot &dot : m_content.selectedDots)
        paintDot(painter, dot, theme, 4.5);
}

void ChartOverlay::paintCursor(QPainter &painter, const Theme &theme) const
{
    if (!m_content.cursor)
        return;
    paintVertical(painter, m_content.area, *m_content.cursor, QPen(theme.text3, 1, Qt::DotLine));
    for (const Reading &reading : m_content.readings)
        paintDot(painter, reading.dot, theme, 3.5);
    if (!m_content.cursorText.isEmpty())
        paintReadings(painter, theme);
}

/// A small table beside the crosshair: the time, then each line with its value.
void ChartOverlay::paintReadings(QPainter &painter, const Theme &theme) const
{
    const QFontMetricsF names(uiFont(px::caption));
    const QFontMetricsF figures(monoFont(px::figure));
    const auto fits = static_cast<qsizetype>((height() - 2 * padding) / lineHeight) - 1;
    const auto rows = std::min(m_content.readings.size(), std::max<qsizetype>(fits, 1));
    qreal nameWidth = 0;
    qreal valueWidth = 0;
    for (qsizetype i = 0; i < rows; ++i) {
        nameWidth = std::max(nameWidth, names.horizontalAdvance(m_content.readings[i].name));
        valueWidth = std::max(valueWidth, figures.horizontalAdvance(m_content.readings[i].value));
    }
    nameWidth = std::min(nameWidth, longestName);
    const qreal inner = std::max(14 + nameWidth + 12 + valueWidth, figures.horizontalAdvance(m_content.cursorText));
    QRectF box(*m_content.cursor + 10, m_content.area.top(), inner + 2 * padding,
               static_cast<qreal>(rows + 1) * lineHeight + padding);
    if (box.right() > width() - 2)
        box.moveRight(std::max(*m_content.cursor - 10, box.width()));
    painter.setPen(QPen(theme.lineCtl, 1));
    painter.setBrush(theme.base);
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    QRectF row(box.left() + padding, box.top() + padding / 2, inner, lineHeight);
    painter.setFont(monoFont(px::figure));
    painter.setPen(theme.text2);
    painter.drawText(row, Qt::AlignVCenter | Qt::AlignLeft, m_content.cursorText);
    for (qsizetype i = 0; i < rows; ++i) {
        const Reading &reading = m_content.readings[i];
        row.translate(0, lineHeight);
        painter.setPen(Qt::NoPen);
        painter.setBrush(reading.dot.color);
        painter.drawRoundedRect(QRectF(row.left(), row.center().y() - 1.5, 8, 3), 1.5, 1.5);
        painter.setPen(theme.text2);
        painter.setFont(uiFont(px::caption));
        painter.drawText(row.adjusted(14, 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft,
                         names.elidedText(reading.name, Qt::ElideMiddle, nameWidth + 1));
        painter.setPen(theme.text);
        painter.setFont(monoFont(px::figure));
        painter.drawText(row, Qt::AlignVCenter | Qt::AlignRight, reading.value);
    }
}

} // namespace gnat
