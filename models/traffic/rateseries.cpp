// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "traffic/rateseries.h"

#include "traffic/leafcache_p.h"

#include <algorithm>
#include <map>

namespace gnat {

namespace {

constexpr std::size_t mostCachedSubjects = 200'000; // reply subjects are without end
constexpr std::int64_t slackBuckets = 4;            // a clock that is nudged by less is waited for
constexpr double perSecond = 1e9 / RateSeries::bucketNs;

struct Bucket
{
    float messages = 0;
    float bytes = 0;
};

struct Series
{
    SubjectPattern pattern;
    SourceId source;
    std::int64_t begin = 0; ///< number of the first bucket that counts; 0: nothing known yet
    std::vector<Bucket> ring = std::vector<Bucket>(RateSeries::buckets);
};

std::size_t slotOf(std::int64_t number)
{
    return static_cast<std::size_t>(number) % RateSeries::buckets;
}

} // namespace

struct RateSeries::Private
{
    using Matching = std::vector<Series *>;

    const Matching &matching(SourceId source, std::string_view subject);
    void moveTo(std::int64_t number);
    void moveBackTo(std::int64_t number);
    void forgetMatches();

    std::map<SeriesId, Series> series;
    SeriesId lastId = 0;
    std::int64_t head = 0; ///< the bucket that is open now: wall-clock time / bucketNs
    SubjectHash hash;
    LeafCache cache;                      ///< subject → 1 + place in `matches`
    std::map<Matching, std::size_t> sets; ///< each distinct answer once
    std::vector<const Matching *> matches;
};

void RateSeries::Private::forgetMatches()
{
    cache.clear();
    sets.clear();
    matches.clear();
}

const RateSeries::Private::Matching &RateSeries::Private::matching(SourceId source, std::string_view subject)
{
    const auto key = hash(source, subject);
    if (const auto known = cache.find(key); known != 0)
        return *matches[known - 1];
    if (cache.size() >= mostCachedSubjects)
        forgetMatches();
    Matching matched;
    for (auto &[id, one] : series) {
        if ((one.source.isNone() || one.source == source) && one.pattern.matches(subject))
            matched.push_back(&one);
    }
    const auto [set, isNew] = sets.try_emplace(std::move(matched), matches.size());
    if (isNew)
        matches.push_back(&set->first);
    cache.insert(key, static_cast<std::uint32_t>(set->second + 1));
    return set->first;
}

/// Opens bucket `number` and empties those between.
void RateSeries::Private::moveTo(std::int64_t number)
{
    if (number <= head)
        return;
    const auto from = std::max(head + 1, number - static_cast<std::int64_t>(buckets) + 1);
    for (auto &[id, one] : series) {
        for (auto bucket = from; bucket <= number; ++bucket)
            one.ring[slotOf(bucket)] = {};
        if (one.begin == 0)
            one.begin = number;
    }
    head = number;
}

/// Somebody set the clock back: the time that comes once more is emptied, so that it does not count twice.
void RateSeries::Private::moveBackTo(std::int64_t number)
{
    const auto to = std::min(head, number + static_cast<std::int64_t>(buckets));
    for (auto &[id, one] : series) {
        for (auto bucket = number; bucket <= to; ++bucket)
            one.ring[slotOf(bucket)] = {};
        one.begin = std::min(one.begin, number);
    }
    head = number;
}

RateSeries::RateSeries() : d(std::make_unique<Private>()) {}

RateSeries::~RateSeries() = default;

RateSeries::SeriesId RateSeries::addSeries(const SubjectPattern &pattern, SourceId source)
{
    d->forgetMatches();
    d->series.emplace(++d->lastId, Series{pattern, source, d->head});
    return d->lastId;
}

void RateSeries::removeSeries(SeriesId series)
{
    d->forgetMatches();
    d->series.erase(series);
}

std::vector<RateSeries::SeriesId> RateSeries::series() const
{
    std::vector<SeriesId> ids;
    for (const auto &[id, series] : d->series)
        ids.push_back(id);
    return ids;
}

std::string RateSeries::pattern(SeriesId series) const
{
    const auto found = d->series.find(series);
    return found == d->series.end() ? std::string() : found->second.pattern.text();
}

SourceId RateSeries::source(SeriesId series) const
{
    const auto found = d->series.find(series);
    return found == d->series.end() ? SourceId() : found->second.source;
}

void RateSeries::add(const MessageBatch &batch, std::optional<std::int64_t> arrivedNs)
{
    if (d->series.empty())
        return;
    const auto oldest = [this] {
        return d->head - static_cast<std::int64_t>(buckets);
    };
    for (std::size_t i = 0; i < batch.size(); ++i) {
        const auto &record = batch.records()[i];
        const auto number = arrivedNs.value_or(record.atNs) / bucketNs;
        d->moveTo(number);
        if (number <= oldest())
            continue;
        for (auto *series : d->matching(batch.source(), batch.subject(i))) {
            auto &bucket = series->ring[slotOf(number)];
            bucket.messages += 1;
            bucket.bytes += static_cast<float>(record.payloadSize);
            series->begin = std::min(series->begin, number);
        }
    }
}

void RateSeries::advance(std::int64_t nowNs)
{
    const auto number = nowNs / bucketNs;
    if (number < d->head - slackBuckets)
        d->moveBackTo(number);
    d->moveTo(number);
}

std::vector<RateSeries::Point> RateSeries::points(SeriesId series, std::int64_t fromNs) const
{
    std::vector<Point> found;
    const auto one = d->series.find(series);
    if (one == d->series.end() || one->second.begin == 0)
        return found;
    const auto oldest = d->head - static_cast<std::int64_t>(buckets) + 1;
    for (auto number = std::max({(fromNs + bucketNs - 1) / bucketNs, one->second.begin, oldest}); number < d->head;
         ++number) {
        const auto &bucket = one->second.ring[slotOf(number)];
        found.push_back({number * bucketNs, bucket.messages * perSecond, bucket.bytes * perSecond});
    }
    return found;
}

/// The mean over the last full second.
double RateSeries::lastSecond(SeriesId series, double Point::*value) const
{
    double sum = 0;
    constexpr auto second = static_cast<std::int64_t>(perSecond);
    const auto last = points(series, (d->head - second) * bucketNs);
    for (const auto &point : last)
        sum += point.*value;
    return last.empty() ? 0 : sum / static_cast<double>(last.size());
}

void RateSeries::clear()
{
    for (auto &[id, series] : d->series) {
        std::ranges::fill(series.ring, Bucket());
        series.begin = d->head;
    }
}

} // namespace gnat
