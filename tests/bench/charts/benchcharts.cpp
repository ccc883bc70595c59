// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
// How much of a processor a chart takes for one frame: new points taken and decimated, axes, legend, everything
// painted. Target G1: 10 series of 3,600 points and 50 of 600 within 16 ms.
#include "charts/timechart.h"
#include "charts/timewindow.h"
#include "core/clock.h"
#include "resources/resources.h"
#include "settings/preferences.h"
#include "theme/themecontroller.h"

#include <QApplication>
#include <QStandardPaths>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <vector>

using namespace gnat;

namespace {

constexpr std::int64_t windowNs = 900'000'000'000;
constexpr int frames = 60;

/// So many points evenly over the window, without an end.
class Wave final : public ChartSeries
{
public:
    Wave(int points, double phase) : m_stepNs(windowNs / points), m_phase(phase) {}

    ChartPoints points(std::int64_t fromNs, std::int64_t toNs, std::size_t most) const override
    {
        const auto first = fromNs / m_stepNs;
        const auto at = [&](std::size_t i) {
            const auto number = first + static_cast<std::int64_t>(i);
            return TimedValue{number * m_stepNs,
                              50 + m_phase + 20 * std::sin(static_cast<double>(number) / 7 + m_phase)};
        };
        return decimated(static_cast<std::size_t>((toNs - fromNs) / m_stepNs + 2), at, fromNs, toNs, most);
    }
    double figure() const override { return 50; }

private:
    std::int64_t m_stepNs;
    double m_phase;
};

void measure(int series, int points)
{
    TimeWindow window;
    window.setSeconds(static_cast<int>(windowNs / 1'000'000'000));
    window.advance(wallNanoseconds());
    TimeChart chart(window, TimeChart::Kind::Rates);
    chart.resize(1200, 400);
    for (int i = 0; i < series; ++i)
        chart.addLine(std::make_unique<Wave>(points, i), QStringLiteral("line %1").arg(i), i);
    chart.show();
    QCoreApplication::processEvents();
    std::vector<double> took;
    for (int frame = 0; frame < frames; ++frame) {
        window.advance(window.nowNs() + 100'000'000);
        const auto began = std::clock(); // other programs do not count
        chart.redraw();
        QCoreApplication::processEvents();
        took.push_back(1000.0 * static_cast<double>(std::clock() - began) / CLOCKS_PER_SEC);
    }
    std::ranges::sort(took);
    std::printf("%3d series x %6d points: median %5.2f ms, p90 %5.2f ms, worst %5.2f ms\n", series, points,
                took[took.size() / 2], took[took.size() * 9 / 10], took.back());
    std::fflush(stdout);
}

} // namespace

int main(int argc, char **argv)
{
    const QApplication application(argc, argv);
    QStandardPaths::setTestModeEnabled(true);
    initResources();
    Preferences preferences;
    const ThemeController theme(preferences);
    measure(1, 3'600);
    measure(10, 3'600);
    measure(50, 600);
    measure(10, 100'000);
    return 0;
}
