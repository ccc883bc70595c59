// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "payload/payloaddelegate.h"

#include "codecs/payloadcodec.h"
#include "common/painting.h"
#include "items/payloadmodel.h"
#include "items/roles.h"
#include "theme/fonts.h"
#include "theme/theme.h"

#include <QPainter>

namespace gnat {

static QColor valueColor(const QModelIndex &index, const Theme &colors)
{
    switch (static_cast<FieldKind>(index.data(FieldKindRole).toInt())) {
    case FieldKind::String:
        return colors.teal;
    case FieldKind::Integer:
    case FieldKind::Float:
    case FieldKind::Time:
        return colors.accent;
    case FieldKind::Boolean:
        return colors.violet;
    case FieldKind::Null:
        return colors.text3;
    case FieldKind::Map:
    case FieldKind::Array:
    case FieldKind::Binary:
        break;
    }
    return colors.text2;
}

void PayloadDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const auto &colors = themeOf(option.palette);
    painter->save();
    painter->setClipRect(option.rect);
    const bool isSelected = option.state.testFlag(QStyle::State_Selected);
    if (isSelected || option.state.testFlag(QStyle::State_MouseOver)) {
        const bool isActive = option.state.testFlag(QStyle::State_Active);
        painter->fillRect(option.rect, !isSelected ? colors.hover : isActive ? colors.select : colors.selectIn);
    }

    QString text = index.data(Qt::DisplayRole).toString();
    const bool isString = static_cast<FieldKind>(index.data(FieldKindRole).toInt()) == FieldKind::String;
    Qt::Alignment alignment = Qt::AlignVCenter | Qt::AlignLeft;
    switch (index.column()) {
    case PayloadModel::Key:
        painter->setFont(monoFont(12));
        painter->setPen(colors.text2);
        break;
    case PayloadModel::Value:
        painter->setFont(monoFont(12));
        painter->setPen(valueColor(index, colors));
        text = isString ? u'"' + text + u'"' : text;
        break;
    case PayloadModel::Change:
        painter->setFont(monoFont(11));
        painter->setPen(text.startsWith(QChar(0x2212)) ? colors.warn : colors.ok);
        alignment = Qt::AlignVCenter | Qt::AlignRight;
        break;
    default:
        painter->setFont(uiFont(11));
        painter->setPen(colors.text3);
        alignment = Qt::AlignVCenter | Qt::AlignRight;
        break;
    }
    const QRect inner = option.rect.adjusted(3, 0, index.column() == PayloadModel::Type ? -10 : -4, 0);
    text.replace(u'\n', u' ');
    painter->drawText(inner, int(alignment), painter->fontMetrics().elidedText(text, Qt::ElideRight, inner.width()));
    painter->restore();
}

QSize PayloadDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    return {QStyledItemDelegate::sizeHint(option, index).width(), 22};
}

} // namespace gnat
