// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFont>

namespace gnat {

/// Sizes in px at scale 1, as in the drawings of the window.
namespace px {
inline constexpr qreal title = 14;
inline constexpr qreal body = 12.5;
inline constexpr qreal tab = 12;
inline constexpr qreal small = 11.5; ///< dock titles, status bar
inline constexpr qreal caption = 11; ///< units, chips
inline constexpr qreal data = 12;    ///< mono in lists and trees
inline constexpr qreal figure = 11;  ///< mono sizes, rates, hex
inline constexpr qreal axis = 10.5;  ///< mono on chart axes
} // namespace px

/// What we wrote: Inter, else the system's font.
QFont uiFont(qreal pixels = px::body, QFont::Weight weight = QFont::Normal);
/// What came off the wire or was measured: Hack, else DejaVu Sans Mono (the same widths), else the system's fixed font.
QFont monoFont(qreal pixels = px::data, QFont::Weight weight = QFont::Normal);

} // namespace gnat
