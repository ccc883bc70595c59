// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QPalette>

#include <array>

class QWidget;

namespace gnat {

/// The colours of the window: one value a token of the palette. Two of them exist, light and dark, and neither ever
/// changes: who paints asks themeOf() each time, so that a switch of the palette repaints everything in the new one.
struct Theme
{
    bool isDark = false;
    QColor window;     ///< menu, toolbar, rail, status bar, dialogs
    QColor panel;      ///< navigator, dock titles, table headers
    QColor base;       ///< lists, editors, charts, inputs
    QColor hover;      ///< row under the mouse
    QColor select;     ///< selected, list has the focus
    QColor selectIn;   ///< selected, focus elsewhere
    QColor line;       ///< hairlines between areas, chart grid
    QColor lineCtl;    ///< quiet frame: decoration only
    QColor lineStrong; ///< input and button frame
    QColor text;
    QColor text2; ///< secondary
    QColor text3; ///< hint, units
    QColor accent;
    QColor accentHover;
    QColor onAccent;
    QColor accentBg;
    QColor ok;
    QColor okBg;
    QColor warn;
    QColor warnBg;
    QColor warnFill;
    QColor err;
    QColor errBg;
    QColor violet;
    QColor violetBg;
    QColor teal;
    QColor tealBg;
    QColor fresh;                 ///< new row, changed value
    std::array<QColor, 8> series; ///< lines of charts and connections, in the order of their assignment
    qreal fillAlpha = 0.10;       ///< under lines

    static const Theme &light();
    static const Theme &dark();

    /// Series colour by running number; starts again after eight.
    const QColor &seriesColor(int number) const;
    /// The same as colours for Qt's own widgets.
    QPalette palette() const;
};

/// The theme that a palette or widget is in (told by the lightness of its window colour). For delegates:
/// `themeOf(option.palette)`.
const Theme &themeOf(const QPalette &palette);
const Theme &themeOf(const QWidget *widget);

/// `share` of a (0…1) laid over b, opaque.
QColor blended(const QColor &a, const QColor &b, qreal share);

} // namespace gnat
