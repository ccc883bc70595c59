// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connect/serverrow.h"

#include "common/painting.h"
#include "theme/fonts.h"
#include "theme/icons.h"
#include "theme/theme.h"

#include <QFontMetricsF>
#include <QPainter>

namespace gnat {

ServerRow::ServerRow(const QString &name, const QString &url, QWidget *parent) : QAbstractButton(parent), m_url(url)
{
    setText(name);
    setAccessibleName(QStringLiteral("%1, %2").arg(name, url));
    setFixedHeight(34);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setFocusPolicy(Qt::TabFocus);
    setAttribute(Qt::WA_Hover);
    setCursor(Qt::PointingHandCursor);
}

void ServerRow::setRemark(const QString &iconName, const QString &remark)
{
    m_iconName = iconName;
    m_remark = remark;
    setAccessibleDescription(remark);
    update();
}

void ServerRow::setSeries(int number)
{
    m_series = number;
    update();
}

void ServerRow::paintEvent(QPaintEvent * /*event*/)
{
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (isEnabled() && (underMouse() || isDown())) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(isDown() ? theme.selectIn : theme.hover);
        painter.drawRoundedRect(rect(), 4, 4);
    }
    const auto faded = [&](const QColor &color) {
        return isEnabled() ? color : blended(color, theme.base, 0.5);
    };
    paintDot(&painter, QPointF(14, height() / 2.0), faded(m_series < 0 ? theme.ok : theme.seriesColor(m_series)),
             false);
    qreal right = width() - 10;
    if (!m_remark.isEmpty()) {
        const QFont font = uiFont(px::caption);
        const qreal wide = QFontMetricsF(font).horizontalAdvance(m_remark) + 1;
        painter.setFont(font);
        painter.setPen(faded(theme.text3));
        painter.drawText(QRectF(right - wide, 0, wide, height()), Qt::AlignVCenter | Qt::AlignRight, m_remark);
        right -= wide + 17;
        paintIcon(&painter, QRectF(right, height() / 2.0 - 6, 12, 12), m_iconName, faded(theme.text3));
    }
    const bool hasName = text() != m_url;
    if (hasName) {
        const QFont font = uiFont(px::body, QFont::Medium);
        painter.setFont(font);
        painter.setPen(faded(theme.text));
        painter.drawText(QRectF(28, 0, 104, height()), Qt::AlignVCenter | Qt::AlignLeft,
                         QFontMetricsF(font).elidedText(text(), Qt::ElideRight, 104));
    }
    const QFont mono = monoFont(px::figure);
    const qreal left = hasName ? 142 : 28;
    painter.setFont(mono);
    painter.setPen(faded(theme.text2));
    painter.drawText(QRectF(left, 0, right - left - 8, height()), Qt::AlignVCenter | Qt::AlignLeft,
                     QFontMetricsF(mono).elidedText(m_url, Qt::ElideMiddle, right - left - 8));
    if (hasFocus()) {
        painter.setPen(QPen(theme.accent, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 4, 4);
    }
}

} // namespace gnat
