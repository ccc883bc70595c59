// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "messages/messagedelegate.h"

#include "common/painting.h"
#include "items/messagelistmodel.h"
#include "items/roles.h"
#include "messages/colourrulesdialog.h"
#include "messages/freshrows.h"
#include "theme/fonts.h"
#include "theme/icons.h"
#include "theme/theme.h"

#include <QPainter>

namespace gnat {

namespace {
constexpr int stripeWidth = 3;
constexpr int padding = 7;

bool isNumber(int column)
{
    return column == MessageListModel::Size || column == MessageListModel::Reply ||
           column == MessageListModel::Sequence;
}

QColor replyColor(ExchangeOutcome outcome, const Theme &theme)
{
    if (outcome == ExchangeOutcome::TimedOut)
        return theme.err;
    return outcome == ExchangeOutcome::NoResponders ? theme.warn : theme.text2;
}

void paintText(QPainter *painter, const QRect &where, const QString &text, Qt::Alignment alignment)
{
    painter->drawText(where, int(alignment | Qt::AlignVCenter),
                      painter->fontMetrics().elidedText(text, Qt::ElideRight, where.width()));
}
} // namespace

void MessageDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Theme &theme = themeOf(option.palette);
    painter->save();
    painter->setClipRect(option.rect);
    paintGround(painter, option, index, theme);
    const QRect inner = option.rect.adjusted(padding, 0, -padding, 0);
    const auto tone = static_cast<RowTone>(index.data(ToneRole).toInt());
    switch (index.column()) {
    case MessageListModel::Kind:
        paintKind(painter, option.rect, index, theme);
        break;
    case MessageListModel::Time:
        paintTime(painter, inner, index, theme);
        break;
    case MessageListModel::Subject:
    case MessageListModel::ReplySubject:
        paintSubject(painter, inner, index.data().toString(), monoFont(px::data), toneColor(theme, tone, theme.text),
                     toneColor(theme, tone, theme.text3));
        break;
    case MessageListModel::Preview:
        painter->setFont(monoFont(px::figure));
        painter->setPen(toneColor(theme, tone, theme.text2));
        paintText(painter, inner, index.data().toString(), Qt::AlignLeft);
        break;
    case MessageListModel::Reply:
        painter->setFont(monoFont(px::figure));
        painter->setPen(replyColor(static_cast<ExchangeOutcome>(index.data(OutcomeRole).toInt()), theme));
        paintText(painter, inner, index.data().toString(), Qt::AlignRight);
        break;
    default:
        painter->setFont(monoFont(px::figure));
        painter->setPen(theme.text2);
        paintText(painter, inner, index.data().toString(), isNumber(index.column()) ? Qt::AlignRight : Qt::AlignLeft);
        break;
    }
    painter->restore();
}

void MessageDelegate::paintGround(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index,
                                  const Theme &theme) const
{
    if (option.state.testFlag(QStyle::State_Selected)) {
        painter->fillRect(option.rect, option.state.testFlag(QStyle::State_Active) ? theme.select : theme.selectIn);
        return;
    }
    const double strength = m_fresh ? m_fresh->strength(index.data(PositionRole).toULongLong()) : 0;
    if (strength <= 0)
        return;
    QColor ground = theme.fresh;
    ground.setAlphaF(static_cast<float>(strength));
    painter->fillRect(option.rect, ground);
}

void MessageDelegate::paintKind(QPainter *painter, const QRect &where, const QModelIndex &index,
                                const Theme &theme) const
{
    const SourceId source(index.data(SourceRole).toUInt());
    painter->fillRect(QRect(where.left(), where.top(), stripeWidth, where.height()), connectionColor(theme, source));
    QPointF center(where.left() + stripeWidth + (where.width() - stripeWidth) / 2.0, where.center().y() + 0.5);
    const bool isMarked = index.data(MarkRole).isValid();
    if (isMarked) {
        paintIcon(painter, QRectF(where.right() - 12, center.y() - 6, 12, 12), QStringLiteral("bookmark"), theme.warn);
        center.setX(where.left() + stripeWidth + 6);
    }
    const QRectF icon(center.x() - 6, center.y() - 6, 12, 12);
    switch (static_cast<MessageKind>(index.data(MessageKindRole).toInt())) {
    case MessageKind::Request:
        paintIcon(painter, icon, QStringLiteral("request"), theme.accent);
        break;
    case MessageKind::Reply:
        paintIcon(painter, icon, QStringLiteral("reply"), theme.violet);
        break;
    case MessageKind::Message:
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(Qt::NoPen);
        painter->setBrush(theme.text3);
        painter->drawEllipse(center, 1.6, 1.6);
        break;
    }
}

void MessageDelegate::paintTime(QPainter *painter, const QRect &where, const QModelIndex &index,
                                const Theme &theme) const
{
    const auto text = index.data().toString();
    const auto above = index.row() > 0 ? index.siblingAtRow(index.row() - 1).data().toString() : QString();
    const auto colon = text.lastIndexOf(u':') + 1;
    const auto same = colon > 0 && above.startsWith(QStringView(text).left(colon)) ? colon : 0;
    painter->setFont(monoFont(px::data));
    painter->setPen(theme.text3);
    const auto head = text.left(same);
    painter->drawText(where, int(Qt::AlignVCenter | Qt::AlignLeft), head);
    painter->setPen(theme.text);
    painter->drawText(where.adjusted(painter->fontMetrics().horizontalAdvance(head), 0, 0, 0),
                      int(Qt::AlignVCenter | Qt::AlignLeft), text.mid(same));
}

} // namespace gnat
