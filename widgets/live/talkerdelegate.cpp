// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "live/talkerdelegate.h"

#include "common/painting.h"
#include "items/roles.h"
#include "theme/fonts.h"
#include "theme/theme.h"

#include <QPainter>

namespace gnat {

void TalkerDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Theme &theme = themeOf(option.palette);
    painter->save();
    painter->setClipRect(option.rect);
    paintRowGround(painter, option);
    const QString text = index.data(Qt::DisplayRole).toString();
    const QRect inner = option.rect.adjusted(8, 0, -8, 0);
    if (index.column() == 0) {
        paintSubject(painter, inner, text, monoFont(), theme.text, theme.text3);
    } else if (index.column() == m_barColumn) {
        constexpr int figureWidth = 44;
        const QRectF track(inner.left(), inner.center().y() - 3, inner.width() - figureWidth, 7);
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(Qt::NoPen);
        painter->setBrush(theme.line);
        painter->drawRoundedRect(track, 2, 2);
        painter->setBrush(theme.series[0]);
        const qreal share = index.data(SortRole).toDouble();
        painter->drawRoundedRect(QRectF(track.topLeft(), QSizeF(track.width() * share, track.height())), 2, 2);
        painter->setFont(monoFont(px::figure));
        painter->setPen(theme.text2);
        painter->drawText(inner, Qt::AlignVCenter | Qt::AlignRight, text);
    } else {
        painter->setFont(monoFont(px::figure));
        painter->setPen(theme.text2);
        painter->drawText(inner, Qt::AlignVCenter | Qt::AlignRight, text);
    }
    painter->restore();
}

} // namespace gnat
