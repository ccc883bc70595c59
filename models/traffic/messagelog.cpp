// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "traffic/messagelog.h"

#include "core/batchbuilder.h"
#include "flow/dropledger.h"
#include "flow/exchangetable.h"
#include "traffic/logscanner_p.h"
#include "traffic/logsnapshot_p.h"

#include <algorithm>
#include <set>

namespace gnat {

namespace {

constexpr std::size_t mostJoinedMessages = 256;
constexpr std::size_t mostJoinedBytes = 64 * 1024;

/// With what lies around it: the batch itself and its counts, an entry here, and what the heap notes for three blocks.
/// Of batches of several quiet sources in turn, which cannot be joined, that is the larger part.
std::size_t heldBytes(const MessageBatch &batch)
{
    constexpr std::size_t around = sizeof(MessageBatch) + 2 * sizeof(void *) + sizeof(LogEntry) + 3 * 16;
    return batch.memoryBytes() + around;
}

} // namespace

struct MessageLog::Private
{
    explicit Private(DropLedger &to) : ledger(to) {}

    void keep(LogEntry entry);
    void dropOldest();
    void dropOverBudget();

    quint64 lowerPosition(std::uint64_t sequence) const;

    DropLedger &ledger;
    std::shared_ptr<ExchangeTable> exchanges = std::make_shared<ExchangeTable>();
    std::deque<LogEntry> entries;
    std::deque<LogEntry> unannounced; ///< only while somebody scans
    std::set<quint64> scans;
    std::size_t budget = defaultBudget;
    std::size_t bytes = 0;
    quint64 end = 0;
    quint64 noLongerKept = 0;
    quint64 announcedBegin = 0;
    quint64 announcedEnd = 0;
    std::unique_ptr<LogScanner> scanner; ///< from the first scan on; last: goes first
};

/// Joins small batches to neighbours of their size, so that there are few entries for what walks over all of them and
/// each message is copied a few times at most.
void MessageLog::Private::keep(LogEntry entry)
{
    while (!entries.empty() && entries.back().batch->size() <= 2 * entry.batch->size()) {
        const auto &before = entries.back();
        auto joined = BatchBuilder::joined(*before.batch, *entry.batch, mostJoinedMessages, mostJoinedBytes);
        if (!joined)
            break;
        bytes -= heldBytes(*before.batch);
        entry = {std::move(joined), before.first};
        entries.pop_back();
    }
    bytes += heldBytes(*entry.batch);
    entries.push_back(std::move(entry));
}

void MessageLog::Private::dropOldest()
{
    const auto &batch = *entries.front().batch;
    bytes -= heldBytes(batch);
    noLongerKept += batch.size();
    ledger.addNoLongerKept(batch.size());
    entries.pop_front();
    while (!unannounced.empty() && (entries.empty() || unannounced.front().first < entries.front().first))
        unannounced.pop_front(); // a long pause must not keep what the log let go
}

/// The newest batch stays, even if it alone is over the budget.
void MessageLog::Private::dropOverBudget()
{
    while (entries.size() > 1 && bytes > budget)
        dropOldest();
}

MessageLog::MessageLog(DropLedger &ledger, QObject *parent)
    : MessageSource(parent), d(std::make_unique<Private>(ledger))
{
}

MessageLog::~MessageLog() = default;

void MessageLog::append(const BatchPtr &batch)
{
    if (!batch || batch->isEmpty())
        return;
    const LogEntry entry{batch, d->end};
    if (!d->scans.empty())
        d->unannounced.push_back(entry);
    d->keep(entry);
    d->end += batch->size();
    d->dropOverBudget();
    d->ledger.setKept(count());
}

void MessageLog::announce()
{
    if (begin() == d->announcedBegin && end() == d->announcedEnd)
        return;
    d->announcedBegin = begin();
    d->announcedEnd = end();
    Q_EMIT changed();
    if (!d->entries.empty())
        d->exchanges->dropBefore(d->entries.front().batch->firstSequence());
    if (d->scanner)
        d->scanner->append(d->unannounced, begin());
    d->unannounced.clear();
}

void MessageLog::clear()
{
    while (!d->entries.empty())
        d->dropOldest();
    d->ledger.setKept(0);
    announce();
}

std::size_t MessageLog::budget() const
{
    return d->budget;
}

void MessageLog::setBudget(std::size_t bytes)
{
    d->budget = bytes;
    d->dropOverBudget();
    d->ledger.setKept(count());
    announce();
}

std::size_t MessageLog::memoryBytes() const
{
    return d->bytes;
}

quint64 MessageLog::noLongerKept() const
{
    return d->noLongerKept;
}

std::optional<quint64> MessageLog::positionOf(std::uint64_t sequence) const
{
    const auto startsAt = [](const LogEntry &entry) {
        return entry.batch->firstSequence();
    };
    const auto behind = std::ranges::upper_bound(d->entries, sequence, {}, startsAt);
    if (behind == d->entries.begin())
        return {};
    const auto &entry = *std::prev(behind);
    const auto place = sequence - startsAt(entry);
    return place < entry.batch->size() ? std::optional(entry.first + place) : std::nullopt;
}

quint64 MessageLog::begin() const
{
    return d->entries.empty() ? d->end : d->entries.front().first;
}

quint64 MessageLog::end() const
{
    return d->end;
}

MessageHandle MessageLog::at(quint64 position)
{
    if (position < begin() || position >= end())
        return {};
    const auto behind = std::ranges::upper_bound(d->entries, position, {}, &LogEntry::first);
    const auto &entry = *std::prev(behind);
    return {entry.batch, static_cast<std::uint32_t>(position - entry.first)};
}

std::shared_ptr<const MessageSnapshot> MessageLog::snapshot() const
{
    return std::make_shared<LogSnapshot>(d->entries);
}

quint64 MessageLog::startScan(const MessagePredicate &wanted, const PayloadWords & /*words*/)
{
    if (!d->scanner) {
        d->scanner = std::make_unique<LogScanner>([this](const LogScanner::Report &report) {
            QMetaObject::invokeMethod(
                this,
                [this, report] {
                    if (!d->scans.contains(report.scan))
                        return;
                    if (!report.accepted.isEmpty() || !report.refused.isEmpty()) {
                        Q_EMIT judgedAgain(report.scan, report.accepted, report.refused);
                        return;
                    }
                    const auto from = std::lower_bound(report.positions.begin(), report.positions.end(), begin());
                    if (const QList<quint64> kept(from, report.positions.end()); !kept.isEmpty())
                        Q_EMIT found(report.scan, kept, report.isNewer);
                    if (d->scans.contains(report.scan))
                        Q_EMIT lookedAt(report.scan, report.lookedFrom, report.lookedTo);
                    if (!report.isNewer && d->scans.contains(report.scan))
                        Q_EMIT scanProgressed(report.scan, report.share);
                    if (report.isDone && d->scans.contains(report.scan))
                        Q_EMIT scanned(report.scan);
                },
                Qt::QueuedConnection);
        });
    }
    const auto scan = d->scanner->start(wanted, d->entries);
    d->scans.insert(scan);
    return scan;
}

void MessageLog::stopScan(quint64 scan)
{
    d->scans.erase(scan);
    if (d->scans.empty())
        d->unannounced.clear();
    if (d->scanner)
        d->scanner->stop(scan);
}

/// Batches of several connections overlap in time; the place is near, not exact.
std::optional<quint64> MessageLog::positionAt(std::int64_t atNs)
{
    if (d->entries.empty())
        return {};
    const auto startsAt = [](const LogEntry &entry) {
        return entry.batch->records().front().atNs;
    };
    const auto behind = std::ranges::upper_bound(d->entries, atNs, {}, startsAt);
    if (behind == d->entries.begin())
        return begin();
    const auto &entry = *std::prev(behind);
    const auto records = entry.batch->records();
    const auto message = std::ranges::lower_bound(records, atNs, {}, &MessageRecord::atNs);
    return std::min(entry.first + static_cast<quint64>(message - records.begin()), end() - 1);
}

void MessageLog::setExchanges(std::shared_ptr<ExchangeTable> exchanges)
{
    d->exchanges = std::move(exchanges);
}

FindExchange MessageLog::exchanges() const
{
    return [exchanges = d->exchanges](const MessageView &message) {
        return exchanges->of(message);
    };
}

std::vector<std::uint64_t> MessageLog::repliesTo(std::uint64_t request, std::size_t most) const
{
    return d->exchanges->repliesTo(request, most);
}

/// The first position whose message has this sequence or a later one. Sequences ascend but for replays to the views.
quint64 MessageLog::Private::lowerPosition(std::uint64_t sequence) const
{
    const auto startsAt = [](const LogEntry &entry) {
        return entry.batch->firstSequence();
    };
    const auto behind = std::ranges::upper_bound(entries, sequence, {}, startsAt);
    if (behind == entries.begin())
        return entries.empty() ? end : entries.front().first;
    const auto &entry = *std::prev(behind);
    return std::min(entry.first + (sequence - startsAt(entry)), entry.end());
}

void MessageLog::noteExchanges(std::uint64_t firstSequence, std::uint64_t lastSequence,
                               const std::vector<std::uint64_t> &rejudged)
{
    const auto first = d->lowerPosition(firstSequence);
    const auto behind = d->lowerPosition(lastSequence + 1);
    if (first < behind)
        Q_EMIT exchangesChanged(first, behind - 1);
    if (d->scans.empty())
        return;
    std::vector<LogScanner::Again> messages;
    for (const auto sequence : rejudged) {
        if (const auto position = positionOf(sequence))
            messages.push_back({*position, at(*position)});
    }
    if (!messages.empty())
        d->scanner->lookAgain(messages);
}

} // namespace gnat
