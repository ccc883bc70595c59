// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/text.h"
#include "base/words.h"
#include "core/exchangeverdict.h"
#include "filter/filterpredicate.h"
#include "recording/recordingreader.h"
#include "rework/recordingcut.h"
#include "terminal/command.h"
#include "terminal/counted.h"
#include "terminal/filterflag.h"
#include "terminal/jobrunner.h"
#include "terminal/momentflag.h"

#include <QJsonObject>

namespace gnat::terminal {

namespace {

Result<qint64> moment(const QCommandLineParser &flags, const QString &name, qint64 firstNs)
{
    if (!flags.isSet(name))
        return qint64{0};
    const auto at = parseMoment(flags.value(name), firstNs);
    return at ? Result<qint64>(at.value()) : Result<qint64>(at.error());
}

Result<CutRequest> requestFrom(const Invocation &invocation, const RecordingReader &reader,
                               const RecordingSummary &summary)
{
    const auto &flags = invocation.flags;
    const auto from = moment(flags, QStringLiteral("from"), summary.firstNs);
    const auto until = moment(flags, QStringLiteral("until"), summary.firstNs);
    if (!from || !until)
        return from ? until.error() : from.error();
    if (flags.isSet(QStringLiteral("until")) && until.value() < from.value())
        return makeError(ErrorKind::InvalidInput, Words::tr("--until lies before --from."));
    const auto filter = recordingFilterFromFlags(flags, reader, exchangeByShape); // only its form
    if (!filter)
        return filter.error();
    const auto count = numberFlag(flags, QStringLiteral("count"), 0, 1);
    if (!count)
        return makeError(ErrorKind::InvalidInput, Words::tr("--count takes a number of messages."));
    return CutRequest{invocation.words.at(0),
                      invocation.words.at(1),
                      flags.isSet(QStringLiteral("force")),
                      from.value(),
                      until.value(),
                      static_cast<quint64>(*count),
                      {},
                      filter.value().text()};
}

int run(const Invocation &invocation)
{
    if (invocation.words.size() != 2)
        return refuseUsage(Words::tr("A recording and the new file are expected."));
    const auto reader = RecordingReader::open(invocation.words.first());
    if (!reader)
        return fail(errorText(reader.error()));
    const auto summary = reader.value().summary();
    if (!summary)
        return fail(errorText(summary.error()));
    auto request = requestFrom(invocation, reader.value(), summary.value());
    if (!request)
        return refuseUsage(errorText(request.error()));
    CutFigures figures;
    const auto done = runJob([&](const JobControl &control) -> Result<QString> {
        const auto filter = recordingFilterFromFlags(invocation.flags, reader.value(), {}, control);
        if (!filter)
            return filter.error();
        request.value().wanted = predicateOf(filter.value());
        const auto cut = cutRecording(request.value(), control);
        if (!cut)
            return cut.error();
        figures = cut.value();
        return Words::tr("Kept %1; the filter left out %2.").arg(messagesText(figures.messages)).arg(figures.filtered);
    });
    if (!done)
        return failJob(done.error());
    if (!invocation.flags.isSet(QStringLiteral("json"))) {
        say(done.value());
        return Success;
    }
    const QJsonObject object{{QStringLiteral("messages"), static_cast<qint64>(figures.messages)},
                             {QStringLiteral("filtered"), static_cast<qint64>(figures.filtered)}};
    return print(jsonLine(object)) ? Success : Failed;
}

} // namespace

Command cutCommand()
{
    return {QStringLiteral("cut"),
            {},
            QStringLiteral("FILE NEW"),
            Words::tr("Write a part of a recording into a new one."),
            {{QStringLiteral("from"), Words::tr("First moment: 14:03:00, 2026-11-28T14:03:00Z, +1m30s."),
              QStringLiteral("TIME")},
             {QStringLiteral("until"), Words::tr("The moment behind the last."), QStringLiteral("TIME")},
             {QStringLiteral("count"), Words::tr("At most so many messages."), QStringLiteral("N")},
             filterOption(),
             forceOption(),
             jsonOption()},
            run};
}

} // namespace gnat::terminal
