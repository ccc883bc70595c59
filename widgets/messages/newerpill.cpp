// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "messages/newerpill.h"

#include "theme/fonts.h"
#include "theme/icons.h"
#include "theme/theme.h"

#include <QPainter>

namespace gnat {

namespace {
constexpr int pillHeight = 26;
constexpr int padding = 12;
constexpr int markSize = 14;
constexpr int gap = 7;
} // namespace

NewerPill::NewerPill(QWidget *parent) : QAbstractButton(parent)
{
    setFocusPolicy(Qt::NoFocus); // the End key does the same
    setCursor(Qt::PointingHandCursor);
    setToolTip(tr("Show the newest and follow (End)"));
}

QSize NewerPill::sizeHint() const
{
    const QFontMetrics text(uiFont(px::small, QFont::Medium));
    const QFontMetrics key(uiFont(px::axis, QFont::Medium));
    return {2 * padding + markSize + gap + text.horizontalAdvance(this->text()) + gap +
                key.horizontalAdvance(tr("End")) + 10,
            pillHeight};
}

void NewerPill::paintEvent(QPaintEvent *)
{
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(underMouse() ? theme.accentHover : theme.accent);
    painter.drawRoundedRect(rect(), pillHeight / 2.0, pillHeight / 2.0);
    paintIcon(&painter, QRectF(padding, (pillHeight - markSize) / 2.0, markSize, markSize), QStringLiteral("follow"),
              theme.onAccent);
    const QFont keyFont = uiFont(px::axis, QFont::Medium);
    const int keyWidth = QFontMetrics(keyFont).horizontalAdvance(tr("End")) + 9;
    const QRectF key(width() - padding - keyWidth, (pillHeight - 16) / 2.0, keyWidth, 16);
    painter.setPen(theme.onAccent);
    painter.setFont(uiFont(px::small, QFont::Medium));
    const qreal left = padding + markSize + gap;
    painter.drawText(QRectF(left, 0, key.left() - left, pillHeight), Qt::AlignVCenter, text());
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(key.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3);
    painter.setFont(keyFont);
    painter.drawText(key, Qt::AlignCenter, tr("End"));
}

} // namespace gnat
