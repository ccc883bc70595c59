// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/text.h"
#include "base/words.h"
#include "recording/recordingreader.h"
#include "terminal/command.h"
#include "terminal/filterflag.h"
#include "terminal/inspectreport.h"

#include <QHash>

#include <algorithm>

namespace gnat::terminal {

namespace {

constexpr qint64 shownSubjects = 40;

/// What the summary and the subjects would be if the file held only what passes the filter.
Result<void> narrow(const RecordingReader &reader, const Filter &filter, RecordingSummary &summary,
                    QList<RecordedSubject> &subjects)
{
    QHash<QByteArray, qsizetype> places;
    summary.messages = summary.payloadBytes = 0;
    summary.firstNs = summary.lastNs = 0;
    subjects.clear();
    return reader.visit([&](const MessageView &message, quint64) {
        if (!filter.accepts(message))
            return true;
        summary.firstNs = summary.messages == 0 ? message.atNs : summary.firstNs;
        summary.lastNs = message.atNs;
        ++summary.messages;
        summary.payloadBytes += message.payload.size();
        const auto name = toByteArray(message.subject);
        const auto place = places.value(name, subjects.size());
        if (place == subjects.size()) {
            places.insert(name, place);
            subjects.append(RecordedSubject());
            subjects.back().name = name;
        }
        ++subjects[place].messages;
        subjects[place].bytes += message.payload.size();
        return true;
    });
}

int run(const Invocation &invocation)
{
    if (invocation.words.size() != 1)
        return refuseUsage(Words::tr("One file is expected."));
    const auto reader = RecordingReader::open(invocation.words.first());
    if (!reader)
        return fail(errorText(reader.error()));
    auto summary = reader.value().summary();
    if (!summary)
        return fail(errorText(summary.error()));
    auto subjects = reader.value().subjects();
    if (!subjects)
        return fail(errorText(subjects.error()));
    const auto filter = recordingFilterFromFlags(invocation.flags, reader.value());
    if (!filter)
        return refuseUsage(errorText(filter.error()));
    if (!filter.value().isEmpty()) {
        const auto narrowed = narrow(reader.value(), filter.value(), summary.value(), subjects.value());
        if (!narrowed)
            return fail(errorText(narrowed.error()));
        std::ranges::stable_sort(subjects.value(), std::greater(), &RecordedSubject::messages);
    }
    const bool isJson = invocation.flags.isSet(QStringLiteral("json"));
    // A program can read any number of them; on a terminal, a bus with random ids would push all else away.
    const auto most = numberFlag(invocation.flags, QStringLiteral("subjects"), isJson ? 0 : shownSubjects);
    if (!most)
        return refuseUsage(Words::tr("--subjects takes a number."));
    const auto all = subjects.value().size();
    if (*most > 0)
        subjects.value().resize(std::min<qsizetype>(all, *most));
    return print(isJson ? inspectJson(summary.value(), subjects.value())
                        : inspectText(summary.value(), subjects.value(), all))
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
             {QStringLiteral("subjects"), Words::tr("List the N most frequent subjects, 40; 0 lists all."),
              QStringLiteral("N")},
             jsonOption()},
            run};
}

} // namespace gnat::terminal
