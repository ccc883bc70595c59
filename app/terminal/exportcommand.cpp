// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/text.h"
#include "base/words.h"
#include "recording/recordingreader.h"
#include "terminal/command.h"
#include "terminal/filterflag.h"
#include "transfer/csv.h"
#include "transfer/ndjson.h"

namespace gnat::terminal {

namespace {

int run(const Invocation &invocation)
{
    if (invocation.words.size() != 1)
        return refuseUsage(Words::tr("One file is expected."));
    const auto format = invocation.flags.isSet(QStringLiteral("format"))
                            ? invocation.flags.value(QStringLiteral("format"))
                            : QStringLiteral("ndjson");
    const bool isCsv = format == QLatin1String("csv");
    if (isCsv && invocation.flags.isSet(QStringLiteral("json")))
        return refuseUsage(Words::tr("--json and --format csv exclude each other."));
    if (!isCsv && format != QLatin1String("ndjson"))
        return refuseUsage(Words::tr("The format \"%1\" is not known; there are ndjson and csv.").arg(format));
    const auto reader = RecordingReader::open(invocation.words.first());
    if (!reader)
        return fail(errorText(reader.error()));
    const auto filter = recordingFilterFromFlags(invocation.flags, reader.value());
    if (!filter)
        return refuseUsage(errorText(filter.error()));

    constexpr qsizetype flushBytes = 1 << 20;
    QByteArray out;
    bool isRead = true;
    if (isCsv)
        appendCsvHeader(out);
    const auto visited = reader.value().visit([&](const MessageView &message, quint64 row) {
        if (!filter.value().accepts(message))
            return true;
        if (isCsv)
            appendCsv(out, message, row + 1);
        else
            appendNdjson(out, message, row + 1);
        if (out.size() >= flushBytes) {
            isRead = print(out);
            out.resize(0);
        }
        return isRead;
    });
    if (!print(out) || !isRead)
        return fail(Words::tr("The output could not be written completely."));
    return visited ? Success : fail(errorText(visited.error()));
}

} // namespace

Command exportCommand()
{
    return {QStringLiteral("export"),
            {},
            QStringLiteral("FILE"),
            Words::tr("Write a recording's messages as text."),
            {{QStringLiteral("format"), Words::tr("ndjson (default) or csv."), QStringLiteral("FORMAT")},
             filterOption(),
             jsonOption()},
            run};
}

} // namespace gnat::terminal
