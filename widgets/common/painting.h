// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/strongid.h"

#include <QColor>
#include <QFont>
#include <QList>
#include <QRectF>
#include <QString>
#include <QStyleOptionViewItem>

class QPainter;

namespace gnat {

struct Theme;

// What delegates and own-painted widgets draw alike.

/// The colour of a connection: one of the theme's series colours, by its id; the same all over the window.
const QColor &connectionColor(const Theme &theme, SourceId source);

/// A connection's dot, 8 px: filled while connected, a ring while not.
void paintDot(QPainter *painter, const QPointF &center, const QColor &color, bool isFilled);

/// A row's ground: hover, or selected with or without focus; a selected row gets the accent edge at the left.
void paintRowGround(QPainter *painter, const QStyleOptionViewItem &option);

/// A line of the last minute with its area. Values oldest first; nothing is drawn for fewer than two.
void paintSparkline(QPainter *painter, const QRectF &where, const QList<float> &values, const QColor &color);

/// A subject with its dots dimmed, elided in the middle; vertically centred.
void paintSubject(QPainter *painter, const QRectF &where, const QString &subject, const QFont &font,
                  const QColor &color, const QColor &dotColor);

/// A key cap as in "Ctrl+L"; the width it needs.
qreal keyCapWidth(const QString &keys);
void paintKeyCap(QPainter *painter, const QRectF &where, const QString &keys, const Theme &theme);

/// Text as mono HTML, escaped: for labels that quote the server.
QString monoHtml(const QString &text);

} // namespace gnat
