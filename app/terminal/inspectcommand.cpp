// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/text.h"
#include "base/words.h"
#include "core/exchangeverdict.h"
#include "filter/filterpredicate.h"
#include "recording/recordingreader.h"
#include "recording/subjecttally.h"
#include "terminal/command.h"
#include "terminal/filterflag.h"
#include "terminal/inspectreport.h"
#include "terminal/jobrunner.h"

#include <limits>
#include <stop_token>
#include <utility>

namespace gnat::terminal {

namespace {

constexpr qint64 shownSubjects = 40;
constexpr qint64 jsonSubjects = 10'000;

struct Inspected
{
    RecordingSummary summary;
    SubjectsFound subjects;
};

/// With a filter all is as if the file held only what passes it.
Result<Inspected> inspect(const Invocation &invocation, std::size_t most, const JobControl &control)
{
    const auto reader = RecordingReader::open(invocation.words.first());
    if (!reader)
        return reader.error();
    const std::stop_callback leave(control.stop, [&reader] { reader.value().interrupt(); });
    auto summary = reader.value().summary();
    if (!summary)
        return summary.error();
    const auto filter = recordingFilterFromFlags(invocation.flags, reader.value(), {}, control);
    if (!filter)
        return filter.error();
    auto subjects = countSubjects(reader.value(), {predicateOf(filter.value()), most, control.stop, control.progress});
    if (!subjects)
        return subjects.error();
    Inspected found{std::move(summary).value(), std::move(subjects).value()};
    if (filter.value().isEmpty())
        return found;
    found.summary.messages = found.subjects.messages;
    found.summary.payloadBytes = found.subjects.payloadBytes;
    found.summary.firstNs = found.subjects.firstNs;
    found.summary.lastNs = found.subjects.lastNs;
    return found;
}

int run(const Invocation &invocation)
{
    if (invocation.words.size() != 1)
        return refuseUsage(Words::tr("One file is expected."));
    const bool isJson = invocation.flags.isSet(QStringLiteral("json"));
    // On a terminal, a bus with random ids would push all else away.
    const auto most = numberFlag(invocation.flags, QStringLiteral("subjects"), isJson ? jsonSubjects : shownSubjects);
    if (!most)
        return refuseUsage(Words::tr("--subjects takes a number."));
    const auto reader = RecordingReader::open(invocation.words.first());
    if (!reader)
        return fail(errorText(reader.error()));
    if (const auto filter = recordingFilterFromFlags(invocation.flags, reader.value(), exchangeByShape); !filter)
        return refuseUsage(errorText(filter.error()));
    Inspected found;
    const auto done = runJob([&](const JobControl &control) -> Result<QString> {
        const auto listed = *most ? static_cast<std::size_t>(*most) : std::numeric_limits<std::size_t>::max();
        auto inspected = inspect(invocation, listed, control);
        if (!inspected)
            return inspected.error();
        found = std::move(inspected).value();
        return QString();
    });
    if (!done)
        return failJob(done.error());
    return print(isJson ? inspectJson(found.summary, found.subjects) : inspectText(found.summary, found.subjects))
               ? Success
               : Failed;
}

} // namespace

Command inspectCommand()
{
    return {QStringLiteral("inspect"),
            {},
            QStringLiteral("FILE"),
            Words::tr("Tell what a recording holds."),
            {filterOption(),
             {QStringLiteral("subjects"),
              Words::tr("List the N most frequent subjects, 40, as JSON 10000; 0 lists all."), QStringLiteral("N")},
             jsonOption()},
            run};
}

} // namespace gnat::terminal
