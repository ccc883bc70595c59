// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connect/welcomeparts_p.h"

#include "common/painting.h"
#include "theme/fonts.h"
#include "theme/icons.h"
#include "theme/theme.h"

#include <QFontMetricsF>
#include <QPainter>

#include <array>
#include <cmath>

namespace gnat {

namespace {

void paintBox(QWidget *widget, const QColor &ground, qreal radius)
{
    QPainter painter(widget);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(themeOf(widget).line, 1));
    painter.setBrush(ground);
    painter.drawRoundedRect(QRectF(widget->rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
}

// A sketch, the same each time: not a measurement.
QList<float> sketch(int seed)
{
    QList<float> values;
    quint32 state = static_cast<quint32>(seed) * 2'654'435'761U;
    float level = 0;
    for (int i = 0; i < 20; ++i) {
        state = state * 1'664'525U + 1'013'904'223U;
        level = level * 0.82F + (static_cast<float>(state >> 16U) / 65'536.0F - 0.5F) * 7.0F;
        values.append(std::max(0.0F, 6.0F + level));
    }
    return values;
}

} // namespace

Card::Card(QWidget *parent) : QWidget(parent) {}

void Card::paintEvent(QPaintEvent * /*event*/)
{
    paintBox(this, themeOf(this).base, 6);
}

IconView::IconView(QString iconName, int side, QColor Theme::*color, QWidget *parent)
    : QWidget(parent), m_iconName(std::move(iconName)), m_color(color)
{
    setFixedSize(side, side);
}

void IconView::paintEvent(QPaintEvent * /*event*/)
{
    QPainter painter(this);
    paintIcon(&painter, rect(), m_iconName, themeOf(this).*m_color);
}

DemoPreview::DemoPreview(QWidget *parent) : QWidget(parent)
{
    setFixedHeight(116);
    setAccessibleName(tr("What the demo sends"));
}

void DemoPreview::paintEvent(QPaintEvent * /*event*/)
{
    struct Line
    {
        QString subject;
        QString format;
    };
    const std::array<Line, 4> lines = {{{QStringLiteral("shop.orders.*"), QStringLiteral("JSON")},
                                        {QStringLiteral("iot.*.telemetry"), QStringLiteral("MessagePack")},
                                        {QStringLiteral("logs.*.*"), tr("JSON and text")},
                                        {QStringLiteral("user.get"), tr("request and reply")}}};
    const Theme &theme = themeOf(this);
    paintBox(this, theme.panel, 4);
    QPainter painter(this);
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const qreal top = 10 + 24.0 * static_cast<qreal>(i);
        painter.setFont(monoFont());
        painter.setPen(theme.text);
        painter.drawText(QRectF(13, top, 136, 24), Qt::AlignVCenter | Qt::AlignLeft, lines.at(i).subject);
        painter.setFont(uiFont(px::small));
        painter.setPen(theme.text3);
        painter.drawText(QRectF(153, top, width() - 225, 24), Qt::AlignVCenter | Qt::AlignLeft, lines.at(i).format);
        paintSparkline(&painter, QRectF(width() - 69, top + 5, 56, 14), sketch(static_cast<int>(i) + 3), theme.accent);
    }
}

KeyHint::KeyHint(const QString &keys, const QString &meaning, QWidget *parent)
    : QWidget(parent), m_keys(keys), m_meaning(meaning)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setAccessibleName(QStringLiteral("%1: %2").arg(keys, meaning));
}

QSize KeyHint::sizeHint() const
{
    return {static_cast<int>(std::ceil(keyCapWidth(m_keys) + 7 + QFontMetricsF(uiFont()).horizontalAdvance(m_meaning))),
            20};
}

void KeyHint::paintEvent(QPaintEvent * /*event*/)
{
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    const qreal wide = keyCapWidth(m_keys);
    paintKeyCap(&painter, QRectF(0, 2, wide, 16), m_keys, theme);
    painter.setFont(uiFont());
    painter.setPen(theme.text2);
    painter.drawText(QRectF(wide + 7, 0, width() - wide, height()), Qt::AlignVCenter | Qt::AlignLeft, m_meaning);
}

} // namespace gnat
