// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "terminal/filterflag.h"

#include "base/text.h"
#include "base/words.h"
#include "recording/recordingreader.h"
#include "rework/recordingfilter.h"

#include <algorithm>

namespace gnat::terminal {

namespace {

/// The text on a line of its own, and carets under the faulty part.
QString pointAt(const QString &text, const FilterError &error)
{
    auto line = text;
    std::ranges::replace_if(
        line, [](QChar c) { return c.unicode() < 32; }, QChar(u' '));
    constexpr char16_t firstWide = 0x2E80; // from here on terminals give a character two columns, as they do this blank
    auto blanks = line.left(error.position);
    for (auto &c : blanks)
        c = c.unicode() < firstWide ? QChar(u' ') : QChar(0x3000);
    return QStringLiteral("\n  %1\n  %2%3").arg(line, blanks, QString(std::max(error.length, 1), u'^'));
}

} // namespace

QCommandLineOption filterOption()
{
    return {QStringLiteral("filter"), Words::tr("Only messages that pass this filter, such as 'size>1k !iot.>'."),
            QStringLiteral("FILTER")};
}

Result<Filter> filterFromFlags(const QCommandLineParser &flags, std::int64_t nowNs)
{
    return filterFromFlag(flags, QStringLiteral("filter"), nowNs);
}

Result<Filter> filterFromFlag(const QCommandLineParser &flags, const QString &name, std::int64_t nowNs)
{
    const auto text = flags.value(name);
    FilterError error;
    if (auto filter = Filter::compile(text, &error, {{}, nowNs}))
        return *std::move(filter);
    return makeError(ErrorKind::InvalidInput,
                     QStringLiteral("--%1: ").arg(name) + error.message + pointAt(text, error));
}

Result<Filter> recordingFilterFromFlags(const QCommandLineParser &flags, const RecordingReader &recording,
                                        const FindExchange &known, const JobControl &control)
{
    if (!flags.isSet(QStringLiteral("filter")))
        return Filter();
    const auto text = flags.value(QStringLiteral("filter"));
    FilterError error;
    auto filter = recordingFilter(text, recording, control, known, &error);
    return filter || error.message.isEmpty()
               ? filter
               : makeError(ErrorKind::InvalidInput,
                           QStringLiteral("--filter: ") + error.message + pointAt(text, error));
}

} // namespace gnat::terminal
