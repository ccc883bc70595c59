// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QIcon>
#include <QPixmap>
#include <QString>

class QPainter;
class QRectF;

namespace gnat {

/// In which colour of the theme an icon is drawn. Quiet follows its button: accent while checked, faint while disabled.
enum class IconTone { Quiet, Text, Hint, Accent, OnAccent, Ok, Warn, Err, Violet, Teal };

/// An icon of the set in resources/icons (`icon(u"live"_qs)`), drawn from its SVG at each size and pixel ratio, in the
/// colours of the application's theme at the time of painting: it stays right when the theme is switched. A name that
/// is not in the set gives an empty icon and a warning.
QIcon icon(const QString &name, IconTone tone = IconTone::Quiet);

/// The drawing as a pixmap in one colour; cached. `size` is in device-independent px.
QPixmap iconPixmap(const QString &name, const QColor &color, qreal size, qreal ratio);

/// Draws into `where` (square, its smaller side counts), for delegates and own-painted widgets.
void paintIcon(QPainter *painter, const QRectF &where, const QString &name, const QColor &color);

} // namespace gnat
