// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/historydelegate.h"

#include "common/painting.h"
#include "items/historymodel.h"
#include "items/roles.h"
#include "theme/fonts.h"
#include "theme/icons.h"
#include "theme/theme.h"

#include <QPainter>

namespace gnat {

namespace {
const QColor &outcomeColor(const Theme &theme, int outcome)
{
    return outcome == 2 ? theme.err : outcome == 1 ? theme.warn : theme.text2;
}
} // namespace

void HistoryDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Theme &theme = themeOf(option.palette);
    painter->save();
    const bool isSelected = option.state.testFlag(QStyle::State_Selected);
    if (isSelected || option.state.testFlag(QStyle::State_MouseOver)) {
        const bool isActive = option.state.testFlag(QStyle::State_Active);
        painter->fillRect(option.rect, !isSelected ? theme.hover : isActive ? theme.select : theme.selectIn);
    }
    const QRect inner = option.rect.adjusted(3, 0, -3, 0);
    const auto text = index.data().toString();
    switch (index.column()) {
    case HistoryModel::Kind: {
        const bool isRequest = static_cast<MessageKind>(index.data(MessageKindRole).toInt()) == MessageKind::Request;
        paintIcon(painter, QRectF(inner.right() - 16, inner.center().y() - 6, 13, 13),
                  isRequest ? QStringLiteral("pair") : QStringLiteral("send"), isRequest ? theme.accent : theme.text3);
        break;
    }
    case HistoryModel::Subject:
        paintSubject(painter, inner, text, monoFont(px::data), theme.text, theme.text3);
        break;
    case HistoryModel::Result:
        painter->setFont(monoFont(px::figure));
        painter->setPen(outcomeColor(theme, index.data(SortRole).toInt()));
        painter->drawText(inner, int(Qt::AlignVCenter | Qt::AlignRight), text);
        break;
    default:
        painter->setFont(uiFont(px::caption));
        painter->setPen(theme.text3);
        painter->drawText(inner.adjusted(0, 0, -7, 0), int(Qt::AlignVCenter | Qt::AlignRight), text);
        break;
    }
    painter->restore();
}

} // namespace gnat
