// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "exchange/latencyhistogram.h"
#include "exchange/requeststatistics.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>
#include <vector>

using namespace gnat;

class TestLatencyHistogram final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingIsKnownOfNone();
    void percentilesAreWithinTheirError_data();
    void percentilesAreWithinTheirError();
    void extremesStayInside();
    void barsHoldWhatLiesBetween();
    void subjectsAreBounded();
};

void TestLatencyHistogram::nothingIsKnownOfNone()
{
    const LatencyHistogram histogram;
    QCOMPARE(histogram.percentile(0.5), std::int64_t{-1});
    QCOMPARE(histogram.max(), std::int64_t{-1});
}

void TestLatencyHistogram::percentilesAreWithinTheirError_data()
{
    QTest::addColumn<double>("middle");
    QTest::newRow("a microsecond") << 1e3;
    QTest::newRow("a millisecond") << 1e6;
    QTest::newRow("seconds") << 1e9;
}

void TestLatencyHistogram::percentilesAreWithinTheirError()
{
    QFETCH(const double, middle);
    std::mt19937_64 random(7);
    std::lognormal_distribution<double> spread(std::log(middle), 1.0);
    std::vector<std::int64_t> latencies(20'000);
    std::ranges::generate(latencies, [&] { return static_cast<std::int64_t>(spread(random)); });
    LatencyHistogram histogram;
    for (const auto latency : latencies)
        histogram.add(latency);
    std::ranges::sort(latencies);
    for (const double share : {0.01, 0.5, 0.9, 0.99, 1.0}) {
        const auto place = static_cast<std::size_t>(std::ceil(share * 20'000)) - 1;
        const auto truth = static_cast<double>(latencies[place]);
        const auto told = static_cast<double>(histogram.percentile(share));
        QVERIFY2(std::abs(told - truth) <= std::max(truth * 0.016, 16.0), qPrintable(QString::number(share)));
    }
    QCOMPARE(histogram.max(), latencies.back());
}

void TestLatencyHistogram::extremesStayInside()
{
    LatencyHistogram histogram;
    for (const std::int64_t latency : {INT64_MIN, std::int64_t{0}, INT64_MAX})
        histogram.add(latency);
    QCOMPARE(histogram.count(), std::uint64_t{3});
    QVERIFY(histogram.percentile(0.1) <= 16);
    QVERIFY(histogram.percentile(1.0) > 100'000'000'000);
}

void TestLatencyHistogram::barsHoldWhatLiesBetween()
{
    LatencyHistogram histogram;
    for (const std::int64_t latency : {50'000, 1'500'000, 1'600'000, 15'000'000})
        histogram.add(latency);
    const std::vector<std::uint64_t> expected{0, 2, 1};
    QCOMPARE(histogram.bars(100'000, 100'000'000, 3), expected);
}

void TestLatencyHistogram::subjectsAreBounded()
{
    RequestStatistics statistics(2);
    for (const char *subject : {"a", "b", "c", "a", "d"})
        statistics.begin(subject);
    QCOMPARE(statistics.rows().size(), std::size_t{3});
    QCOMPARE(statistics.rows()[0].requests, std::uint64_t{2});
    QVERIFY(statistics.rows()[2].subject.empty());
    QCOMPARE(statistics.rows()[2].requests, std::uint64_t{2});
}

QTEST_APPLESS_MAIN(TestLatencyHistogram)
#include "tst_latencyhistogram.moc"
