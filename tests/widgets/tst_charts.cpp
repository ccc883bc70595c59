// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/rateline_p.h"
#include "charts/timewindow.h"
#include "charts/valuescale.h"
#include "core/batchbuilder.h"
#include "traffic/rateseries.h"

#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <cmath>

using namespace gnat;

static constexpr std::int64_t secondNs = 1'000'000'000;

class TestCharts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void scaleGrowsAtOnce();
    void scaleShrinksAfterTenSeconds();
    void scaleEndsOnRoundSteps();
    void freeScaleLiesAroundTheValues();
    void lineIsRateOverOneSecond();
    void oneSpikeInAMillionStays();
    void scrollingLineDoesNotFlicker();
    void gapBreaksTheLine();
    void nothingIsDrawnAcrossAGap();
    void windowHoldsWhatIsZoomed();
    void windowStaysWhereSomethingIs();
};

void TestCharts::scaleGrowsAtOnce()
{
    ValueScale scale;
    QVERIFY(scale.update(140, 0));
    QCOMPARE(scale.top(), 150.0);
    QCOMPARE(scale.step(), 50.0);
    QVERIFY(scale.update(9'000, 1));
    QVERIFY(scale.top() >= 9'000);
}

void TestCharts::scaleShrinksAfterTenSeconds()
{
    ValueScale scale;
    scale.update(1'000, 0);
    const double large = scale.top();
    QVERIFY(!scale.update(10, 1'000));
    QVERIFY(!scale.update(10, 10'900));
    QCOMPARE(scale.top(), large);
    QVERIFY(scale.update(10, 11'000));
    QVERIFY(scale.top() < 20);

    // A value that needs the height again starts the wait anew.
    scale.update(1'000, 12'000);
    scale.update(10, 13'000);
    scale.update(1'000, 22'000);
    QVERIFY(!scale.update(10, 24'000));
    QCOMPARE(scale.top(), large);
}

void TestCharts::scaleEndsOnRoundSteps()
{
    for (const double largest : {0.0, 0.4, 3.0, 7.7, 42.0, 99.9, 186.0, 1234.0, 98'400.0, 1'100'000.0}) {
        ValueScale scale;
        scale.update(largest, 0);
        QVERIFY(scale.top() >= largest);
        const double lines = scale.top() / scale.step();
        QCOMPARE(2 * lines, std::round(2 * lines)); // ends on a line or half way to the next
        QVERIFY2(lines >= 2 && lines <= 5, qPrintable(QString::number(lines)));
    }
}

void TestCharts::freeScaleLiesAroundTheValues()
{
    ValueScale scale(ValueScale::Kind::Free);
    scale.update(64.9, 71.4, 0);
    QCOMPARE(scale.bottom(), 62.5);
    QCOMPARE(scale.top(), 72.5);
    QCOMPARE(scale.step(), 5.0);
    scale.update(-3, 71.4, 1); // grows at once, at the lower end too
    QVERIFY(scale.bottom() <= -3 && scale.top() >= 71.4);
    scale.update(0.0121, 0.0122, 2);
    QVERIFY(scale.top() >= 71.4); // and waits before it shrinks
    scale.update(0.0121, 0.0122, 2 + ValueScale::patienceMs);
    QVERIFY2(scale.top() < 0.0123 && scale.bottom() > 0.012, qPrintable(QString::number(scale.top())));
    ValueScale flat(ValueScale::Kind::Free);
    flat.update(5, 5, 0);
    QVERIFY(flat.bottom() < 5 && flat.top() > 5);
}

void TestCharts::lineIsRateOverOneSecond()
{
    RateSeries rates;
    const auto series = rates.addSeries(SubjectPattern::parse("a.>").value());
    constexpr double startS = 1'800'000'000;
    const auto start = static_cast<std::int64_t>(startS) * secondNs;
    rates.advance(start);
    BatchBuilder builder{SourceId(1)};
    for (int i = 0; i < 10; ++i) // ten messages in one quarter of a second
        QVERIFY(builder.append({"a.b", {}, {}, "12345"}, start + secondNs, SubscriptionId(1)));
    rates.add(*builder.take());
    rates.advance(start + 2 * secondNs);
    auto unit = RateLine::Unit::Messages;
    const RateLine line(rates, series, unit);
    auto points = line.points(start, start + 2 * secondNs, 1200);
    QCOMPARE(points.times.last(), startS + 2);
    QCOMPARE(points.values[points.times.indexOf(startS + 1)], 0.0);
    QCOMPARE(points.values[points.times.indexOf(startS + 1.25)], 10.0);
    QCOMPARE(points.values.last(), 10.0);
    QCOMPARE(points.largest, 10.0);
    QCOMPARE(line.figure(), 10.0);
    unit = RateLine::Unit::Bytes; // NOLINT(clang-analyzer-deadcode.DeadStores): the line holds a reference to it
    QCOMPARE(line.points(start, start + 2 * secondNs, 1200).largest, 50.0);
    QCOMPARE(line.figure(), 50.0);
}

void TestCharts::oneSpikeInAMillionStays()
{
    constexpr std::size_t count = 1'000'000;
    const auto at = [](std::size_t i) {
        return TimedValue{std::int64_t(i) * 1'000, i == 777'777 ? 500.0 : double(i % 7)};
    };
    const auto points = decimated(count, at, 0, count * 1'000, 1200);
    QVERIFY2(points.times.size() <= 1'202, qPrintable(QString::number(points.times.size())));
    QVERIFY(points.times.size() > 1'000);
    QCOMPARE(points.largest, 500.0);
    QCOMPARE(points.smallest, 0.0);
    QVERIFY(points.values.contains(500.0));
    QVERIFY(std::is_sorted(points.times.begin(), points.times.end()));
}

void TestCharts::scrollingLineDoesNotFlicker()
{
    const auto wave = [](std::size_t i) {
        return TimedValue{std::int64_t(i) * 1'000, std::sin(double(i) / 3)};
    };
    constexpr std::size_t count = 100'000;
    const auto before = decimated(count, wave, 0, count * 1'000, 1200);
    const auto after = decimated(count, wave, 37'000, count * 1'000 + 37'000, 1200);
    QCOMPARE(before.times, after.times);
    QCOMPARE(before.values, after.values);
}

void TestCharts::gapBreaksTheLine()
{
    const auto at = [](std::size_t i) {
        return TimedValue{std::int64_t(i), i == 5 ? std::numeric_limits<double>::quiet_NaN() : 1.0};
    };
    const auto points = decimated(10, at, 0, 10, 1200);
    QCOMPARE(points.values.size(), 10);
    QVERIFY(std::isnan(points.values[5]));
    QCOMPARE(points.largest, 1.0);
    QVERIFY(!decimated(0, at, 0, 10, 1200).hasValues());
}

void TestCharts::nothingIsDrawnAcrossAGap()
{
    const auto at = [](std::size_t i) {
        return TimedValue{std::int64_t(i) * secondNs, 1.0};
    };
    auto points = decimated(10, at, 0, 10 * secondNs, 1200);
    breakLine(points, 3 * secondNs, 6 * secondNs);
    QCOMPARE(points.times.size(), 7); // 0 1 2, the break, 7 8 9
    QCOMPARE(points.times[3], 3.0);
    QVERIFY(std::isnan(points.values[3]));
    QCOMPARE(points.times[4], 7.0);
    // Between two points without one inside: the line must not run across either.
    breakLine(points, 7 * secondNs + 100, 7 * secondNs + 200);
    QVERIFY(std::isnan(points.values[5]));
    // At the ends there is nothing to join.
    const auto before = points.times.size();
    breakLine(points, 20 * secondNs, std::numeric_limits<std::int64_t>::max());
    QCOMPARE(points.times.size(), before);
    breakLine(points, -5 * secondNs, secondNs);
    QCOMPARE(points.times.size(), before - 2);
}

void TestCharts::windowHoldsWhatIsZoomed()
{
    TimeWindow window;
    QSignalSpy changes(&window, &TimeWindow::changed);
    const std::int64_t now = 10'000 * secondNs;
    window.advance(now);
    QVERIFY(window.isMoving());
    QCOMPARE(window.fromNs(), now - 60 * secondNs);
    window.zoom(0.5, now - 20 * secondNs); // what is under the mouse stays under it
    QVERIFY(window.isHeld() && !window.isMoving());
    QCOMPARE(window.fromNs(), now - 40 * secondNs);
    QCOMPARE(window.toNs(), now - 10 * secondNs);
    window.advance(now + 5 * secondNs);
    QCOMPARE(window.toNs(), now - 10 * secondNs);
    window.pan(-5 * secondNs);
    QCOMPARE(window.toNs(), now - 15 * secondNs);
    QCOMPARE(changes.size(), 2);
    window.reset();
    QCOMPARE(window.toNs(), now + 5 * secondNs);
}

void TestCharts::windowStaysWhereSomethingIs()
{
    TimeWindow window;
    const std::int64_t now = 10'000 * secondNs;
    window.advance(now);
    window.pan(1'000 * secondNs); // there is no future
    QCOMPARE(window.toNs(), now);
    window.goToOldest();
    QCOMPARE(window.fromNs(), now - TimeWindow::longestSeconds * secondNs);
    QCOMPARE(window.toNs() - window.fromNs(), 60 * secondNs);
    for (int i = 0; i < 200; ++i)
        window.zoom(0.5, now - 30 * secondNs);
    QCOMPARE(window.toNs() - window.fromNs(), TimeWindow::shortestNs);
    for (int i = 0; i < 200; ++i)
        window.zoom(2, now - 30 * secondNs);
    QCOMPARE(window.toNs() - window.fromNs(), TimeWindow::longestSeconds * secondNs);
    window.reset();
    window.setPaused(true);
    window.advance(now + secondNs);
    QCOMPARE(window.toNs(), now);

    TimeWindow recording;
    recording.setSpan(5 * secondNs, 60 * secondNs);
    recording.pan(-secondNs);
    QCOMPARE(recording.fromNs(), 5 * secondNs);
    recording.hold(10 * secondNs, 20 * secondNs);
    recording.zoom(0.5, 15 * secondNs);
    QCOMPARE(recording.toNs(), 17 * secondNs + secondNs / 2);
}

QTEST_GUILESS_MAIN(TestCharts)
#include "tst_charts.moc"
