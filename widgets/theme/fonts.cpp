// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme/fonts.h"

#include <QFontDatabase>
#include <QGuiApplication>
#include <QScreen>

namespace gnat {

namespace {

// Point sizes, because QFont has no fractional pixel sizes and 12.5 px is the body size.
void setPixels(QFont &font, qreal pixels)
{
    const QScreen *screen = QGuiApplication::primaryScreen();
    const qreal dpi = screen ? screen->logicalDotsPerInch() : 96.0;
    font.setPointSizeF(pixels * 72.0 / dpi);
}

} // namespace

QFont uiFont(qreal pixels, QFont::Weight weight)
{
    static const QString fallback = QFontDatabase::systemFont(QFontDatabase::GeneralFont).family();
    QFont font;
    font.setFamilies({QStringLiteral("Inter"), QStringLiteral("Noto Sans"), fallback});
    font.setStyleHint(QFont::SansSerif);
    font.setHintingPreference(QFont::PreferNoHinting); // letters stand where the drawing has them, at half pixels, too
    font.setWeight(weight);
    setPixels(font, pixels);
    return font;
}

QFont monoFont(qreal pixels, QFont::Weight weight)
{
    static const QString fallback = QFontDatabase::systemFont(QFontDatabase::FixedFont).family();
    QFont font;
    font.setFamilies({QStringLiteral("Hack"), QStringLiteral("DejaVu Sans Mono"), fallback});
    font.setStyleHint(QFont::Monospace);
    font.setFixedPitch(true);
    font.setWeight(weight);
    setPixels(font, pixels);
    return font;
}

} // namespace gnat
