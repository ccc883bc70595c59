// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "live/latencybars.h"

#include "base/latency.h"
#include "common/humantext.h"
#include "theme/fonts.h"
#include "theme/theme.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace gnat {

namespace {

constexpr std::int64_t shortest = 10'000;        // 10 µs
constexpr std::int64_t longest = 10'000'000'000; // 10 s
constexpr int decades = 6;
constexpr std::size_t barsPerDecade = 10;
constexpr int axisHeight = 16;
constexpr int margin = 12;

/// Where a latency stands between both ends, 0 … 1.
double placeOf(std::int64_t latencyNs)
{
    const double at = std::log10(static_cast<double>(std::max(latencyNs, shortest)) / shortest) / decades;
    return std::clamp(at, 0.0, 1.0);
}

/// All latencies, the outermost bars with what lies outside.
std::vector<std::uint64_t> heightsOf(const LatencyHistogram &latencies)
{
    auto heights = latencies.bars(shortest, longest, decades * barsPerDecade);
    heights.front() += latencies.bars(1, shortest, 1).front();
    heights.back() += latencies.bars(longest, longest * 100, 1).front();
    return heights;
}

} // namespace

LatencyBars::LatencyBars(QWidget *parent) : QWidget(parent)
{
    setAccessibleName(tr("Latencies"));
}

void LatencyBars::setLatencies(const LatencyHistogram &latencies)
{
    m_latencies = latencies;
    const auto text = latencies.count() == 0
                          ? tr("No latency is known.")
                          : tr("%1 latencies: half within %2, 99 % within %3, the longest %4")
                                .arg(countFull(latencies.count()), latencyText(latencies.percentile(0.5)),
                                     latencyText(latencies.percentile(0.99)), latencyText(latencies.max()));
    setToolTip(text);
    setAccessibleDescription(text);
    update();
}

void LatencyBars::paintEvent(QPaintEvent *)
{
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    const QRectF area = QRectF(rect()).adjusted(margin, 18, -margin, -axisHeight - 4);
    painter.setFont(monoFont(px::axis));
    double free = 0; // from there on nothing is written yet
    for (int decade = 0; decade <= decades; ++decade) {
        const double x = area.left() + area.width() * decade / decades;
        painter.setPen(QPen(theme.line, 0));
        painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()));
        painter.setPen(theme.text3);
        const auto label = decade < 2   ? QStringLiteral("%1 µs").arg(decade == 0 ? 10 : 100)
                           : decade < 5 ? QStringLiteral("%1 ms").arg(decade == 2   ? 1
                                                                      : decade == 3 ? 10
                                                                                    : 100)
                                        : QStringLiteral("%1 s").arg(decade == 5 ? 1 : 10);
        const double width = painter.fontMetrics().horizontalAdvance(label);
        const double left = std::clamp(x - width / 2, 4.0, std::max(4.0, this->width() - width - 4));
        if (left < free)
            continue;
        painter.drawText(QPointF(left, height() - 6.0), label);
        free = left + width + 4;
    }
    const auto heights = heightsOf(m_latencies);
    const auto highest = static_cast<double>(std::max<std::uint64_t>(*std::ranges::max_element(heights), 1));
    const double step = area.width() / static_cast<double>(heights.size());
    for (std::size_t i = 0; i < heights.size(); ++i) {
        if (heights[i] == 0)
            continue;
        const double height = std::max(2.0, area.height() * static_cast<double>(heights[i]) / highest);
        const double left = area.left() + step * static_cast<double>(i);
        painter.fillRect(QRectF(left, area.bottom() - height, std::max(step - 1, 1.0), height), theme.accent);
    }
    if (m_latencies.count() == 0)
        return;
    for (const auto &[share, name] : {std::pair(0.5, QStringLiteral("p50")), std::pair(0.99, QStringLiteral("p99"))}) {
        const double x = area.left() + area.width() * placeOf(m_latencies.percentile(share));
        painter.setPen(QPen(share < 0.9 ? theme.ok : theme.warn, 1.5));
        painter.drawLine(QPointF(x, area.top() - 3), QPointF(x, area.bottom()));
        const double width = painter.fontMetrics().horizontalAdvance(name);
        // The middle to the left of its mark, the tail to the right, so that they never cover each other.
        const double left = share < 0.9 ? x - width - 3 : x + 3;
        painter.drawText(QPointF(std::clamp(left, 0.0, this->width() - width), area.top() - 5), name);
    }
}

} // namespace gnat
