// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/exchangepairing.h"

#include "exchange/exchangetracker.h"
#include "recording/recordingreader.h"
#include "recording/recordingsource.h"

#include <algorithm>
#include <limits>

namespace gnat {

namespace {

/// Read in one go, so that a recording that is still written to can check-point in between.
constexpr quint64 rowsPerChunk = 16'384;

} // namespace

ExchangePairing::ExchangePairing(RecordingSource &source, QObject *parent) : QObject(parent), m_source(source)
{
    source.setExchanges(m_table);
    m_thread = std::jthread([this, path = source.path(), messages = source.end(), names = source.names()](
                                const std::stop_token &stop) { run(stop, path, messages, names); });
}

ExchangePairing::~ExchangePairing() = default;

void ExchangePairing::run(const std::stop_token &stop, const QString &path, quint64 messages,
                          std::shared_ptr<RecordedNames> names)
{
    const auto reader = RecordingReader::open(path, std::move(names));
    ExchangeTracker tracker;
    std::int64_t nowNs = 0;
    for (quint64 row = 0; reader && row < messages && !stop.stop_requested(); row += rowsPerChunk) {
        const auto end = std::min(row + rowsPerChunk, messages);
        const auto look = [&](const MessageView &message, quint64 at) {
            if (at >= end || stop.stop_requested())
                return false;
            nowNs = std::max(nowNs, message.atNs); // the recording's clock may have been set back
            tracker.advance(nowNs);
            tracker.take(message, nowNs);
            return true;
        };
        if (!reader.value().visit(look, row))
            break; // the list says what cannot be read
        tell(tracker.takeChanges());
    }
    tracker.advance(std::numeric_limits<std::int64_t>::max());
    tell(tracker.takeChanges());
    if (!stop.stop_requested())
        QMetaObject::invokeMethod(this, &ExchangePairing::finished, Qt::QueuedConnection);
}

void ExchangePairing::tell(const std::vector<ExchangeChange> &changes)
{
    if (changes.empty())
        return;
    m_table->apply(changes);
    const auto [first, last] = std::ranges::minmax(changes, {}, &ExchangeChange::sequence);
    const bool isRejudged = std::ranges::any_of(changes, &ExchangeChange::isRejudged);
    QMetaObject::invokeMethod(
        this,
        [this, first = first.sequence, last = last.sequence, isRejudged] {
            m_source.noteExchanges(first, last, isRejudged);
        },
        Qt::QueuedConnection);
}

} // namespace gnat
