// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/chip.h"

#include "theme/fonts.h"
#include "theme/icons.h"
#include "theme/theme.h"

#include <QFontMetricsF>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <cmath>

namespace gnat {

namespace {

constexpr qreal padding = 7;
constexpr qreal iconSide = 12;
constexpr qreal gap = 5;

struct Colors
{
    QColor ground;
    QColor text;
};

Colors colorsOf(const Theme &theme, ChipTone tone)
{
    switch (tone) {
    case ChipTone::Neutral:
        return {theme.window, theme.text2};
    case ChipTone::Ok:
        return {theme.okBg, theme.ok};
    case ChipTone::Warn:
        return {theme.warnBg, theme.warn};
    case ChipTone::Err:
        return {theme.errBg, theme.err};
    case ChipTone::Accent:
        return {theme.accentBg, theme.accent};
    case ChipTone::Violet:
        return {theme.violetBg, theme.violet};
    case ChipTone::Teal:
        return {theme.tealBg, theme.teal};
    }
    return {theme.window, theme.text2};
}

} // namespace

Chip::Chip(QWidget *parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

Chip::Chip(ChipTone tone, const QString &text, QWidget *parent) : Chip(parent)
{
    set(tone, text);
}

void Chip::set(ChipTone tone, const QString &text, const QString &iconName)
{
    if (m_tone == tone && m_text == text && m_icon == iconName)
        return;
    m_tone = tone;
    m_text = text;
    m_icon = iconName;
    setAccessibleName(text);
    updateGeometry();
    update();
}

void Chip::setMono(bool isMono)
{
    m_isMono = isMono;
    updateGeometry();
    update();
}

void Chip::setClosable(bool isClosable)
{
    m_isClosable = isClosable;
    setFocusPolicy(isClosable ? Qt::TabFocus : Qt::NoFocus);
    updateGeometry();
    update();
}

QFont Chip::textFont() const
{
    return m_isMono ? monoFont(px::caption) : uiFont(px::caption, QFont::Medium);
}

QSize Chip::sizeHint() const
{
    qreal width = QFontMetricsF(textFont()).horizontalAdvance(m_text) + 2 * padding;
    if (!m_icon.isEmpty())
        width += iconSide + gap;
    if (m_isClosable)
        width += iconSide + gap;
    return {static_cast<int>(std::ceil(width)), 20};
}

void Chip::paintEvent(QPaintEvent * /*event*/)
{
    const Theme &theme = themeOf(this);
    const Colors colors = colorsOf(theme, m_tone);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(hasFocus() ? QPen(theme.accent, 1) : QPen(Qt::NoPen));
    painter.setBrush(colors.ground);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3);
    qreal left = padding;
    const qreal iconTop = (height() - iconSide) / 2;
    if (!m_icon.isEmpty()) {
        paintIcon(&painter, QRectF(left, iconTop, iconSide, iconSide), m_icon, colors.text);
        left += iconSide + gap;
    }
    painter.setFont(textFont());
    painter.setPen(colors.text);
    painter.drawText(QRectF(left, 0, width() - left, height()), Qt::AlignVCenter | Qt::AlignLeft, m_text);
    if (m_isClosable)
        paintIcon(&painter, QRectF(width() - padding - iconSide + 2, iconTop, iconSide, iconSide),
                  QStringLiteral("close"), colors.text);
}

void Chip::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton || !rect().contains(event->position().toPoint()))
        return;
    if (m_isClosable && event->position().x() > width() - padding - iconSide - 2)
        Q_EMIT closeRequested();
    else
        Q_EMIT clicked();
}

void Chip::keyPressEvent(QKeyEvent *event)
{
    if (m_isClosable && (event->key() == Qt::Key_Delete || event->key() == Qt::Key_Backspace))
        Q_EMIT closeRequested();
    else
        QWidget::keyPressEvent(event);
}

qreal chipWidth(const QString &text)
{
    return std::ceil(QFontMetricsF(uiFont(px::caption, QFont::Medium)).horizontalAdvance(text) + 2 * padding);
}

void paintChip(QPainter *painter, const QRectF &where, const Theme &theme, ChipTone tone, const QString &text)
{
    const Colors colors = colorsOf(theme, tone);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(colors.ground);
    painter->drawRoundedRect(where, 3, 3);
    painter->setFont(uiFont(px::caption, QFont::Medium));
    painter->setPen(colors.text);
    painter->drawText(where, Qt::AlignCenter, text);
    painter->restore();
}

} // namespace gnat
