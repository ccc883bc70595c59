// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/painting.h"

#include "theme/fonts.h"
#include "theme/theme.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QPainterPath>
#include <QTableView>
#include <QTreeView>

#include <algorithm>
#include <array>
#include <numeric>

namespace gnat {

const QColor &connectionColor(const Theme &theme, SourceId source)
{
    // Far apart from each other first; blue last, because it reads as the accent.
    static constexpr std::array<int, 8> order = {6, 3, 1, 2, 4, 5, 7, 0};
    const auto number = source.number() == 0 ? 0 : (source.number() - 1) % order.size();
    return theme.seriesColor(order.at(number));
}

void paintDot(QPainter *painter, const QPointF &center, const QColor &color, bool isFilled)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (isFilled) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(color);
        painter->drawEllipse(center, 4, 4);
    } else {
        painter->setPen(QPen(color, 2));
        painter->setBrush(Qt::NoBrush);
        painter->drawEllipse(center, 3, 3);
    }
    painter->restore();
}

void paintRowGround(QPainter *painter, const QStyleOptionViewItem &option)
{
    const Theme &theme = themeOf(option.palette);
    const bool isSelected = option.state.testFlag(QStyle::State_Selected);
    const bool hasFocus = option.state.testFlag(QStyle::State_Active);
    if (isSelected)
        painter->fillRect(option.rect, hasFocus ? theme.select : theme.selectIn);
    else if (option.state.testFlag(QStyle::State_MouseOver) &&
             !qobject_cast<const QTableView *>(option.widget)) // Qt hovers a table's cells, not its rows
        painter->fillRect(option.rect, theme.hover);
    const bool isFirst = option.viewItemPosition == QStyleOptionViewItem::Beginning ||
                         option.viewItemPosition == QStyleOptionViewItem::OnlyOne;
    // Of a tree at its edge, not behind the indentation.
    const int left = qobject_cast<const QTreeView *>(option.widget) ? 0 : option.rect.left();
    if (isSelected && hasFocus && isFirst)
        painter->fillRect(QRect(left, option.rect.top(), 2, option.rect.height()), theme.accent);
}

void paintSparkline(QPainter *painter, const QRectF &where, const QList<float> &values, const QColor &color)
{
    if (values.size() < 2)
        return;
    const float mean = std::accumulate(values.begin(), values.end(), 0.0F) / static_cast<float>(values.size());
    const float top = std::max(*std::max_element(values.begin(), values.end()), mean * 1.7F);
    const qreal step = where.width() / static_cast<qreal>(values.size() - 1);
    const auto point = [&](qsizetype i) {
        const qreal share = top > 0 ? static_cast<qreal>(values[i] / top) : 0.0;
        return QPointF(where.left() + step * static_cast<qreal>(i), where.bottom() - 1 - share * (where.height() - 2));
    };
    QPainterPath line(point(0));
    for (qsizetype i = 1; i < values.size(); ++i)
        line.lineTo(point(i));
    QPainterPath area = line;
    area.lineTo(where.bottomRight());
    area.lineTo(where.bottomLeft());
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    QColor soft = color;
    soft.setAlphaF(0.13F);
    painter->fillPath(area, soft);
    QColor pen = color;
    pen.setAlphaF(0.85F);
    painter->strokePath(line, QPen(pen, 1.1));
    painter->restore();
}

void paintSubject(QPainter *painter, const QRectF &where, const QString &subject, const QFont &font,
                  const QColor &color, const QColor &dotColor)
{
    const QFontMetricsF metrics(font);
    const QString shown = metrics.elidedText(subject, Qt::ElideMiddle, where.width());
    painter->setFont(font);
    const qreal baseline = where.top() + (where.height() + metrics.ascent() - metrics.descent()) / 2;
    qreal x = where.left();
    qsizetype from = 0;
    while (from < shown.size()) {
        const bool isDot = shown.at(from) == QLatin1Char('.');
        qsizetype to = from + 1;
        while (to < shown.size() && !isDot && shown.at(to) != QLatin1Char('.'))
            ++to;
        const QString part = shown.mid(from, to - from);
        painter->setPen(isDot ? dotColor : color);
        painter->drawText(QPointF(x, baseline), part);
        x += metrics.horizontalAdvance(part);
        from = to;
    }
}

qreal keyCapWidth(const QString &keys)
{
    return QFontMetricsF(uiFont(10.5, QFont::Medium)).horizontalAdvance(keys) + 10;
}

void paintKeyCap(QPainter *painter, const QRectF &where, const QString &keys, const Theme &theme)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(theme.lineCtl, 1));
    painter->setBrush(theme.base);
    painter->drawRoundedRect(where.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3);
    painter->setFont(uiFont(10.5, QFont::Medium));
    painter->setPen(theme.text3);
    painter->drawText(where, Qt::AlignCenter, keys);
    painter->restore();
}

QString monoHtml(const QString &text)
{
    return QStringLiteral("<span style=\"font-family:'Hack','DejaVu Sans Mono',monospace; font-size:%1pt\">%2</span>")
        .arg(monoFont(px::figure).pointSizeF())
        .arg(text.toHtmlEscaped());
}

} // namespace gnat
