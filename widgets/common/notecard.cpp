// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/notecard.h"

#include "theme/theme.h"

#include <QPainter>

namespace gnat {

NoteCard::NoteCard(QWidget *parent) : TextLabel({}, TextRole::Small, parent)
{
    setTextFormat(Qt::RichText);
    setWordWrap(true);
    setContentsMargins(12, 8, 12, 8);
}

void NoteCard::paintEvent(QPaintEvent *event)
{
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(themeOf(this).accentBg);
        painter.drawRoundedRect(rect(), 4, 4);
    }
    TextLabel::paintEvent(event);
}

} // namespace gnat
