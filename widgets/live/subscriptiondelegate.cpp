// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "live/subscriptiondelegate.h"

#include "common/humantext.h"
#include "common/painting.h"
#include "items/roles.h"
#include "items/subscriptionmodel.h"
#include "theme/fonts.h"
#include "theme/theme.h"

#include <QApplication>
#include <QMouseEvent>
#include <QPainter>
#include <QStyle>

namespace gnat {

namespace {
constexpr int boxSize = 14;

QRect boxRect(const QRect &cell)
{
    return {cell.left() + 12, cell.center().y() - boxSize / 2 + 1, boxSize, boxSize};
}

bool isRefused(const QModelIndex &index)
{
    return !index.data(RefusalRole).toString().isEmpty();
}
} // namespace

void SubscriptionDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Theme &theme = themeOf(option.palette);
    painter->save();
    const bool isSelected = option.state.testFlag(QStyle::State_Selected);
    if (isSelected || option.state.testFlag(QStyle::State_MouseOver)) {
        const bool isActive = option.state.testFlag(QStyle::State_Active);
        painter->fillRect(option.rect, !isSelected ? theme.hover : isActive ? theme.select : theme.selectIn);
    }
    if (index.column() == SubscriptionModel::Rate)
        paintRate(painter, option, index);
    else
        paintPattern(painter, option, index);
    painter->restore();
}

void SubscriptionDelegate::paintRate(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index)
{
    const Theme &theme = themeOf(option.palette);
    painter->setFont(monoFont(px::figure));
    painter->setPen(isRefused(index) ? theme.err : theme.text3);
    painter->drawText(option.rect.adjusted(0, 0, -10, 0), int(Qt::AlignVCenter | Qt::AlignRight),
                      index.data().toString());
}

void SubscriptionDelegate::paintPattern(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index)
{
    const Theme &theme = themeOf(option.palette);
    const bool isOn = index.data(Qt::CheckStateRole).toInt() == Qt::Checked;
    QStyleOptionButton box;
    box.rect = boxRect(option.rect);
    box.palette = option.palette;
    box.state = QStyle::State_Enabled | (isOn ? QStyle::State_On : QStyle::State_Off);
    const auto *style = option.widget ? option.widget->style() : QApplication::style();
    style->drawPrimitive(QStyle::PE_IndicatorCheckBox, &box, painter, option.widget);
    const SourceId source(index.data(SourceRole).toUInt());
    paintDot(painter, QPointF(box.rect.right() + 13, option.rect.center().y() + 0.5), connectionColor(theme, source),
             !isRefused(index));
    QRect text = option.rect.adjusted(box.rect.right() - option.rect.left() + 23, 0, -4, 0);
    text.setRight(text.right() - paintDropped(painter, text, theme, index.data(DroppedRole).toULongLong()));
    painter->setPen(isOn && !isRefused(index) ? theme.text : theme.text3);
    painter->setFont(monoFont(px::data));
    painter->drawText(text, int(Qt::AlignVCenter | Qt::AlignLeft),
                      painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideMiddle, text.width()));
}

int SubscriptionDelegate::paintDropped(QPainter *painter, const QRect &where, const Theme &theme, quint64 dropped)
{
    if (dropped == 0)
        return 0;
    const auto words = tr("%1 dropped").arg(countShort(dropped));
    painter->setFont(monoFont(px::figure));
    painter->setPen(theme.err);
    painter->drawText(where, int(Qt::AlignVCenter | Qt::AlignRight), words);
    return painter->fontMetrics().horizontalAdvance(words) + 8;
}

bool SubscriptionDelegate::editorEvent(QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option,
                                       const QModelIndex &index)
{
    if (event->type() != QEvent::MouseButtonRelease || index.column() != SubscriptionModel::Pattern)
        return QStyledItemDelegate::editorEvent(event, model, option, index);
    const auto at = static_cast<QMouseEvent *>(event)->position().toPoint();
    if (!boxRect(option.rect).adjusted(-6, -6, 6, 6).contains(at))
        return false;
    const bool isOn = index.data(Qt::CheckStateRole).toInt() == Qt::Checked;
    return model->setData(index, isOn ? Qt::Unchecked : Qt::Checked, Qt::CheckStateRole);
}

} // namespace gnat
