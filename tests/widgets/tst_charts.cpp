// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/rateline_p.h"
#include "charts/valuescale.h"
#include "traffic/rateseries.h"

#include <QTest>

#include <algorithm>

using namespace gnat;

class TestCharts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void scaleGrowsAtOnce();
    void scaleShrinksAfterTenSeconds();
    void scaleEndsOnRoundSteps();
    void lineIsRateOverOneSecond();
    void longLineKeepsPeaks();
};

static std::vector<RateSeries::Point> buckets(std::size_t count, double rate)
{
    std::vector<RateSeries::Point> points(count);
    for (std::size_t i = 0; i < count; ++i)
        points[i] = {static_cast<std::int64_t>(i) * RateSeries::bucketNs, rate, 0};
    return points;
}

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

void TestCharts::lineIsRateOverOneSecond()
{
    auto points = buckets(8, 0);
    points[4].messages = 40; // ten messages in one quarter of a second
    const RateLine line = makeRateLine(points, RateSeries::bucketNs, 8 * RateSeries::bucketNs, 1200);
    QCOMPARE(line.x.size(), 8);
    QCOMPARE(line.x.last(), 0.0);
    QCOMPARE(line.y[3], 0.0);
    QCOMPARE(line.y[4], 10.0);
    QCOMPARE(line.y[7], 10.0);
    QCOMPARE(line.largest, 10.0);
}

void TestCharts::longLineKeepsPeaks()
{
    auto points = buckets(3'600, 5);
    for (std::size_t i = 1'777; i < 1'781; ++i)
        points[i].messages = 500;
    const RateLine line = makeRateLine(points, RateSeries::bucketNs, 3'600 * RateSeries::bucketNs, 1200);
    QVERIFY2(line.x.size() <= 1'200, qPrintable(QString::number(line.x.size())));
    QVERIFY(line.x.size() > 100);
    QCOMPARE(line.largest, 500.0);
    QCOMPARE(*std::max_element(line.y.begin(), line.y.end()), 500.0);
    QVERIFY(std::is_sorted(line.x.begin(), line.x.end()));
}

QTEST_GUILESS_MAIN(TestCharts)
#include "tst_charts.moc"
