// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/topologylayout.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace gnat {

namespace {
constexpr QSizeF longest{430, 300}; // between the first and the last card's corner, else lines grow too long
constexpr qreal longestOfMany = 640;
} // namespace

namespace {

/// Points on a circle of radius 1: the first at the top, then to the left, as one reads: n2 left of n3. Two stand side
/// by side, four in the corners.
QList<QPointF> onCircle(int count)
{
    using std::numbers::pi;
    if (count <= 1)
        return {QPointF()};
    const double first = count == 2 ? pi : count == 4 ? -pi * 3 / 4 : -pi / 2;
    const double turn = count == 2 || count == 4 ? 1 : -1;
    QList<QPointF> points;
    for (int i = 0; i < count; ++i) {
        const double angle = first + turn * 2 * pi * i / count;
        points.append(QPointF(std::cos(angle), std::sin(angle)));
    }
    return points;
}

QPair<qreal, qreal> spread(const QList<QPointF> &points, qreal (QPointF::*coordinate)() const)
{
    QPair<qreal, qreal> range{(points.first().*coordinate)(), (points.first().*coordinate)()};
    for (const auto &point : points)
        range = {std::min(range.first, (point.*coordinate)()), std::max(range.second, (point.*coordinate)())};
    return range;
}

/// The points' bounding box is stretched over the area.
QList<QRectF> placed(const QList<QPointF> &points, const QRectF &area, const QSizeF &card)
{
    const auto [left, right] = spread(points, &QPointF::x);
    const auto [top, bottom] = spread(points, &QPointF::y);
    const bool hasDots = points.size() <= mostServersWithDots;
    const QSizeF room(std::min(area.width() - card.width() - (hasDots ? 2 * topologyDotsWidth : 0),
                               hasDots ? longest.width() : longestOfMany),
                      std::min(area.height() - card.height(), longest.height()));
    const auto place = [](qreal value, qreal low, qreal high, qreal size) {
        return high - low < 1e-6 ? size / 2 : (value - low) / (high - low) * size;
    };
    const QPointF corner(area.center().x() - (room.width() + card.width()) / 2,
                         area.center().y() - (room.height() + card.height()) / 2);
    QList<QRectF> cards;
    for (const auto &point : points) {
        const QPointF at(std::round(corner.x() + place(point.x(), left, right, room.width())),
                         std::round(corner.y() + place(point.y(), top, bottom, room.height())));
        cards.append(QRectF(at, card));
    }
    return cards;
}

bool overlap(const QList<QRectF> &cards)
{
    for (qsizetype i = 0; i < cards.size(); ++i) {
        for (qsizetype j = i + 1; j < cards.size(); ++j) {
            if (cards.at(i).adjusted(-8, -8, 8, 8).intersects(cards.at(j)))
                return true;
        }
    }
    return false;
}

} // namespace

QList<QRectF> topologyCards(int count, const QRectF &area)
{
    if (count <= 0)
        return {};
    const auto points = onCircle(count);
    auto cards = placed(points, area, topologyCardSize);
    return overlap(cards) ? placed(points, area, topologySmallCardSize) : cards;
}

} // namespace gnat
