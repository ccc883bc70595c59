// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/topologylayout.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace gnat {

namespace {
constexpr QSizeF longest{430, 300}; // between the first and the last card's corner, else lines grow too long
}

QList<QRectF> topologyCards(int count, const QRectF &area)
{
    QList<QPointF> points;
    const double first = count == 2 ? std::numbers::pi : -std::numbers::pi / 2;
    for (int i = 0; i < count; ++i) {
        const double angle = first + 2 * std::numbers::pi * i / count;
        // the second goes to the left, as one reads: n2 left of n3
        points.append(count <= 1 ? QPointF()
                                 : QPointF(count == 2 ? std::cos(angle) : -std::cos(angle), std::sin(angle)));
    }
    const auto spread = [&](auto coordinate) {
        const auto [low, high] = std::minmax_element(
            points.begin(), points.end(), [&](const auto &a, const auto &b) { return coordinate(a) < coordinate(b); });
        return std::pair(coordinate(*low), coordinate(*high));
    };
    if (points.isEmpty())
        return {};
    const auto [left, right] = spread([](const QPointF &point) { return point.x(); });
    const auto [top, bottom] = spread([](const QPointF &point) { return point.y(); });
    const QSizeF room(std::min(area.width() - topologyCardSize.width() - 2 * topologyDotsWidth, longest.width()),
                      std::min(area.height() - topologyCardSize.height(), longest.height()));
    const auto place = [](qreal value, qreal low, qreal high, qreal size) {
        return high - low < 1e-6 ? size / 2 : (value - low) / (high - low) * size;
    };
    const QPointF corner(area.center().x() - (room.width() + topologyCardSize.width()) / 2,
                         area.center().y() - (room.height() + topologyCardSize.height()) / 2);
    QList<QRectF> cards;
    for (const auto &point : points) {
        const QPointF at(std::round(corner.x() + place(point.x(), left, right, room.width())),
                         std::round(corner.y() + place(point.y(), top, bottom, room.height())));
        cards.append(QRectF(at, topologyCardSize));
    }
    return cards;
}

} // namespace gnat
