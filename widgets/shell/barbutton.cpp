// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/barbutton.h"

#include "theme/fonts.h"
#include "theme/icons.h"
#include "theme/theme.h"

#include <QFontMetricsF>
#include <QPainter>

#include <cmath>

namespace gnat {

BarButton::BarButton(const QString &iconName, const QString &text, QWidget *parent) : QToolButton(parent)
{
    setFont(uiFont(px::body, QFont::Medium));
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setAttribute(Qt::WA_Hover);
    setLook(iconName, text);
}

void BarButton::setLook(const QString &iconName, const QString &text)
{
    if (m_iconName == iconName && this->text() == text)
        return;
    m_iconName = iconName;
    setText(text);
    setAccessibleName(text);
    updateGeometry();
    update();
}

void BarButton::setAlarming(bool isAlarming)
{
    m_isAlarming = isAlarming;
    update();
}

void BarButton::setHasArrow(bool hasArrow)
{
    m_hasArrow = hasArrow;
    updateGeometry();
}

QSize BarButton::sizeHint() const
{
    const qreal words = QFontMetricsF(font()).horizontalAdvance(text());
    return {static_cast<int>(std::ceil(9 + 16 + 6 + words + 9 + (m_hasArrow ? 18 : 0))), 28};
}

void BarButton::paintEvent(QPaintEvent * /*event*/)
{
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool isOn = isChecked() && isEnabled();
    QColor ground;
    if (isOn)
        ground = m_isAlarming ? theme.errBg : theme.accentBg;
    else if (isEnabled() && (underMouse() || isDown()))
        ground = blended(theme.lineCtl, theme.window, isDown() ? 0.5 : 0.3);
    if (ground.isValid()) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(ground);
        painter.drawRoundedRect(rect(), 4, 4);
    }
    const auto faded = [&](const QColor &color) {
        return isEnabled() ? color : blended(color, theme.window, 0.5);
    };
    const QColor words = faded(!isOn ? theme.text2 : m_isAlarming ? theme.err : theme.accent);
    paintIcon(&painter, QRectF(9, (height() - 16) / 2.0, 16, 16), m_iconName, m_isAlarming ? faded(theme.err) : words);
    painter.setFont(font());
    painter.setPen(words);
    painter.drawText(QRectF(31, 0, width() - 31, height()), Qt::AlignVCenter | Qt::AlignLeft, text());
    if (m_hasArrow)
        paintIcon(&painter, QRectF(width() - 21, (height() - 12) / 2.0, 12, 12), QStringLiteral("chevron-down"), words);
    if (hasFocus()) {
        painter.setPen(QPen(theme.accent, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 4, 4);
    }
}

} // namespace gnat
