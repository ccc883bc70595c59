// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recordings/recordingdelegate.h"

#include "common/humantext.h"
#include "common/painting.h"
#include "items/recordinglistmodel.h"
#include "items/roles.h"
#include "theme/fonts.h"
#include "theme/theme.h"

#include <QDateTime>
#include <QLocale>
#include <QPainter>
#include <QTextLayout>

#include <algorithm>

namespace gnat {

namespace {
constexpr int itemHeight = 72;
constexpr int side = 12;

QString dayText(qint64 wallNs)
{
    const auto day = QDateTime::fromMSecsSinceEpoch(wallNs / 1'000'000).date();
    const auto ago = day.daysTo(QDate::currentDate());
    if (ago == 0)
        return RecordingDelegate::tr("today");
    if (ago == 1)
        return RecordingDelegate::tr("yesterday");
    return ago < 7 ? QLocale().dayName(day.dayOfWeek(), QLocale::ShortFormat)
                   : QLocale().toString(day, QStringLiteral("d MMM"));
}
} // namespace

void paintDensity(QPainter *painter, const QRectF &where, const QList<float> &values, const QColor &color)
{
    const float most = values.isEmpty() ? 0 : *std::max_element(values.begin(), values.end());
    if (most <= 0)
        return;
    const qreal step = where.width() / qreal(std::max<qsizetype>(values.size(), 20));
    for (qsizetype i = 0; i < values.size(); ++i) {
        if (values.at(i) <= 0)
            continue;
        const qreal height = std::max(1.0, where.height() * qreal(values.at(i) / most));
        painter->fillRect(
            QRectF(where.left() + qreal(i) * step, where.bottom() - height, std::max(1.0, step - 1.0), height), color);
    }
}

/// Two lines, the first beside the size; what does not fit is in the tooltip.
static void paintProblem(QPainter *painter, const QRect &where, const QString &problem)
{
    QTextLayout layout(problem, painter->font());
    layout.beginLayout();
    auto line = layout.createLine();
    line.setLineWidth(where.width() - 64);
    layout.endLayout();
    const auto first = problem.left(line.textLength());
    painter->drawText(where, int(Qt::AlignLeft | Qt::AlignVCenter), first.trimmed());
    painter->drawText(where.translated(0, where.height()), int(Qt::AlignLeft | Qt::AlignVCenter),
                      painter->fontMetrics().elidedText(problem.mid(first.size()), Qt::ElideRight, where.width()));
}

QSize RecordingDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {200, itemHeight};
}

void RecordingDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Theme &theme = themeOf(option.palette);
    const auto *model = qobject_cast<const RecordingListModel *>(index.model());
    const auto *summary = model ? model->summary(index) : nullptr;
    const auto problem = model ? model->problem(index) : QString();
    painter->save();
    paintRowGround(painter, option);
    painter->setPen(theme.line);
    painter->drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
    const QRect inner = option.rect.adjusted(side, 7, -side, -6);
    QRect first(inner.left(), inner.top(), inner.width(), 18);
    painter->setFont(uiFont(px::caption));
    painter->setPen(theme.text3);
    const auto day = summary ? dayText(summary->startedNs) : QString();
    painter->drawText(first, int(Qt::AlignRight | Qt::AlignVCenter), day);
    first.setRight(first.right() - painter->fontMetrics().horizontalAdvance(day) - 8);
    painter->setFont(uiFont(px::body, QFont::Medium));
    painter->setPen(theme.text);
    painter->drawText(
        first, int(Qt::AlignLeft | Qt::AlignVCenter),
        painter->fontMetrics().elidedText(index.siblingAtColumn(RecordingListModel::Name).data().toString(),
                                          Qt::ElideMiddle, first.width()));
    const QRect second(inner.left(), inner.top() + 18, inner.width(), 17);
    painter->setFont(monoFont(px::figure));
    painter->setPen(theme.text2);
    painter->drawText(second, int(Qt::AlignRight | Qt::AlignVCenter),
                      index.siblingAtColumn(RecordingListModel::Size).data().toString());
    if (!problem.isEmpty()) {
        painter->setFont(uiFont(px::caption));
        painter->setPen(theme.err);
        paintProblem(painter, second, problem);
    } else {
        painter->drawText(second, int(Qt::AlignLeft | Qt::AlignVCenter),
                          tr("%1   %2 messages")
                              .arg(index.siblingAtColumn(RecordingListModel::Duration).data().toString(),
                                   index.siblingAtColumn(RecordingListModel::Messages).data().toString()));
        const auto density = index.siblingAtColumn(RecordingListModel::Density).data(SparklineRole);
        const bool isSelected = option.state.testFlag(QStyle::State_Selected);
        paintDensity(painter, QRectF(inner.left(), inner.top() + 40, inner.width(), inner.height() - 40),
                     density.value<QList<float>>(),
                     isSelected ? blended(theme.accent, theme.select, 0.6) : blended(theme.text3, theme.panel, 0.6));
    }
    painter->restore();
}

} // namespace gnat
