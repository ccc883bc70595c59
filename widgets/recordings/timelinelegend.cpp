// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recordings/timelinelegend.h"

#include "recordings/timelinesketch.h"
#include "theme/fonts.h"
#include "theme/theme.h"

#include <QFontMetrics>
#include <QPainter>

namespace gnat {

namespace {
constexpr int swatch = 10;
constexpr int gap = 5;
constexpr int between = 12;
} // namespace

TimelineLegend::TimelineLegend(QWidget *parent) : QWidget(parent)
{
    setAccessibleName(tr("Colours of the bars: sent, left out"));
}

QSize TimelineLegend::sizeHint() const
{
    const QFontMetrics metrics(uiFont(px::caption));
    const int words = metrics.horizontalAdvance(tr("sent")) + metrics.horizontalAdvance(tr("left out"));
    return {words + 2 * (swatch + gap) + 2 * between, 28};
}

void TimelineLegend::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const auto &theme = themeOf(this);
    painter.setFont(uiFont(px::caption));
    const auto metrics = painter.fontMetrics();
    int x = 0;
    const auto entry = [&](const QColor &color, const QString &text) {
        painter.fillRect(x, height() / 2 - swatch / 2, swatch, swatch, color);
        painter.setPen(theme.text2);
        x += swatch + gap;
        painter.drawText(QRect(x, 0, metrics.horizontalAdvance(text) + 2, height()), Qt::AlignVCenter, text);
        x += metrics.horizontalAdvance(text) + between;
    };
    entry(theme.series[1], tr("sent"));
    entry(leftOutColor(theme), tr("left out"));
}

} // namespace gnat
