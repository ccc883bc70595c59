// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recordings/recordedmodel.h"

#include "base/text.h"
#include "common/humantext.h"
#include "common/painting.h"
#include "filter/filterfor.h"
#include "items/roles.h"
#include "messages/colourrulesdialog.h"
#include "theme/fonts.h"
#include "theme/icons.h"
#include "theme/theme.h"

#include <QPainter>

#include <algorithm>
#include <iterator>
#include <utility>

namespace gnat {

QString offsetText(qint64 offsetNs)
{
    const qint64 ms = qMax<qint64>(0, offsetNs / 1'000'000);
    const qint64 minutes = ms / 60'000;
    const auto tail =
        QStringLiteral("%1.%2").arg(ms / 1000 % 60, 2, 10, QLatin1Char('0')).arg(ms % 1000, 3, 10, QLatin1Char('0'));
    if (minutes < 60)
        return QStringLiteral("%1:%2").arg(minutes, 2, 10, QLatin1Char('0')).arg(tail);
    return QStringLiteral("%1:%2:%3").arg(minutes / 60).arg(minutes % 60, 2, 10, QLatin1Char('0')).arg(tail);
}

void RecordedModel::rowsLookDifferent()
{
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

void RecordedModel::setFirst(qint64 firstNs)
{
    m_firstNs = firstNs;
    m_played.clear();
    rowsLookDifferent();
}

void RecordedModel::setSentAs(SentAsFunction sentAs)
{
    m_sentAs = std::move(sentAs);
    rowsLookDifferent();
}

void RecordedModel::setPlayed(const QList<RowRange> &played)
{
    if (std::exchange(m_played, played) != played)
        rowsLookDifferent();
}

void RecordedModel::setNextRow(std::optional<quint64> row)
{
    if (std::exchange(m_nextRow, row) != row)
        rowsLookDifferent();
}

bool RecordedModel::isDone(const QModelIndex &index) const
{
    const auto row = index.data(PositionRole).toULongLong();
    const auto behind = std::ranges::upper_bound(m_played, row, {}, &RowRange::begin);
    return behind != m_played.begin() && row < std::prev(behind)->end;
}

QString RecordedModel::sentAsText(const QModelIndex &index, bool *isSent) const
{
    const auto subject = index.data(SubjectRole).toByteArray();
    const auto target = m_sentAs ? m_sentAs(viewOf(subject)) : std::nullopt;
    *isSent = target.has_value();
    return target ? toText(*target) : tr("not sent");
}

QVariant RecordedModel::data(const QModelIndex &index, int role) const
{
    bool isSent = false;
    if (role == IsSentRole) {
        sentAsText(index, &isSent);
        return isSent;
    }
    if (role == IsNextRole)
        return m_nextRow && index.data(PositionRole).toULongLong() == *m_nextRow;
    if (role == IsDoneRole)
        return isDone(index);
    if (role == FilterTermRole && index.column() == Number)
        return filterForNumber(index.data(PositionRole).toULongLong() + 1);
    if (role == FilterTermRole && index.column() == SentAs)
        return {}; // what is sent is not what was recorded
    if (role != Qt::DisplayRole)
        return QIdentityProxyModel::data(index, role);
    switch (index.column()) {
    case Number:
        return countFull(index.data(PositionRole).toULongLong() + 1);
    case Offset:
        return offsetText(index.data(TimeRole).toLongLong() - m_firstNs);
    case SentAs:
        return sentAsText(index, &isSent);
    default:
        return QIdentityProxyModel::data(index, role);
    }
}

QVariant RecordedModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Horizontal && role == Qt::TextAlignmentRole && section == Number)
        return int(Qt::AlignRight | Qt::AlignVCenter);
    if (orientation == Qt::Horizontal && role == Qt::TextAlignmentRole && section == SentAs)
        return int(Qt::AlignLeft | Qt::AlignVCenter);
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return QIdentityProxyModel::headerData(section, orientation, role);
    switch (section) {
    case Number:
        return tr("No.");
    case Offset:
        return tr("Offset");
    case Subject:
        return tr("Recorded subject");
    case SentAs:
        return tr("Sent as");
    default:
        return QIdentityProxyModel::headerData(section, orientation, role);
    }
}

void RecordedDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Theme &theme = themeOf(option.palette);
    painter->save();
    painter->setClipRect(option.rect);
    const bool isNext = index.data(RecordedModel::IsNextRole).toBool();
    if (option.state.testFlag(QStyle::State_Selected))
        painter->fillRect(option.rect, option.state.testFlag(QStyle::State_Active) ? theme.select : theme.selectIn);
    else if (isNext)
        painter->fillRect(option.rect, theme.accentBg);
    if (isNext && index.column() == RecordedModel::Number)
        painter->fillRect(QRect(option.rect.topLeft(), QSize(3, option.rect.height())), theme.accent);
    const bool isSent = index.data(RecordedModel::IsSentRole).toBool();
    const QRect inner = option.rect.adjusted(7, 0, -7, 0);
    const auto text = index.data().toString();
    const auto tone = static_cast<RowTone>(index.data(ToneRole).toInt());
    const QColor color = isSent ? toneColor(theme, tone, theme.text) : theme.text3;
    const auto draw = [&](const QFont &font, const QColor &pen, Qt::Alignment alignment) {
        painter->setFont(font);
        painter->setPen(pen);
        painter->drawText(inner, int(alignment | Qt::AlignVCenter),
                          painter->fontMetrics().elidedText(text, Qt::ElideRight, inner.width()));
    };
    switch (index.column()) {
    case RecordedModel::Number:
        if (isNext)
            paintIcon(painter, QRectF(option.rect.left() + 8, option.rect.center().y() - 5, 12, 12),
                      QStringLiteral("play-filled"), theme.accent);
        else if (index.data(MarkRole).isValid())
            paintIcon(painter, QRectF(option.rect.left() + 8, option.rect.center().y() - 6, 12, 12),
                      QStringLiteral("bookmark"), theme.warn);
        else if (isSent && index.data(RecordedModel::IsDoneRole).toBool())
            paintIcon(painter, QRectF(option.rect.left() + 8, option.rect.center().y() - 5, 12, 12),
                      QStringLiteral("check"), theme.text2);
        draw(monoFont(px::figure), theme.text2, Qt::AlignRight);
        break;
    case RecordedModel::Offset:
        draw(monoFont(px::data), color, Qt::AlignLeft);
        break;
    case RecordedModel::Subject:
        paintSubject(painter, inner, text, monoFont(px::data), color, theme.text3);
        break;
    case RecordedModel::SentAs:
        draw(isSent ? monoFont(px::figure) : uiFont(px::small), isSent ? theme.text2 : theme.text3, Qt::AlignLeft);
        break;
    case RecordedModel::Preview:
        draw(monoFont(px::figure), isSent ? theme.text2 : theme.text3, Qt::AlignLeft);
        break;
    default:
        draw(monoFont(px::figure), isSent ? theme.text2 : theme.text3, Qt::AlignRight);
        break;
    }
    painter->restore();
}

} // namespace gnat
