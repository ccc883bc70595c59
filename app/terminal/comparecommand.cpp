// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/text.h"
#include "base/words.h"
#include "codecs/payloadcodec.h"
#include "recording/recordingreader.h"
#include "rework/recordingcomparison.h"
#include "terminal/command.h"
#include "terminal/counted.h"
#include "terminal/filterflag.h"
#include "terminal/jobrunner.h"

namespace gnat::terminal {

namespace {

using State = ComparedSubject::State;

QString rateText(double rate)
{
    return QString::number(rate, 'g', 4);
}

QString lineOf(const ComparedSubject &subject)
{
    const auto name = subject.subject.isEmpty() ? Words::tr("(all others)") : subject.subject;
    return QStringLiteral("%1  %2  %3 → %4  %5/s → %6/s\n")
        .arg(comparedStateText(subject.state).leftJustified(9), name.leftJustified(32),
             QString::number(subject.messages[0]).rightJustified(9),
             QString::number(subject.messages[1]).rightJustified(9), rateText(subject.rate[0]).rightJustified(7),
             rateText(subject.rate[1]));
}

QString subjectsOf(const ComparisonSide &side)
{
    return side.hasMore ? Words::tr("more than %1").arg(subjectsText(side.subjects)) : subjectsText(side.subjects);
}

QString toText(const RecordingComparison &comparison, bool withSame)
{
    QString text;
    for (const auto &side : comparison.sides)
        text += Words::tr("%1: %2 on %3, %4 s\n")
                    .arg(side.path, messagesText(side.messages), subjectsOf(side),
                         QString::number(static_cast<double>(side.lastNs - side.firstNs) / 1e9, 'f', 3));
    text += Words::tr("Subjects: %1 new, %2 gone, %3 differ, %4 the same\n")
                .arg(comparison.count(State::New))
                .arg(comparison.count(State::Gone))
                .arg(comparison.count(State::Differs))
                .arg(comparison.count(State::Same));
    if (comparison.hasMore())
        text += Words::tr("Not known: all subjects behind the first %1; --filter compares fewer\n")
                    .arg(RecordingProfile::maxSubjects);
    if (const auto subjects = comparison.withFieldsLeftOut())
        text += Words::tr("On %1 only the first %2 payload fields were compared\n")
                    .arg(subjectsText(subjects))
                    .arg(RecordingProfile::maxFields);
    for (const auto &subject : comparison.subjects) {
        if (subject.state == State::Same && !withSame)
            continue;
        text += lineOf(subject);
        for (const auto &difference : subject.differences)
            text += QStringLiteral("            %1: %2 → %3\n")
                        .arg(differenceText(difference), difference.before.isEmpty() ? u"–"_qs : difference.before,
                             difference.after.isEmpty() ? u"–"_qs : difference.after);
    }
    return text;
}

int run(const Invocation &invocation)
{
    const auto &flags = invocation.flags;
    if (invocation.words.size() != 2)
        return refuseUsage(Words::tr("Two recordings are expected, the older first."));
    const auto percent = numberFlag(flags, QStringLiteral("tolerance"), 20);
    if (!percent || *percent > 1000)
        return refuseUsage(Words::tr("--tolerance takes a number of percent."));
    const auto newer = RecordingReader::open(invocation.words.at(1));
    if (!newer)
        return fail(errorText(newer.error()));
    if (const auto filter = recordingFilterFromFlags(flags, newer.value(), exchangeByShape); !filter) // only its form
        return refuseUsage(errorText(filter.error()));
    const CodecRegistry codecs;
    RecordingComparison comparison;
    const auto done = runJob([&](const JobControl &control) -> Result<QString> {
        auto compared =
            compareRecordings(invocation.words.at(0), invocation.words.at(1), flags.value(QStringLiteral("filter")),
                              {static_cast<double>(*percent) / 100}, codecs, control);
        if (!compared)
            return compared.error();
        comparison = std::move(compared).value();
        return QString();
    });
    if (!done)
        return failJob(done.error());
    const auto out = flags.isSet(QStringLiteral("json"))
                         ? comparisonJson(comparison)
                         : toText(comparison, flags.isSet(QStringLiteral("all"))).toUtf8();
    if (!print(out))
        return Failed;
    return flags.isSet(QStringLiteral("exit-code")) && !comparison.isSame() ? Failed : Success;
}

} // namespace

Command compareCommand()
{
    return {QStringLiteral("compare"),
            {},
            QStringLiteral("OLD NEW"),
            Words::tr("Tell how two recordings differ: subjects, rates, sizes, fields, latencies."),
            {{QStringLiteral("tolerance"), Words::tr("Percent by which figures may differ, 20."), QStringLiteral("N")},
             {QStringLiteral("all"), Words::tr("Also subjects that are the same.")},
             {QStringLiteral("exit-code"), Words::tr("Return 1 if anything differs.")},
             filterOption(),
             jsonOption()},
            run};
}

} // namespace gnat::terminal
