// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/palettefield.h"

#include "common/painting.h"
#include "theme/fonts.h"
#include "theme/icons.h"
#include "theme/theme.h"

#include <QPainter>

namespace gnat {

PaletteField::PaletteField(const QString &keys, QWidget *parent) : QAbstractButton(parent), m_keys(keys)
{
    setText(tr("Search or run a command"));
    setAccessibleName(text());
    setToolTip(tr("Find commands, subjects, connections and saved filters (%1)").arg(keys));
    setCursor(Qt::PointingHandCursor);
    setAttribute(Qt::WA_Hover);
}

void PaletteField::paintEvent(QPaintEvent * /*event*/)
{
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(hasFocus()     ? theme.accent
                        : underMouse() ? theme.lineStrong
                                       : theme.lineCtl,
                        hasFocus() ? 2 : 1));
    painter.setBrush(theme.base);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    paintIcon(&painter, {8, height() / 2.0 - 6, 12, 12}, QStringLiteral("search"), theme.text2);
    const qreal keyWidth = keyCapWidth(m_keys);
    paintKeyCap(&painter, {width() - keyWidth - 6, height() / 2.0 - 7.5, keyWidth, 15}, m_keys, theme);
    painter.setFont(uiFont(px::small));
    painter.setPen(theme.text3);
    const QRectF where(27, 0, width() - keyWidth - 42, height());
    painter.drawText(where, Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(text(), Qt::ElideRight, static_cast<int>(where.width())));
}

} // namespace gnat
