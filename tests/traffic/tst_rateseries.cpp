// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/batches.h"
#include "traffic/rateseries.h"

#include <QTest>

using namespace gnat;

namespace {

constexpr std::int64_t bucket = RateSeries::bucketNs;
constexpr std::int64_t start = 1'700'000'000'000'000'000;

SubjectPattern patternOf(std::string_view text)
{
    return SubjectPattern::parse(text).value();
}

std::vector<double> messagesOf(const RateSeries &rates, RateSeries::SeriesId series, std::int64_t fromNs = 0)
{
    std::vector<double> values;
    for (const auto &point : rates.points(series, fromNs))
        values.push_back(point.messages);
    return values;
}

using Values = std::vector<double>;

} // namespace

class TestRateSeries final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bucketsAreRatesPerSecond();
    void seriesChooseByPatternAndSource();
    void silenceIsZero();
    void lateMessagesCountWhereTheyBelong();
    void ringForgetsAfterAnHour();
    void clockCanBeSetBackAndForth();
    void seriesCanComeAndGo();
    void manyReplySubjectsStayBounded();
};

void TestRateSeries::bucketsAreRatesPerSecond()
{
    RateSeries rates;
    const auto series = rates.addSeries(patternOf("a.>"));
    rates.add(*test::makeBatch(SourceId(1), {"a.b", "a.c", "b"}, start, "1234"));
    rates.add(*test::makeBatch(SourceId(1), {"a.b"}, start + bucket, "1234"));
    QCOMPARE(messagesOf(rates, series), Values{8}); // the open bucket is not told
    rates.advance(start + 2 * bucket);
    QCOMPARE(messagesOf(rates, series), (Values{8, 4}));
    const auto points = rates.points(series, 0);
    QCOMPARE(points[0].atNs, start);
    QCOMPARE(points[0].bytes, 32.0);
    QCOMPARE(messagesOf(rates, series, start + 1), Values{4});
    QCOMPARE(rates.figure(series), 6.0);
}

void TestRateSeries::seriesChooseByPatternAndSource()
{
    RateSeries rates;
    const auto all = rates.addSeries(patternOf(">"));
    const auto second = rates.addSeries(patternOf("*.b"), SourceId(2));
    rates.add(*test::makeBatch(SourceId(1), {"a.b", "c"}, start));
    rates.add(*test::makeBatch(SourceId(2), {"a.b", "c"}, start));
    rates.advance(start + bucket);
    QCOMPARE(messagesOf(rates, all), Values{16});
    QCOMPARE(messagesOf(rates, second), Values{4});
    QCOMPARE(rates.pattern(second), std::string("*.b"));
    QCOMPARE(rates.source(second), SourceId(2));
}

void TestRateSeries::silenceIsZero()
{
    RateSeries rates;
    const auto series = rates.addSeries(patternOf("a"));
    rates.add(*test::makeBatch(SourceId(1), {"a"}, start));
    rates.advance(start + 5 * bucket);
    QCOMPARE(messagesOf(rates, series), (Values{4, 0, 0, 0, 0}));
    QCOMPARE(rates.figure(series), 0.0);
}

void TestRateSeries::lateMessagesCountWhereTheyBelong()
{
    RateSeries rates;
    const auto series = rates.addSeries(patternOf("a"));
    rates.advance(start);
    rates.advance(start + 3 * bucket);
    rates.add(*test::makeBatch(SourceId(1), {"a"}, start + bucket));
    QCOMPARE(messagesOf(rates, series), (Values{0, 4, 0}));
    rates.add(
        *test::makeBatch(SourceId(1), {"a"}, start - 2 * static_cast<std::int64_t>(RateSeries::buckets) * bucket));
    QCOMPARE(messagesOf(rates, series), (Values{0, 4, 0}));
}

void TestRateSeries::ringForgetsAfterAnHour()
{
    RateSeries rates;
    const auto series = rates.addSeries(patternOf("a"));
    rates.add(*test::makeBatch(SourceId(1), {"a"}, start));
    rates.advance(start + (static_cast<std::int64_t>(RateSeries::buckets) + 10) * bucket);
    const auto values = messagesOf(rates, series);
    QCOMPARE(values.size(), RateSeries::buckets - 1);
    QCOMPARE(*std::max_element(values.begin(), values.end()), 0.0);
}

void TestRateSeries::clockCanBeSetBackAndForth()
{
    constexpr std::int64_t day = 24 * 3600 * std::int64_t{1'000'000'000};
    RateSeries rates;
    const auto all = rates.addSeries(SubjectPattern::parse(">").value());
    rates.advance(start);
    for (const auto now : {start + 365 * day, start, start - day, start + 10 * bucket}) {
        rates.advance(now);
        rates.add(*test::makeBatch(SourceId(1), {"a", "b"}, now));
        rates.advance(now + bucket);
        const auto points = rates.points(all, now);
        QCOMPARE(points.size(), std::size_t{1});
        QCOMPARE(points.front().messages, 8.0);
    }
    QVERIFY(rates.points(all, 0).size() <= RateSeries::buckets);
}

void TestRateSeries::seriesCanComeAndGo()
{
    RateSeries rates;
    const auto first = rates.addSeries(patternOf("a"));
    rates.add(*test::makeBatch(SourceId(1), {"a"}, start));
    const auto second = rates.addSeries(patternOf("*"));
    rates.removeSeries(first);
    rates.add(*test::makeBatch(SourceId(1), {"a"}, start + bucket));
    rates.advance(start + 2 * bucket);
    QVERIFY(rates.points(first, 0).empty());
    QCOMPARE(messagesOf(rates, second), (Values{0, 4}));
    QCOMPARE(rates.series(), std::vector<RateSeries::SeriesId>{second});
    rates.clear();
    QVERIFY(messagesOf(rates, second).empty());
}

void TestRateSeries::manyReplySubjectsStayBounded()
{
    RateSeries rates;
    const auto inbox = rates.addSeries(patternOf("_INBOX.>"));
    constexpr int each = 2000;
    for (int i = 0; i < 250; ++i) {
        std::vector<std::string> subjects;
        for (int j = 0; j < each; ++j)
            subjects.push_back("_INBOX." + std::to_string(i * each + j));
        rates.add(*test::makeBatch(SourceId(1), subjects, start));
    }
    rates.advance(start + bucket);
    QCOMPARE(messagesOf(rates, inbox), Values{4.0 * 250 * each});
}

QTEST_GUILESS_MAIN(TestRateSeries)
#include "tst_rateseries.moc"
