// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme/icons.h"

#include "theme/theme.h"

#include <QFile>
#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPalette>
#include <QPixmapCache>
#include <QSvgRenderer>

namespace gnat {

namespace {

QString pathOf(const QString &name)
{
    return QStringLiteral(":/icons/%1.svg").arg(name);
}

QColor toneColor(const Theme &theme, IconTone tone, QIcon::Mode mode, QIcon::State state)
{
    const auto plain = [&]() -> QColor {
        switch (tone) {
        case IconTone::Quiet:
            return state == QIcon::On && mode != QIcon::Disabled ? theme.accent : theme.text2;
        case IconTone::Text:
            return theme.text;
        case IconTone::Hint:
            return theme.text3;
        case IconTone::Accent:
            return theme.accent;
        case IconTone::OnAccent:
            return theme.onAccent;
        case IconTone::Ok:
            return theme.ok;
        case IconTone::Warn:
            return theme.warn;
        case IconTone::Err:
            return theme.err;
        case IconTone::Violet:
            return theme.violet;
        case IconTone::Teal:
            return theme.teal;
        }
        return theme.text2;
    };
    return mode == QIcon::Disabled ? blended(plain(), theme.window, 0.5) : plain();
}

// The drawing with its colour put in. Qt's SVG does not know currentColor from outside.
QByteArray coloured(const QString &name, const QColor &color)
{
    QFile file(pathOf(name));
    if (!file.open(QIODevice::ReadOnly)) {
        qWarning("no icon named %s", qUtf8Printable(name));
        return {};
    }
    return file.readAll().replace("currentColor", color.name().toLatin1());
}

class ThemeIconEngine final : public QIconEngine
{
public:
    ThemeIconEngine(QString name, IconTone tone) : m_name(std::move(name)), m_tone(tone) {}

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state) override
    {
        paintIcon(painter, rect, m_name, color(mode, state));
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        return scaledPixmap(size, mode, state, 1.0);
    }

    QPixmap scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State state, qreal scale) override
    {
        // Qt asks for device px here, and sets the ratio afterwards.
        const qreal ratio = scale > 0 ? scale : 1.0;
        return iconPixmap(m_name, color(mode, state), qMin(size.width(), size.height()) / ratio, ratio);
    }

    QIconEngine *clone() const override { return new ThemeIconEngine(*this); }
    QString iconName() override { return m_name; }
    bool isNull() override { return false; }

private:
    QColor color(QIcon::Mode mode, QIcon::State state) const
    {
        return toneColor(themeOf(QGuiApplication::palette()), m_tone, mode, state);
    }

    QString m_name;
    IconTone m_tone;
};

} // namespace

QIcon icon(const QString &name, IconTone tone)
{
    if (!QFile::exists(pathOf(name))) {
        qWarning("no icon named %s", qUtf8Printable(name));
        return {};
    }
    return QIcon(new ThemeIconEngine(name, tone));
}

QPixmap iconPixmap(const QString &name, const QColor &color, qreal size, qreal ratio)
{
    const int pixels = qMax(1, qRound(size * ratio));
    const QString key =
        QStringLiteral("gnat:%1:%2:%3:%4").arg(name, color.name(QColor::HexArgb)).arg(pixels).arg(ratio);
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap))
        return pixmap;
    pixmap = QPixmap(pixels, pixels);
    pixmap.fill(Qt::transparent);
    QSvgRenderer renderer(coloured(name, color));
    if (renderer.isValid()) {
        QPainter painter(&pixmap);
        painter.setRenderHint(QPainter::Antialiasing);
        renderer.render(&painter, QRectF(0, 0, pixels, pixels));
    }
    pixmap.setDevicePixelRatio(ratio);
    QPixmapCache::insert(key, pixmap);
    return pixmap;
}

void paintIcon(QPainter *painter, const QRectF &where, const QString &name, const QColor &color)
{
    const qreal side = qMin(where.width(), where.height());
    const QPixmap pixmap = iconPixmap(name, color, side, painter->device()->devicePixelRatioF());
    const QPointF corner(where.center().x() - side / 2, where.center().y() - side / 2);
    painter->drawPixmap(corner, pixmap);
}

} // namespace gnat
