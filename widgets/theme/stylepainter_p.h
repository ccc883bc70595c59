// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QStyle>

class QPainter;
class QStyleOption;
class QStyleOptionComplex;
class QWidget;

namespace gnat::stylepainter {

// The drawings of GnatStyle, by family. Each returns false if Fusion shall draw.

bool drawPrimitive(QStyle::PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                   const QWidget *widget);
bool drawControl(QStyle::ControlElement element, const QStyleOption *option, QPainter *painter, const QWidget *widget);
bool drawComplex(QStyle::ComplexControl control, const QStyleOptionComplex *option, QPainter *painter,
                 const QWidget *widget);

/// The colour of what is scrolled, for what stands beside it: bars and the corner between them.
QColor scrolledGround(const QPalette &palette, const QWidget *widget);

} // namespace gnat::stylepainter
