// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/statuscell.h"

#include "common/painting.h"
#include "theme/fonts.h"
#include "theme/theme.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace gnat {

namespace {

constexpr qreal side = 9;
constexpr qreal gap = 6;
constexpr qreal meterWidth = 44;

qreal widthOf(const QFont &font, const QString &text)
{
    return text.isEmpty() ? 0 : std::ceil(QFontMetricsF(font).horizontalAdvance(text)) + gap;
}

} // namespace

StatusCell::StatusCell(QWidget *parent) : QAbstractButton(parent)
{
    setFocusPolicy(Qt::TabFocus);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Expanding);
}

void StatusCell::setDot(const QColor &color, bool isFilled)
{
    m_dot = color;
    m_isFilled = isFilled;
    update();
}

void StatusCell::set(const QString &words, const QString &figure, Tone tone, const QString &dimFigure)
{
    if (words == m_words && figure == m_figure && tone == m_tone && dimFigure == m_dimFigure)
        return;
    if (words != m_words)
        m_width = 0;
    m_words = words;
    m_figure = figure;
    m_dimFigure = dimFigure;
    m_tone = tone;
    setAccessibleName(QStringLiteral("%1 %2 %3").arg(words, figure, dimFigure).simplified());
    const int needed = static_cast<int>(std::ceil(contentWidth()));
    if (needed > m_width) {
        m_width = needed;
        updateGeometry();
    }
    update();
}

void StatusCell::setMeter(double share)
{
    m_meter = share;
    const int needed = static_cast<int>(std::ceil(contentWidth()));
    if (needed > m_width) {
        m_width = needed;
        updateGeometry();
    }
    update();
}

void StatusCell::setFirst(bool isFirst)
{
    m_isFirst = isFirst;
    update();
}

qreal StatusCell::contentWidth() const
{
    qreal width = 2 * side - gap;
    if (m_dot.isValid())
        width += 8 + gap;
    width += widthOf(uiFont(px::small), m_words) + widthOf(monoFont(px::figure), m_figure) +
             widthOf(monoFont(px::figure), m_dimFigure);
    if (m_meter >= 0)
        width += meterWidth + gap;
    return width;
}

QSize StatusCell::sizeHint() const
{
    return {std::max(m_width, static_cast<int>(std::ceil(contentWidth()))), 25};
}

void StatusCell::paintEvent(QPaintEvent * /*event*/)
{
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (underMouse())
        painter.fillRect(rect(), blended(theme.lineCtl, theme.window, 0.25));
    if (!m_isFirst)
        painter.fillRect(0, 0, 1, height(), theme.line);
    qreal x = side;
    if (m_dot.isValid()) {
        paintDot(&painter, QPointF(x + 4, height() / 2.0), m_dot, m_isFilled);
        x += 8 + gap;
    }
    const auto draw = [&](const QFont &font, const QColor &color, const QString &text) {
        if (text.isEmpty())
            return;
        painter.setFont(font);
        painter.setPen(color);
        painter.drawText(QRectF(x, 0, width() - x, height()), Qt::AlignVCenter | Qt::AlignLeft, text);
        x += widthOf(font, text);
    };
    const QColor loud = m_tone == Tone::Err ? theme.err : m_tone == Tone::Warn ? theme.warn : theme.text2;
    draw(uiFont(px::small), loud, m_words);
    draw(monoFont(px::figure), loud, m_figure);
    draw(monoFont(px::figure), theme.text3, m_dimFigure);
    if (m_meter >= 0) {
        const QRectF bar(width() - side - meterWidth, height() / 2.0 - 2, meterWidth, 4);
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.line);
        painter.drawRoundedRect(bar, 2, 2);
        painter.setBrush(m_meter > 0.95 ? theme.warnFill : theme.text3);
        const qreal filled = bar.width() * std::clamp(m_meter, 0.0, 1.0);
        painter.drawRoundedRect(QRectF(bar.topLeft(), QSizeF(filled, bar.height())), 2, 2);
    }
    if (hasFocus()) {
        painter.setPen(QPen(theme.accent, 1));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(rect()).adjusted(2.5, 2.5, -2.5, -2.5), 3, 3);
    }
}

} // namespace gnat
