// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "subjects/subjectdelegate.h"

#include "client/connectionset.h"
#include "common/humantext.h"
#include "common/painting.h"
#include "items/roles.h"
#include "theme/fonts.h"
#include "theme/theme.h"

#include <QPainter>

namespace gnat {

namespace {
constexpr int treeRowHeight = 23;
constexpr int rateWidth = 54;
constexpr int sparkWidth = 38;
constexpr int sparkHeight = 12;
constexpr int rightPadding = 10;

NodeKind kindOf(const QModelIndex &index)
{
    return static_cast<NodeKind>(index.data(NodeKindRole).toInt());
}
} // namespace

SubjectDelegate::SubjectDelegate(const ConnectionSet *connections, QObject *parent)
    : QStyledItemDelegate(parent), m_connections(connections)
{
}

QSize SubjectDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {160, treeRowHeight};
}

QString SubjectDelegate::figure(const QModelIndex &index) const
{
    const auto *connection = m_connections && kindOf(index) == NodeKind::Connection
                                 ? m_connections->find(SourceId(index.data(SourceRole).toUInt()))
                                 : nullptr;
    if (connection && connection->state() != ConnectionState::Connected)
        return tr("off");
    return rateText(index.data(RateRole).toDouble());
}

int SubjectDelegate::paintConnectionSign(QPainter *painter, const QRect &inner, const QModelIndex &index,
                                         const Theme &theme) const
{
    const SourceId source(index.data(SourceRole).toUInt());
    const auto *connection = m_connections->find(source);
    const bool isUp = connection && connection->state() == ConnectionState::Connected;
    paintDot(painter, QPointF(inner.left() + 5, inner.center().y() + 0.5), connectionColor(theme, source), isUp);
    return 14;
}

void SubjectDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Theme &theme = themeOf(option.palette);
    painter->save();
    const NodeKind kind = kindOf(index);
    const bool isQuiet = kind == NodeKind::Inbox || index.data(IsSilentRole).toBool();
    paintRowGround(painter, option);
    QRect inner = option.rect.adjusted(2, 0, -rightPadding, 0);

    painter->setFont(monoFont(px::figure));
    painter->setPen(theme.text3);
    painter->drawText(inner, int(Qt::AlignVCenter | Qt::AlignRight), figure(index));
    inner.setRight(inner.right() - rateWidth);
    const auto spark = index.data(SparklineRole).value<QList<float>>();
    if (kind != NodeKind::Connection) {
        const QRectF where(inner.right() - sparkWidth, inner.center().y() - sparkHeight / 2.0 + 0.5, sparkWidth,
                           sparkHeight);
        paintSparkline(painter, where, spark, isQuiet ? theme.text3 : theme.series[0]);
        inner.setRight(inner.right() - sparkWidth - 6);
    }

    QFont font = monoFont(px::data);
    if (kind == NodeKind::Connection) {
        if (m_connections)
            inner.setLeft(inner.left() + paintConnectionSign(painter, inner, index, theme));
        font = uiFont(px::body, QFont::DemiBold);
    }
    const auto token = index.data().toString();
    const bool isError = token == u"error";
    painter->setFont(font);
    painter->setPen(isQuiet ? theme.text3 : isError ? theme.err : theme.text);
    const QFontMetrics metrics(font);
    const auto shown = metrics.elidedText(token, Qt::ElideMiddle, inner.width());
    painter->drawText(inner, int(Qt::AlignVCenter | Qt::AlignLeft), shown);
    const int children = index.data(ChildCountRole).toInt();
    if (children > 0 && kind == NodeKind::Branch) {
        painter->setPen(theme.text3);
        painter->setFont(monoFont(px::figure));
        inner.setLeft(inner.left() + metrics.horizontalAdvance(shown) + 7);
        painter->drawText(inner, int(Qt::AlignVCenter | Qt::AlignLeft), QString::number(children));
    }
    painter->restore();
}

} // namespace gnat
