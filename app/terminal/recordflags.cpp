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
constexpr qint64 mostFiles = 1'000'000;
constexpr quint64 mostBytes = 1'000'000'000'000'000;

/// Bytes; 0 where the flag is absent, nothing if it is no size.
std::optional<quint64> sizeFlag(const QCommandLineParser &flags, const QString &name)
{
    if (!flags.isSet(name))
        return 0;
    const auto size = parseByteCount(flags.value(name).trimmed());
    return size && *size >= 1 && *size < mostBytes ? size : std::nullopt;
}

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

QList<QCommandLineOption> splitOptions()
{
    return {
        {QStringLiteral("split-size"),
         Words::tr("Go on in a new file before one gets larger than this, such as 100MB: NAME_00001.gnat …"),
         QStringLiteral("SIZE")},
        {QStringLiteral("split-time"), Words::tr("Go on in a new file when one covers this time, such as 10m."),
         QStringLiteral("DURATION")},
        {QStringLiteral("split-count"), Words::tr("Go on in a new file after so many messages."), QStringLiteral("N")},
        {QStringLiteral("keep-files"), Words::tr("Keep only the newest N of these files; older ones are removed."),
         QStringLiteral("N")},
        {QStringLiteral("max-total"),
         Words::tr("Keep all these files together within this size, such as 2GB; the oldest are removed. Without "
                   "--split-size a file takes at most a quarter of it."),
         QStringLiteral("SIZE")}};
}

Result<RecordingSplit> splitFrom(const QCommandLineParser &flags)
{
    const auto fileBytes = sizeFlag(flags, QStringLiteral("split-size"));
    const auto totalBytes = sizeFlag(flags, QStringLiteral("max-total"));
    const auto ms = durationFlag(flags, QStringLiteral("split-time"), 0);
    const auto messages = numberFlag(flags, QStringLiteral("split-count"), 0, 1);
    const auto keepFiles = numberFlag(flags, QStringLiteral("keep-files"), 0, 1);
    if (!fileBytes || !totalBytes)
        return makeError(ErrorKind::InvalidInput, Words::tr("--split-size and --max-total take a size such as 100MB."));
    if (!ms || (flags.isSet(QStringLiteral("split-time")) && *ms <= 0))
        return makeError(ErrorKind::InvalidInput, Words::tr("--split-time takes a duration such as 10m."));
    if (!messages || !keepFiles || *keepFiles > mostFiles)
        return makeError(ErrorKind::InvalidInput, Words::tr("--split-count and --keep-files take a number from 1."));
    const RecordingSplit split{*fileBytes, *ms, static_cast<quint64>(*messages), static_cast<quint32>(*keepFiles),
                               *totalBytes};
    if (const auto checked = checkSplit(split); !checked)
        return checked.error();
    return split;
}

} // namespace

QList<QCommandLineOption> recordOptions()
{
    return QList<QCommandLineOption>{
               filterOption(),
               {QStringLiteral("start-when"), Words::tr("Write nothing before a message passes this filter."),
                QStringLiteral("FILTER")},
               {QStringLiteral("before"),
                Words::tr("With --start-when: write what came so long before it, too (10s; at most 64 MB)."),
                QStringLiteral("DURATION")},
               {QStringLiteral("stop-when"), Words::tr("End with the first message that passes this filter."),
                QStringLiteral("FILTER")},
               {QStringLiteral("count"), Words::tr("End after so many messages."), QStringLiteral("N")},
               {QStringLiteral("max-size"),
                Words::tr("End when the file, or all files together, took this size, such as 500MB."),
                QStringLiteral("SIZE")},
               {QStringLiteral("note"), Words::tr("A note that is kept in the file."), QStringLiteral("TEXT")}} +
           splitOptions();
}

Result<void> applyRecordFlags(const QCommandLineParser &flags, RecordingOptions &options)
{
    const auto count = numberFlag(flags, QStringLiteral("count"), 0, 1);
    const auto before = durationFlag(flags, QStringLiteral("before"), defaultBeforeMs);
    const auto size = sizeFlag(flags, QStringLiteral("max-size"));
    if (!count || !before)
        return makeError(ErrorKind::InvalidInput,
                         Words::tr("--count takes a number from 1, --before a duration such as 10s."));
    if (!size)
        return makeError(ErrorKind::InvalidInput, Words::tr("--max-size takes a size such as 500MB."));
    if (const auto checked = checkLargestRecording(*size); !checked)
        return checked.error();
    if (flags.isSet(QStringLiteral("before")) && !flags.isSet(QStringLiteral("start-when")))
        return makeError(ErrorKind::InvalidInput, Words::tr("--before needs --start-when."));
    options.maxMessages = static_cast<quint64>(*count);
    options.maxFileBytes = *size;
    options.before.ns = flags.isSet(QStringLiteral("start-when")) ? *before * nsPerMs : 0;
    options.note = flags.value(QStringLiteral("note"));
    const auto split = splitFrom(flags);
    if (!split)
        return split.error();
    options.split = split.value();
    return applyFilters(flags, options);
}

} // namespace gnat::terminal
