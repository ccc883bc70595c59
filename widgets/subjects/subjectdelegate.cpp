// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "subjects/subjectdelegate.h"

#include "base/latency.h"
#include "client/connectionset.h"
#include "common/humantext.h"
#include "common/painting.h"
#include "core/clock.h"
#include "items/roles.h"
#include "items/subjecttreemodel.h"
#include "shell/statusstrip.h"
#include "subjects/changeglow.h"
#include "theme/fonts.h"
#include "theme/icons.h"
#include "theme/theme.h"

#include <QPainter>

namespace gnat {

namespace {
constexpr int treeRowHeight = 23;
constexpr int rateWidth = 54;
constexpr int sparkWidth = 38;
constexpr int sparkHeight = 12;
constexpr int rightPadding = 10;
constexpr int signSize = 13;

NodeKind kindOf(const QModelIndex &index)
{
    return static_cast<NodeKind>(index.data(NodeKindRole).toInt());
}

QString columnText(const QModelIndex &index)
{
    using Column = SubjectTreeModel::Column;
    const auto value = index.data();
    switch (static_cast<Column>(index.column())) {
    case Column::Messages:
    case Column::Subjects:
        return countFull(value.toULongLong());
    case Column::Rate:
        return rateText(value.toDouble());
    case Column::ByteRate:
        return value.toDouble() < 0 ? missingText() : byteRateText(value.toDouble());
    case Column::Share:
        return percentText(value.toDouble());
    case Column::ShortestGap:
    case Column::LongestGap:
        return latencyText(value.toLongLong());
    default: {
        const auto lastNs = value.toLongLong();
        return lastNs == 0 ? missingText() : agoText((wallNanoseconds() - lastNs) / 1'000'000);
    }
    }
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
        return {};
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

/// At the right of a connection: what it is doing, or that it is our own broker. Returns the room that it took.
int SubjectDelegate::paintState(QPainter *painter, const QRect &inner, const QModelIndex &index,
                                const Theme &theme) const
{
    const auto *connection = m_connections->find(SourceId(index.data(SourceRole).toUInt()));
    if (!connection)
        return 0;
    const auto state = connectionStateText(*connection);
    const auto text = state.isEmpty() && connection->profile().isEmbedded ? tr("embedded") : state;
    const QRect where = state.isEmpty() || !m_hasRateInName ? inner : inner.adjusted(0, 0, rateWidth, 0);
    painter->setFont(uiFont(px::small));
    painter->setPen(state.isEmpty() ? theme.text3 : theme.warn);
    painter->drawText(where, int(Qt::AlignVCenter | Qt::AlignRight), text);
    return std::max(painter->fontMetrics().horizontalAdvance(text) + 8 - (where.right() - inner.right()), 0);
}

void SubjectDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Theme &theme = themeOf(option.palette);
    painter->save();
    paintRowGround(painter, option);
    if (const double fresh = m_glow ? m_glow->strength(index) : 0;
        fresh > 0 && !(option.state & QStyle::State_Selected)) {
        painter->setOpacity(fresh);
        painter->fillRect(option.rect, theme.fresh);
        painter->setOpacity(1);
    }
    QRect inner = option.rect.adjusted(2, 0, -rightPadding, 0);
    painter->setFont(monoFont(px::figure));
    painter->setPen(theme.text3);
    if (kindOf(index) == NodeKind::More) {
        if (index.column() == 0)
            paintMore(painter, inner, index, theme);
    } else if (index.column() == int(SubjectTreeModel::Column::LastValue)) {
        const auto text = index.data().toString();
        const auto shown = painter->fontMetrics().elidedText(text, Qt::ElideRight, inner.width());
        painter->drawText(inner, int(Qt::AlignVCenter | Qt::AlignLeft), text.isEmpty() ? missingText() : shown);
    } else if (index.column() > 0) {
        painter->drawText(inner, int(Qt::AlignVCenter | Qt::AlignRight), columnText(index));
    } else {
        if (m_hasRateInName) {
            painter->drawText(inner, int(Qt::AlignVCenter | Qt::AlignRight), figure(index));
            inner.setRight(inner.right() - rateWidth);
        }
        paintName(painter, inner, index, theme);
    }
    painter->restore();
}

void SubjectDelegate::paintName(QPainter *painter, QRect inner, const QModelIndex &index, const Theme &theme) const
{
    const NodeKind kind = kindOf(index);
    const bool isFolded = index.data(FoldedValuesRole).isValid();
    const bool isQuiet = kind == NodeKind::Inbox || index.data(IsSilentRole).toBool();
    QFont font = monoFont(px::data);
    font.setItalic(isFolded);
    if (kind == NodeKind::Connection) {
        if (m_connections) {
            inner.setRight(inner.right() - paintState(painter, inner, index, theme));
            inner.setLeft(inner.left() + paintConnectionSign(painter, inner, index, theme));
        }
        font = uiFont(px::body, QFont::DemiBold);
    } else {
        const QRectF where(inner.right() - sparkWidth, inner.center().y() - sparkHeight / 2.0 + 0.5, sparkWidth,
                           sparkHeight);
        paintSparkline(painter, where, index.data(SparklineRole).value<QList<float>>(),
                       isQuiet ? theme.text3 : theme.series[0]);
        inner.setRight(inner.right() - sparkWidth - 6);
    }
    const auto token = index.data().toString();
    painter->setFont(font);
    painter->setPen(isQuiet ? theme.text3 : isFolded ? theme.violet : token == u"error" ? theme.err : theme.text);
    const QFontMetrics metrics(font);
    const auto shown = metrics.elidedText(token, Qt::ElideMiddle, inner.width());
    painter->drawText(inner, int(Qt::AlignVCenter | Qt::AlignLeft), shown);
    paintRemark(painter, inner.adjusted(metrics.horizontalAdvance(shown) + 7, 0, 0, 0), index, theme);
}

/// At the right: requests came on it, and somebody subscribes to exactly this. Returns the room that they took.
int SubjectDelegate::paintSigns(QPainter *painter, const QRect &where, const QModelIndex &index, const Theme &theme)
{
    int taken = 0;
    const auto paintSign = [&](const QString &name, const QColor &color) {
        if (where.width() - taken < signSize)
            return;
        const QRectF sign(where.right() - taken - signSize, where.center().y() - signSize / 2.0 + 0.5, signSize,
                          signSize);
        paintIcon(painter, sign, name, color);
        taken += signSize + 4;
    };
    if (index.data(IsRequestedRole).toBool())
        paintSign(QStringLiteral("pair"), theme.text3);
    if (index.data(SubscribersRole).isValid())
        paintSign(QStringLiteral("subscribe"), theme.teal);
    return taken;
}

void SubjectDelegate::paintMore(QPainter *painter, const QRect &inner, const QModelIndex &index, const Theme &theme)
{
    QFont font = uiFont(px::body);
    font.setItalic(true);
    painter->setFont(font);
    painter->setPen(theme.text3);
    painter->drawText(inner, int(Qt::AlignVCenter | Qt::AlignLeft), index.data().toString());
}

/// Behind the token: of how many a folded node is made, or how many are below a branch.
void SubjectDelegate::paintRemark(QPainter *painter, const QRect &where, const QModelIndex &index,
                                  const Theme &theme) const
{
    const auto values = index.data(FoldedValuesRole);
    const int children = index.data(ChildCountRole).toInt();
    const int right = paintSigns(painter, where, index, theme);
    QString text;
    if (values.isValid())
        text = u'~' + countShort(values.toULongLong());
    else if (children > 1 && kindOf(index) == NodeKind::Branch)
        text = QString::number(children);
    painter->setPen(theme.text3);
    painter->setFont(monoFont(px::figure));
    const auto left = where.adjusted(0, 0, -right, 0);
    if (!text.isEmpty() && painter->fontMetrics().horizontalAdvance(text) <= left.width())
        painter->drawText(left, int(Qt::AlignVCenter | Qt::AlignLeft), text);
}

} // namespace gnat
