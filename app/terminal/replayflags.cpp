// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "terminal/replayflags.h"

#include "base/text.h"
#include "base/words.h"
#include "terminal/command.h"

#include <optional>

namespace gnat::terminal {

namespace {

constexpr qint64 nsPerMs = 1'000'000;

Result<ReplayPace> paceFromFlags(const QCommandLineParser &flags)
{
    if (flags.isSet(QStringLiteral("speed")) && flags.isSet(QStringLiteral("rate")))
        return makeError(ErrorKind::InvalidInput, Words::tr("--speed and --rate exclude each other."));
    bool isNumber = true;
    if (flags.isSet(QStringLiteral("rate"))) {
        const auto pace = ReplayPace::rate(flags.value(QStringLiteral("rate")).toDouble(&isNumber));
        if (!isNumber || !pace.isValid())
            return makeError(ErrorKind::InvalidInput, Words::tr("--rate takes messages a second, above 0."));
        return pace;
    }
    if (!flags.isSet(QStringLiteral("speed")))
        return ReplayPace();
    const auto text = flags.value(QStringLiteral("speed"));
    if (text == QLatin1String("max"))
        return ReplayPace::max();
    const auto pace = ReplayPace::factor(text.toDouble(&isNumber));
    if (!isNumber || !pace.isValid())
        return makeError(ErrorKind::InvalidInput, Words::tr("--speed takes a factor from 0.01 to 1000, or max."));
    return pace;
}

Result<ReplayRange> rangeFromFlags(const QCommandLineParser &flags)
{
    ReplayRange range;
    const auto from = durationFlag(flags, QStringLiteral("from"), 0);
    const auto until = durationFlag(flags, QStringLiteral("until"), 0);
    if (!from || !until)
        return makeError(ErrorKind::InvalidInput,
                         Words::tr("--from and --until take a time since the first message, such as 90s or 1m30s."));
    range.fromNs = *from * nsPerMs;
    if (flags.isSet(QStringLiteral("until")))
        range.untilNs = *until * nsPerMs;
    if (range.untilNs && *range.untilNs < range.fromNs)
        return makeError(ErrorKind::InvalidInput, Words::tr("--until lies before --from."));
    const auto rounds = numberFlag(flags, QStringLiteral("loop"), 1);
    if (!rounds)
        return makeError(ErrorKind::InvalidInput,
                         Words::tr("--loop takes a number of rounds; 0 goes on until it is stopped."));
    range.rounds = static_cast<quint64>(*rounds);
    return range;
}

Result<ReplyPolicy> repliesFromFlags(const QCommandLineParser &flags)
{
    const auto text = flags.value(QStringLiteral("replies"));
    if (text.isEmpty() || text == QLatin1String("keep"))
        return ReplyPolicy::Keep;
    if (text == QLatin1String("drop"))
        return ReplyPolicy::Drop;
    if (text == QLatin1String("map"))
        return ReplyPolicy::Remap;
    return makeError(ErrorKind::InvalidInput, Words::tr("--replies takes keep, drop or map."));
}

Result<Remap> remapFromFlags(const QCommandLineParser &flags)
{
    Remap remap;
    const auto rules = flags.values(QStringLiteral("map"));
    for (const auto &rule : rules) {
        if (const auto added = remap.addRule(rule.toStdString()); !added)
            return added.error();
    }
    const auto prefix = flags.value(QStringLiteral("prefix"));
    if (prefix.isEmpty())
        return remap;
    const auto dotted = prefix.endsWith(QLatin1Char('.')) ? prefix : prefix + QLatin1Char('.');
    if (const auto added = remap.addRule(">", (dotted + QLatin1Char('>')).toStdString()); !added)
        return added.error();
    return remap;
}

} // namespace

Result<ReplayOptions> replayOptionsFromFlags(const QCommandLineParser &flags, const QString &path)
{
    ReplayOptions options;
    options.path = path;
    const auto pace = paceFromFlags(flags);
    if (!pace)
        return pace.error();
    const auto range = rangeFromFlags(flags);
    if (!range)
        return range.error();
    const auto replies = repliesFromFlags(flags);
    if (!replies)
        return replies.error();
    auto remap = remapFromFlags(flags);
    if (!remap)
        return remap.error();
    options.pace = pace.value();
    options.range = range.value();
    options.replies = replies.value();
    options.remap = std::move(remap).value();
    if (flags.isSet(QStringLiteral("catch-up")))
        options.whenLate = LatePolicy::CatchUp;
    options.includeSystem = flags.isSet(QStringLiteral("include-system"));
    options.keepHeaders = !flags.isSet(QStringLiteral("no-headers"));
    options.markOriginalTime = flags.isSet(QStringLiteral("mark"));
    options.addMessageIds = flags.isSet(QStringLiteral("jetstream")) && !flags.isSet(QStringLiteral("no-message-ids"));
    options.stopWhenTargetLost = flags.isSet(QStringLiteral("stop-when-lost"));
    return options;
}

QList<QCommandLineOption> replayOptionFlags()
{
    return {
        {QStringLiteral("speed"), Words::tr("Factor for the original timing, 1; max: as fast as possible."),
         QStringLiteral("FACTOR")},
        {QStringLiteral("rate"), Words::tr("Messages a second, whatever the original timing was."),
         QStringLiteral("N")},
        {QStringLiteral("from"), Words::tr("Begin at this time since the first message, 1m30s."),
         QStringLiteral("TIME")},
        {QStringLiteral("until"), Words::tr("End at this time since the first message."), QStringLiteral("TIME")},
        {QStringLiteral("loop"), Words::tr("Play it N times; 0: until it is stopped."), QStringLiteral("N")},
        {QStringLiteral("catch-up"),
         Words::tr("After a slow patch, send what is late at once; otherwise the rest comes later.")},
        {QStringLiteral("map"), Words::tr("Rewrite subjects, first match wins; an empty TO skips."),
         QStringLiteral("FROM=TO")},
        {QStringLiteral("prefix"), Words::tr("Put this before subjects that no --map has rewritten."),
         QStringLiteral("PREFIX")},
        {QStringLiteral("replies"), Words::tr("keep, drop or map the reply subjects of requests."),
         QStringLiteral("HOW")},
        {QStringLiteral("no-headers"), Words::tr("Leave the headers out.")},
        {QStringLiteral("mark"), Words::tr("Add the original time as a header.")},
        {QStringLiteral("no-message-ids"),
         Words::tr("With --jetstream: add no Nats-Msg-Id to messages that have none.")},
        {QStringLiteral("include-system"), Words::tr("Also subjects under $JS, $SYS and _INBOX.")},
        {QStringLiteral("stop-when-lost"), Words::tr("End when the server is lost, instead of going on when it is "
                                                     "back.")},
    };
}

} // namespace gnat::terminal
