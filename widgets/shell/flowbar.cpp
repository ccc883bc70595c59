// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/flowbar.h"

#include "theme/theme.h"

#include <QPainter>

#include <algorithm>

namespace gnat {

FlowBar::FlowBar(QWidget *parent) : QWidget(parent)
{
    setFixedHeight(8);
}

void FlowBar::set(double share, bool isWarning)
{
    m_share = std::clamp(share, 0.0, 1.0);
    m_isWarning = isWarning;
    update();
}

void FlowBar::paintEvent(QPaintEvent * /*event*/)
{
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.line);
    painter.drawRoundedRect(rect(), 2, 2);
    painter.setBrush(m_isWarning ? theme.warnFill : theme.accent);
    painter.drawRoundedRect(QRectF(0, 0, width() * m_share, height()), 2, 2);
}

} // namespace gnat
