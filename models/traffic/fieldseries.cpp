// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "traffic/fieldseries.h"

#include "core/clock.h"
#include "flow/analysisthread.h"
#include "flow/messagesource.h"
#include "traffic/fieldcollector_p.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>
#include <vector>

namespace gnat {

namespace {

// Messages may be analysed before they are kept: the scan goes on a little, so that none falls between the two.
constexpr std::int64_t overlapNs = 2'000'000'000;

bool isBefore(const FieldPoint &one, const FieldPoint &other)
{
    return std::tie(one.atNs, one.sequence) < std::tie(other.atNs, other.sequence);
}

bool isSame(const FieldPoint &one, const FieldPoint &other)
{
    return one.atNs == other.atNs && one.sequence == other.sequence;
}

struct Series
{
    FieldSeries::Field field;
    std::shared_ptr<FieldPin> pin;
    std::deque<FieldPoint> points;
    std::vector<FieldPoint> fresh; ///< found since
    quint64 scan = 0;
    std::int64_t scannedNs = 0; ///< monotonic; 0: still looking through what is kept
};

void sortIn(Series &series, std::size_t capacity)
{
    auto &points = series.points;
    auto &fresh = series.fresh;
    std::ranges::sort(fresh, isBefore);
    fresh.erase(std::unique(fresh.begin(), fresh.end(), isSame), fresh.end());
    if (fresh.empty()) {
    } else if (points.empty() || isBefore(points.back(), fresh.front())) {
        points.insert(points.end(), fresh.begin(), fresh.end());
    } else if (isBefore(fresh.back(), points.front())) {
        points.insert(points.begin(), fresh.begin(), fresh.end());
    } else { // only what lies behind the first of them is touched
        const auto first = std::ranges::lower_bound(points, fresh.front(), isBefore) - points.begin();
        const auto middle = static_cast<std::ptrdiff_t>(points.size());
        points.insert(points.end(), fresh.begin(), fresh.end());
        std::inplace_merge(points.begin() + first, points.begin() + middle, points.end(), isBefore);
        points.erase(std::unique(points.begin() + first, points.end(), isSame), points.end());
    }
    fresh.clear();
    if (points.size() > capacity)
        points.erase(points.begin(), points.end() - static_cast<std::ptrdiff_t>(capacity));
    if (points.size() == capacity)
        series.pin->oldestWantedNs = points.front().atNs;
}

} // namespace

struct FieldSeries::Private
{
    Private(MessageSource &messages, const CodecRegistry &registry, AnalysisThread *thread)
        : kept(messages), codecs(registry), analysis(thread), collector(std::make_shared<FieldCollector>(registry))
    {
    }

    MessageSource &kept;
    const CodecRegistry &codecs;
    AnalysisThread *analysis;
    std::shared_ptr<FieldCollector> collector; ///< shared with the threads that look
    std::map<SeriesId, Series> series;
    SeriesId lastId = 0;
    std::size_t capacity = defaultCapacity;
    bool isRegistered = false;
};

FieldSeries::FieldSeries(MessageSource &kept, const CodecRegistry &codecs, AnalysisThread *analysis, QObject *parent)
    : QObject(parent), d(std::make_unique<Private>(kept, codecs, analysis))
{
    connect(&kept, &MessageSource::scanned, this, &FieldSeries::endScan);
}

FieldSeries::~FieldSeries()
{
    for (auto &[id, series] : d->series) {
        if (series.scan != 0)
            d->kept.stopScan(series.scan);
    }
    if (d->isRegistered)
        d->analysis->remove(d->collector.get());
}

FieldSeries::SeriesId FieldSeries::add(const Field &field)
{
    auto pattern = SubjectPattern::parse(field.pattern);
    if (!pattern)
        return 0;
    auto &series = d->series[++d->lastId];
    series.field = field;
    const auto *codec = field.format.isEmpty() ? nullptr : d->codecs.find(field.format);
    series.pin = std::make_shared<FieldPin>(d->lastId, field, std::move(pattern).value(), codec);
    sharePins();
    series.scan = d->kept.startScan([collector = d->collector, pin = series.pin](const MessageView &message) {
        collector->look(*pin, message);
        return false; // the values are the answer
    });
    return d->lastId;
}

void FieldSeries::remove(SeriesId series)
{
    const auto found = d->series.find(series);
    if (found == d->series.end())
        return;
    if (found->second.scan != 0)
        d->kept.stopScan(found->second.scan);
    d->series.erase(found);
    sharePins();
}

void FieldSeries::sharePins()
{
    FieldCollector::Pins pins;
    for (const auto &[id, series] : d->series)
        pins.push_back(series.pin);
    const bool isWanted = d->analysis && !pins.empty();
    d->collector->setPins(std::move(pins));
    if (!d->analysis || isWanted == d->isRegistered)
        return;
    d->isRegistered = isWanted;
    if (isWanted)
        d->analysis->add(d->collector);
    else
        d->analysis->remove(d->collector.get());
}

void FieldSeries::endScan(std::uint64_t scan)
{
    for (auto &[id, series] : d->series) {
        if (series.scan == scan)
            series.scannedNs = monotonicNanoseconds();
    }
}

std::optional<FieldSeries::Field> FieldSeries::field(SeriesId series) const
{
    const auto found = d->series.find(series);
    return found == d->series.end() ? std::nullopt : std::optional(found->second.field);
}

void FieldSeries::setCapacity(std::size_t points)
{
    d->capacity = std::max<std::size_t>(points, 2);
    for (auto &[id, series] : d->series) {
        series.pin->oldestWantedNs = INT64_MIN;
        sortIn(series, d->capacity);
    }
}

std::size_t FieldSeries::capacity() const
{
    return d->capacity;
}

bool FieldSeries::take()
{
    const auto found = d->collector->takeFound();
    for (const auto &one : found) {
        if (const auto series = d->series.find(one.series); series != d->series.end())
            series->second.fresh.push_back(one.point);
    }
    const auto now = monotonicNanoseconds();
    for (auto &[id, series] : d->series) {
        if (!series.fresh.empty())
            sortIn(series, d->capacity);
        if (series.scan != 0 && series.scannedNs != 0 && d->analysis && now - series.scannedNs > overlapNs) {
            d->kept.stopScan(series.scan);
            series.scan = 0;
        }
    }
    return !found.empty();
}

const std::deque<FieldPoint> &FieldSeries::points(SeriesId series) const
{
    static const std::deque<FieldPoint> none;
    const auto found = d->series.find(series);
    return found == d->series.end() ? none : found->second.points;
}

std::optional<FieldPoint> FieldSeries::nearest(SeriesId series, std::int64_t atNs) const
{
    std::optional<FieldPoint> best;
    const auto &all = points(series);
    const auto distance = [atNs](const FieldPoint &point) {
        return std::abs(point.atNs - atNs);
    };
    const auto look = [&](const FieldPoint &point) {
        if (point.sequence == 0)
            return false;
        if (!best || distance(point) < distance(*best))
            best = point;
        return true;
    };
    const auto behind = std::ranges::lower_bound(all, atNs, {}, &FieldPoint::atNs);
    auto before = behind;
    while (before != all.begin() && !look(*--before)) { // past gaps
    }
    for (auto after = behind; after != all.end() && !look(*after); ++after) { // past gaps
    }
    return best;
}

std::optional<FieldPoint> FieldSeries::nearest(SeriesId series, std::int64_t atNs, double value) const
{
    constexpr std::int64_t vague = 1'000;
    const auto &all = points(series);
    const auto first = std::ranges::lower_bound(all, atNs - vague, {}, &FieldPoint::atNs);
    const auto behind = std::ranges::upper_bound(all, atNs + vague, {}, &FieldPoint::atNs);
    const FieldPoint *best = nullptr;
    for (auto point = first; point != behind; ++point) {
        if (point->sequence != 0 && (!best || std::abs(point->value - value) < std::abs(best->value - value)))
            best = &*point;
    }
    return best ? std::optional(*best) : nearest(series, atNs);
}

std::optional<FieldPoint> FieldSeries::pointOf(SeriesId series, std::int64_t atNs, std::uint64_t sequence) const
{
    const auto &all = points(series);
    auto at = std::ranges::lower_bound(all, atNs, {}, &FieldPoint::atNs);
    while (at != all.end() && at->atNs == atNs && at->sequence != sequence)
        ++at;
    const bool isThere = sequence != 0 && at != all.end() && at->atNs == atNs;
    return isThere ? std::optional(*at) : std::nullopt;
}

bool FieldSeries::isSearching(SeriesId series) const
{
    const auto found = d->series.find(series);
    return found != d->series.end() && found->second.scan != 0 && found->second.scannedNs == 0;
}

std::uint64_t FieldSeries::notTaken() const
{
    return d->collector->notTaken();
}

} // namespace gnat
