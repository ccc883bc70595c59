// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/latency.h"
#include "base/text.h"
#include "base/words.h"
#include "codecs/payloadcodec.h"
#include "filter/filterpredicate.h"
#include "recording/recordingreader.h"
#include "rework/reasker.h"
#include "rework/targetcheck.h"
#include "terminal/clientsession.h"
#include "terminal/command.h"
#include "terminal/connectionflags.h"
#include "terminal/filterflag.h"
#include "terminal/jobrunner.h"

#include <QSaveFile>

#include <algorithm>

namespace gnat::terminal {

namespace {

using Verdict = ReaskedRequest::Verdict;

Result<Reasker::Options> optionsFrom(const QCommandLineParser &flags)
{
    Reasker::Options options;
    const auto ignored = parseFieldSelectors(flags.values(QStringLiteral("ignore")));
    if (!ignored)
        return ignored.error();
    options.rules.ignored = ignored.value();
    bool isNumber = true;
    if (flags.isSet(QStringLiteral("tolerance")))
        options.rules.tolerance = flags.value(QStringLiteral("tolerance")).toDouble(&isNumber) / 100;
    if (!isNumber || options.rules.tolerance < 0)
        return makeError(ErrorKind::InvalidInput, Words::tr("--tolerance takes a number of percent."));
    const auto atOnce = numberFlag(flags, QStringLiteral("at-once"), 1, 1);
    if (!atOnce || *atOnce > 1000)
        return makeError(ErrorKind::InvalidInput, Words::tr("--at-once takes a number from 1 to 1000."));
    options.atOnce = static_cast<int>(*atOnce);
    return options;
}

Result<RecordedExchanges> exchangesFrom(const Invocation &invocation, const Filter &filter, quint64 count)
{
    ExchangeQuery query;
    query.maxRequests = count;
    query.includesSystem = invocation.flags.isSet(QStringLiteral("include-system"));
    query.wanted = predicateOf(filter);
    RecordedExchanges exchanges;
    const auto done = runJob([&](const JobControl &control) -> Result<QString> {
        auto read = readExchanges(invocation.words.first(), query, control);
        if (!read)
            return read.error();
        exchanges = std::move(read).value();
        return QString();
    });
    return done ? Result<RecordedExchanges>(std::move(exchanges)) : Result<RecordedExchanges>(done.error());
}

QString toText(const ReaskReport &report)
{
    QString text;
    for (const auto &request : report.requests) {
        text += QStringLiteral("%1  %2  %3 → %4  %5\n")
                    .arg(QString::number(request.row + 1).rightJustified(8), request.subject.leftJustified(32),
                         latencyText(request.recordedNs).rightJustified(8),
                         latencyText(request.latencyNs).leftJustified(8), reaskVerdictText(request.verdict));
        for (const auto &detail : request.details)
            text += QStringLiteral("            ") + detail + u'\n';
    }
    text += Words::tr("Asked %1: %2 the same, %3 different, %4 without an answer, %5 without responders, %6 without a "
                      "recorded answer, %7 not sent\n")
                .arg(report.requests.size())
                .arg(report.count(Verdict::Same))
                .arg(report.count(Verdict::Different))
                .arg(report.count(Verdict::NoAnswer))
                .arg(report.count(Verdict::NoResponders))
                .arg(report.count(Verdict::NotRecorded))
                .arg(report.count(Verdict::NotSent));
    if (report.leftOutSystem)
        text += Words::tr("%1 below $JS and $SYS were left out.\n").arg(report.leftOutSystem);
    if (report.leftOutBeyond)
        text += Words::tr("%1 further requests were left out; --count takes more.\n").arg(report.leftOutBeyond);
    return text;
}

bool save(const QString &path, const QByteArray &bytes)
{
    QSaveFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.flush() && file.commit();
}

int tell(const ReaskReport &report, const QCommandLineParser &flags)
{
    const auto junit = flags.value(QStringLiteral("junit"));
    if (!junit.isEmpty() && !save(junit, reaskJunit(report)))
        return fail(Words::tr("%1 could not be written.").arg(junit));
    const auto out = flags.isSet(QStringLiteral("json")) ? reaskJson(report) : toText(report).toUtf8();
    return print(out) && report.isGood() ? Success : Failed;
}

int ask(ClientSession &session, RecordedExchanges exchanges, const Reasker::Options &options,
        const Invocation &invocation)
{
    const CodecRegistry codecs;
    QEventLoop loop;
    Reasker reasker(session.connection(), std::move(exchanges), options, codecs);
    QObject::connect(&reasker, &Reasker::finished, &loop, &QEventLoop::quit);
    QObject::connect(&session.stopSignal(), &StopSignal::requested, &reasker, &Reasker::stop);
    reasker.start();
    loop.exec();
    auto report = reasker.report();
    report.recording = invocation.words.first();
    return tell(report, invocation.flags);
}

int run(const Invocation &invocation)
{
    const auto &flags = invocation.flags;
    if (invocation.words.size() != 1)
        return refuseUsage(Words::tr("One file is expected."));
    auto options = optionsFrom(flags);
    if (!options)
        return refuseUsage(errorText(options.error()));
    const auto profile = sendingProfileFromFlags(flags);
    if (!profile)
        return refuse(profile.error());
    const auto count = numberFlag(flags, QStringLiteral("count"), 10'000, 1);
    if (!count)
        return refuseUsage(Words::tr("--count takes a number of requests."));
    options.value().timeoutMs = profile.value().connectTimeoutMs;
    if (const auto free = checkTarget(flags.value(QStringLiteral("junit")), {invocation.words.first()}); !free)
        return fail(errorText(free.error()));
    const auto reader = RecordingReader::open(invocation.words.first());
    if (!reader)
        return fail(errorText(reader.error()));
    const auto filter = recordingFilterFromFlags(flags, reader.value());
    if (!filter)
        return refuseUsage(errorText(filter.error()));
    auto exchanges = exchangesFrom(invocation, filter.value(), static_cast<quint64>(*count));
    if (!exchanges)
        return failJob(exchanges.error());
    ClientSession session(profile.value());
    if (const auto opened = session.open(); !opened)
        return fail(errorText(opened.error()));
    return ask(session, std::move(exchanges).value(), options.value(), invocation);
}

} // namespace

Command reaskCommand()
{
    auto options = connectionOptions();
    options +=
        {unlockOption(),
         {QStringLiteral("ignore"), Words::tr("A field that may differ: time, meta.id, **.trace; repeatable."),
          QStringLiteral("PATH")},
         {QStringLiteral("tolerance"), Words::tr("Percent by which numbers may differ, 0."), QStringLiteral("N")},
         {QStringLiteral("count"), Words::tr("At most so many requests, 10000."), QStringLiteral("N")},
         {QStringLiteral("at-once"), Words::tr("Wait for so many answers at a time, 1."), QStringLiteral("N")},
         {QStringLiteral("junit"), Words::tr("Write the result as JUnit XML, too."), QStringLiteral("FILE")},
         {QStringLiteral("include-system"), Words::tr("Also requests below $JS and $SYS.")},
         filterOption(),
         jsonOption()};
    return {QStringLiteral("reask"),
            {},
            QStringLiteral("FILE"),
            Words::tr("Ask recorded requests again and compare the answers."),
            options,
            run};
}

} // namespace gnat::terminal
