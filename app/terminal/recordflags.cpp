// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "terminal/recordflags.h"

#include "base/bytecount.h"
#include "base/text.h"
#include "base/words.h"
#include "filter/filterpredicate.h"
#include "terminal/command.h"
#include "terminal/filterflag.h"

namespace gnat::terminal {

namespace {

constexpr qint64 nsPerMs = 1'000'000;
constexpr qint64 defaultBeforeMs = 10'000;
constexpr quint64 mostBytes = 1'000'000'000'000'000;

Result<void> applyFilters(const QCommandLineParser &flags, RecordingOptions &options)
{
    const std::pair<QString, MessagePredicate *> filters[] = {{QStringLiteral("filter"), &options.wanted},
                                                              {QStringLiteral("start-when"), &options.startWhen},
                                                              {QStringLiteral("stop-when"), &options.stopWhen}};
    for (const auto &[name, place] : filters) {
        const auto filter = filterFromFlag(flags, name);
        if (!filter)
            return filter.error();
        *place = predicateOf(filter.value());
    }
    options.filter = flags.value(QStringLiteral("filter"));
    return {};
}

} // namespace

QList<QCommandLineOption> recordOptions()
{
    return {filterOption(),
            {QStringLiteral("start-when"), Words::tr("Write nothing before a message passes this filter."),
             QStringLiteral("FILTER")},
            {QStringLiteral("before"),
             Words::tr("With --start-when: write what came so long before it, too (10s; at most 64 MB)."),
             QStringLiteral("DURATION")},
            {QStringLiteral("stop-when"), Words::tr("End with the first message that passes this filter."),
             QStringLiteral("FILTER")},
            {QStringLiteral("count"), Words::tr("End after so many messages."), QStringLiteral("N")},
            {QStringLiteral("max-size"), Words::tr("End when the file has this size, such as 500MB."),
             QStringLiteral("SIZE")},
            {QStringLiteral("note"), Words::tr("A note that is kept in the file."), QStringLiteral("TEXT")}};
}

Result<void> applyRecordFlags(const QCommandLineParser &flags, RecordingOptions &options)
{
    const auto count = numberFlag(flags, QStringLiteral("count"), 0, 1);
    const auto before = durationFlag(flags, QStringLiteral("before"), defaultBeforeMs);
    const bool hasSize = flags.isSet(QStringLiteral("max-size"));
    const auto size = parseByteCount(flags.value(QStringLiteral("max-size")).trimmed());
    if (!count || !before)
        return makeError(ErrorKind::InvalidInput,
                         Words::tr("--count takes a number from 1, --before a duration such as 10s."));
    if (hasSize && (!size || *size < 1 || *size >= mostBytes))
        return makeError(ErrorKind::InvalidInput, Words::tr("--max-size takes a size such as 500MB."));
    if (flags.isSet(QStringLiteral("before")) && !flags.isSet(QStringLiteral("start-when")))
        return makeError(ErrorKind::InvalidInput, Words::tr("--before needs --start-when."));
    options.maxMessages = static_cast<quint64>(*count);
    options.maxFileBytes = size.value_or(0);
    options.before.ns = flags.isSet(QStringLiteral("start-when")) ? *before * nsPerMs : 0;
    options.note = flags.value(QStringLiteral("note"));
    return applyFilters(flags, options);
}

} // namespace gnat::terminal
