// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "payload/payloaddelegate.h"

#include "codecs/payloadcodec.h"
#include "common/painting.h"
#include "items/payloadmodel.h"
#include "items/roles.h"
#include "theme/fonts.h"
#include "theme/icons.h"
#include "theme/theme.h"

#include <QMouseEvent>
#include <QPainter>
#include <QTreeView>

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

/// Where the graph icon is, at the left of the type.
static QRect plotIcon(const QRect &cell)
{
    return {cell.left() + 2, cell.center().y() - 6, 13, 13};
}

/// A value without a change has the room of both columns: each cell draws its part of it.
static bool isWithoutChange(const QModelIndex &index)
{
    return index.siblingAtColumn(PayloadModel::Change).data().toString().isEmpty();
}

static QRect valueRect(const QModelIndex &index, const QStyleOptionViewItem &option)
{
    const auto *tree = qobject_cast<const QTreeView *>(option.widget);
    if (!tree || !isWithoutChange(index))
        return option.rect;
    return tree->visualRect(index.siblingAtColumn(PayloadModel::Value)) |
           tree->visualRect(index.siblingAtColumn(PayloadModel::Change));
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

    const bool isValue =
        index.column() == PayloadModel::Value || (index.column() == PayloadModel::Change && isWithoutChange(index));
    const int column = isValue ? int(PayloadModel::Value) : index.column();
    QString text = index.siblingAtColumn(column).data().toString();
    const bool isString = static_cast<FieldKind>(index.data(FieldKindRole).toInt()) == FieldKind::String;
    Qt::Alignment alignment = Qt::AlignVCenter | Qt::AlignLeft;
    switch (column) {
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
        if (index.data(IsPlottableRole).toBool())
            paintIcon(painter, plotIcon(option.rect), QStringLiteral("plot"), colors.text3);
        break;
    }
    const QRect whole = isValue ? valueRect(index, option) : option.rect;
    const QRect inner = whole.adjusted(3, 0, column == PayloadModel::Type ? -10 : -4, 0);
    text.replace(u'\n', u' ');
    painter->drawText(inner, int(alignment), painter->fontMetrics().elidedText(text, Qt::ElideRight, inner.width()));
    painter->restore();
}

bool PayloadDelegate::editorEvent(QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option,
                                  const QModelIndex &index)
{
    if (event->type() == QEvent::MouseButtonRelease && index.column() == PayloadModel::Type &&
        index.data(IsPlottableRole).toBool()) {
        const auto *mouse = static_cast<QMouseEvent *>(event);
        if (mouse->button() == Qt::LeftButton && plotIcon(option.rect).adjusted(-3, -5, 3, 5).contains(mouse->pos())) {
            Q_EMIT plotClicked(index);
            return true;
        }
    }
    return QStyledItemDelegate::editorEvent(event, model, option, index);
}

QSize PayloadDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    return {QStyledItemDelegate::sizeHint(option, index).width(), 22};
}

} // namespace gnat
