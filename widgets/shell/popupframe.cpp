// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/popupframe.h"

#include "theme/theme.h"

#include <QPainter>

#include <algorithm>

namespace gnat {

PopupFrame::PopupFrame(QWidget *parent) : QFrame(parent, Qt::Popup | Qt::FramelessWindowHint)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setAttribute(Qt::WA_TranslucentBackground);
}

void PopupFrame::showAbove(const QPoint &anchor)
{
    adjustSize();
    const QWidget *owner = parentWidget();
    const QPoint left = owner->mapToGlobal(QPoint(8, 0));
    const int rightmost = std::max(left.x(), left.x() + owner->width() - width() - 20);
    move(std::clamp(anchor.x(), left.x(), rightmost), anchor.y() - height() - 8);
    show();
    setFocus(Qt::PopupFocusReason);
}

void PopupFrame::paintEvent(QPaintEvent * /*event*/)
{
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme.lineCtl, 1));
    painter.setBrush(theme.base);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
}

} // namespace gnat
