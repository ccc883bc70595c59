// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "rework/recordingfilter.h"

#include "base/text.h"
#include "exchange/exchangetracker.h"
#include "recording/recordingreader.h"
#include "rework/reworkbasics_p.h"

#include <algorithm>
#include <limits>

namespace gnat {

Result<FindExchange> pairExchanges(const QString &path, const JobControl &control)
{
    const auto reader = RecordingReader::open(path);
    if (!reader)
        return reader.error();
    const auto table = std::make_shared<ExchangeTable>();
    ExchangeTracker tracker;
    std::int64_t nowNs = 0;
    bool isStopped = false;
    const JobControl silent{control.stop, {}}; // the work itself tells how far it is
    Pace pace(silent, 0);
    constexpr quint64 applyEvery = 16'384;
    const auto read = reader.value().visit([&](const MessageView &message, quint64 row) {
        isStopped = !pace.step();
        nowNs = std::max(nowNs, message.atNs); // the recording's clock may have been set back
        tracker.advance(nowNs);
        tracker.take(message, nowNs);
        if (row % applyEvery == 0)
            table->apply(tracker.takeChanges());
        return !isStopped;
    });
    if (!read)
        return read.error();
    if (isStopped)
        return readingCancelled();
    tracker.advance(std::numeric_limits<std::int64_t>::max());
    table->apply(tracker.takeChanges());
    return FindExchange([table](const MessageView &message) { return table->of(message); });
}

FilterContext recordingContext(const RecordingSummary &summary)
{
    FilterContext context;
    context.nowNs = summary.lastNs;
    context.findSubscriptions = [summary](const QString &pattern) {
        return summary.subscriptionsTo(pattern);
    };
    context.findRecordedConnection = [summary](const QString &name) {
        return summary.subscriptionsOf(name);
    };
    return context;
}

Result<Filter> recordingFilter(const QString &text, const RecordingReader &recording, const JobControl &control,
                               const FindExchange &known, FilterError *error)
{
    const auto summary = recording.summary();
    if (!summary)
        return summary.error();
    auto context = recordingContext(summary.value());
    if (known)
        context.findExchange = known;
    FilterError wrong;
    auto filter = Filter::compile(text, &wrong, context);
    if (filter && filter->isOfExchanges() && !known) {
        auto paired = pairExchanges(recording.path(), control);
        if (!paired)
            return paired.error();
        context.findExchange = std::move(paired).value();
        filter = Filter::compile(text, &wrong, context);
    }
    if (error)
        *error = wrong;
    return filter ? Result<Filter>(*std::move(filter)) : makeError(ErrorKind::InvalidInput, wrong.message);
}

} // namespace gnat
