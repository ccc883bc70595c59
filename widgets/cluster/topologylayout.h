// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QRectF>

namespace gnat {

/// Where the cards of `count` servers stand in `area`: on a circle, the first one at the top; two side by side. Room
/// for the clients' dots is left at both ends. Cards are smaller if they would overlap.
QList<QRectF> topologyCards(int count, const QRectF &area);

inline constexpr QSizeF topologyCardSize{186, 84};
inline constexpr QSizeF topologySmallCardSize{148, 44};
inline constexpr qreal topologyDotsWidth = 78;
/// So many servers have room for dots beside their cards; with more, cards tell the number of clients.
inline constexpr int mostServersWithDots = 6;
/// More do not fit into the smallest window.
inline constexpr int mostServersOnMap = 8;

} // namespace gnat
