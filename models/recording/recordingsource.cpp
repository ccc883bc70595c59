// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recording/recordingsource.h"

#include "base/text.h"
#include "recording/pagecache_p.h"
#include "recording/recordednames.h"
#include "recording/recordingpages_p.h"
#include "recording/recordingscan_p.h"
#include "recording/recordingsnapshot_p.h"

#include <algorithm>
#include <set>
#include <unordered_map>

namespace gnat {

namespace {

constexpr quint64 rowsPerPage = 256;
constexpr std::size_t cacheBytes = 32 * 1024 * 1024;
constexpr qint64 nsPerSecond = 1'000'000'000;

} // namespace

struct RecordingSource::Private
{
    QString path;
    RecordingSummary summary;
    QList<quint64> rowsBefore; ///< by index into summary.density: messages before that second
    std::shared_ptr<RecordedNames> names = std::make_shared<RecordedNames>();
    PageCache cache{cacheBytes};
    std::set<quint64> awaited; ///< first rows that were asked for
    quint64 lastScan = 0;
    std::shared_ptr<ExchangeTable> exchanges = std::make_shared<ExchangeTable>();
    // Threads, last: their answers use all of the above.
    std::unordered_map<quint64, std::unique_ptr<RecordingScan>> scans;
    std::unique_ptr<RecordingPages> pages;

    void take(const RecordingSummary &opened);
};

void RecordingSource::Private::take(const RecordingSummary &opened)
{
    summary = opened;
    rowsBefore.clear();
    quint64 before = 0;
    for (const auto &second : summary.density) {
        rowsBefore << before;
        before += second.messages;
    }
}

RecordingSource::RecordingSource(const QString &path, SourceId source, QObject *parent)
    : MessageSource(parent), d(std::make_unique<Private>())
{
    d->path = path;
    RecordingPages::Callbacks callbacks;
    callbacks.opened = [this](const RecordingSummary &summary) {
        QMetaObject::invokeMethod(
            this, [this, summary] { takeSummary(summary); }, Qt::QueuedConnection);
    };
    callbacks.grown = [this](const RecordingSummary &summary) {
        QMetaObject::invokeMethod(
            this, [this, summary] { takeGrown(summary); }, Qt::QueuedConnection);
    };
    callbacks.loaded = [this](quint64 firstRow, const BatchPtr &page) {
        QMetaObject::invokeMethod(
            this, [this, firstRow, page] { takePage(firstRow, page); }, Qt::QueuedConnection);
    };
    callbacks.failed = [this](const Error &error) {
        postFailure(error);
    };
    d->pages = std::make_unique<RecordingPages>(path, d->names, source, std::move(callbacks));
}

RecordingSource::~RecordingSource() = default;

void RecordingSource::postFailure(const Error &error)
{
    const auto tell = [this, text = errorText(error), isDamaged = error.kind == ErrorKind::StorageFailure] {
        Q_EMIT failed(text, isDamaged);
    };
    QMetaObject::invokeMethod(this, tell, Qt::QueuedConnection);
}

void RecordingSource::takeSummary(const RecordingSummary &summary)
{
    d->take(summary);
    Q_EMIT opened();
    Q_EMIT changed();
}

void RecordingSource::takeGrown(const RecordingSummary &summary)
{
    d->take(summary);
    Q_EMIT grown();
    Q_EMIT changed();
}

void RecordingSource::takePage(quint64 firstRow, const BatchPtr &page)
{
    d->awaited.erase(firstRow);
    if (page->isEmpty())
        return;
    d->cache.insert(firstRow, page);
    Q_EMIT loaded(firstRow, firstRow + page->size() - 1);
}

QString RecordingSource::path() const
{
    return d->path;
}

const RecordingSummary &RecordingSource::summary() const
{
    return d->summary;
}

std::shared_ptr<RecordedNames> RecordingSource::names() const
{
    return d->names;
}

quint64 RecordingSource::begin() const
{
    return 0;
}

quint64 RecordingSource::end() const
{
    return d->summary.messages;
}

MessageHandle RecordingSource::at(quint64 position)
{
    if (position >= end())
        return {};
    if (auto held = d->cache.at(position); !held.isEmpty())
        return held;
    auto firstRow = position - position % rowsPerPage;
    // A page of very large messages ends early: then what is behind it is asked for from there.
    if (!d->cache.at(firstRow).isEmpty())
        firstRow = position;
    if (d->awaited.insert(firstRow).second)
        d->pages->request(firstRow, rowsPerPage - firstRow % rowsPerPage);
    return {};
}

std::shared_ptr<const MessageSnapshot> RecordingSource::snapshot() const
{
    return std::make_shared<RecordingSnapshot>(path(), d->names, end());
}

quint64 RecordingSource::startScan(const MessagePredicate &wanted, const PayloadWords &words)
{
    const auto scan = ++d->lastScan;
    const auto post = [this, scan](auto call) {
        const auto ifStillWanted = [this, scan, call] {
            if (d->scans.contains(scan))
                call();
        };
        QMetaObject::invokeMethod(this, ifStillWanted, Qt::QueuedConnection);
    };
    RecordingScan::Callbacks callbacks;
    callbacks.found = [this, scan, post](const QList<quint64> &rows) {
        post([this, scan, rows] { Q_EMIT found(scan, rows, false); });
    };
    callbacks.progressed = [this, scan, post](double share) {
        post([this, scan, share] { Q_EMIT scanProgressed(scan, share); });
    };
    callbacks.scanned = [this, scan, post] {
        post([this, scan] { Q_EMIT scanned(scan); });
    };
    callbacks.failed = [this, post](const Error &error) {
        post([this, text = errorText(error), isDamaged = error.kind == ErrorKind::StorageFailure] {
            Q_EMIT failed(text, isDamaged);
        });
    };
    RecordingScan::Wish wish{end(), wanted, words};
    d->scans.emplace(scan, std::make_unique<RecordingScan>(d->path, d->names, std::move(wish), std::move(callbacks)));
    return scan;
}

void RecordingSource::stopScan(quint64 scan)
{
    d->scans.erase(scan);
}

std::optional<quint64> RecordingSource::positionAt(std::int64_t atNs)
{
    const auto &summary = d->summary;
    if (!summary.messages)
        return std::nullopt;
    const auto last = summary.messages - 1;
    const auto behind = std::ranges::upper_bound(summary.density, atNs / nsPerSecond, {}, &RecordedDensity::atS);
    if (atNs <= summary.firstNs || behind == summary.density.begin())
        return 0;
    if (atNs >= summary.lastNs)
        return last;
    // Within its second the message is looked for in proportion; seconds without messages lead to the next.
    const auto index = behind - summary.density.begin() - 1;
    const auto &second = summary.density.at(index);
    const auto share = static_cast<double>(atNs - second.atS * nsPerSecond) / static_cast<double>(nsPerSecond);
    const auto inSecond = static_cast<quint64>(std::min(share, 1.0) * static_cast<double>(second.messages));
    return std::min(last, d->rowsBefore.at(index) + inSecond);
}

FindExchange RecordingSource::exchanges() const
{
    return [exchanges = d->exchanges](const MessageView &message) {
        return exchanges->of(message);
    };
}

std::optional<quint64> RecordingSource::positionOf(std::uint64_t sequence) const
{
    return sequence > 0 && sequence <= end() ? std::optional<quint64>(sequence - 1) : std::nullopt;
}

std::vector<std::uint64_t> RecordingSource::repliesTo(std::uint64_t request, std::size_t most) const
{
    return d->exchanges->repliesTo(request, most);
}

void RecordingSource::setExchanges(std::shared_ptr<ExchangeTable> exchanges)
{
    d->exchanges = std::move(exchanges);
}

void RecordingSource::noteExchanges(std::uint64_t first, std::uint64_t last, bool isRejudged)
{
    if (first == 0 || first > end())
        return;
    Q_EMIT exchangesChanged(first - 1, std::min<quint64>(last, end()) - 1);
    if (isRejudged)
        Q_EMIT rejudged();
}

} // namespace gnat
