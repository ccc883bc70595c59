// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/text.h"
#include "base/words.h"
#include "codecs/payloadcodec.h"
#include "filter/filterpredicate.h"
#include "recording/recordingreader.h"
#include "rework/recordingexport.h"
#include "terminal/command.h"
#include "terminal/filterflag.h"
#include "terminal/jobrunner.h"
#include "transfer/csv.h"
#include "transfer/ndjson.h"
#include "transfer/snippets.h"

#include <QFileInfo>
#include <QHash>

#include <optional>

namespace gnat::terminal {

namespace {

const QHash<QString, ExportFormat> &formats()
{
    static const QHash<QString, ExportFormat> known{{QStringLiteral("ndjson"), ExportFormat::Ndjson},
                                                    {QStringLiteral("csv"), ExportFormat::Csv},
                                                    {QStringLiteral("script"), ExportFormat::Script},
                                                    {QStringLiteral("mcap"), ExportFormat::Mcap}};
    return known;
}

/// As flags and the output's name say it.
std::optional<ExportFormat> formatFrom(const QCommandLineParser &flags)
{
    if (flags.isSet(QStringLiteral("format"))) {
        const auto found = formats().constFind(flags.value(QStringLiteral("format")));
        return found == formats().constEnd() ? std::nullopt : std::optional(found.value());
    }
    return exportFormatOf(flags.value(QStringLiteral("output")));
}

void appendHead(QByteArray &out, ExportFormat format)
{
    if (format == ExportFormat::Csv)
        appendCsvHeader(out);
    else if (format == ExportFormat::Script)
        out += QByteArray::fromStdString(natsScriptHead("nats://127.0.0.1:4222"));
}

void appendAs(QByteArray &out, ExportFormat format, const MessageView &message, quint64 row)
{
    if (format == ExportFormat::Csv)
        appendCsv(out, message, row + 1);
    else if (format == ExportFormat::Script)
        out += QByteArray::fromStdString(natsScriptLine(message));
    else
        appendNdjson(out, message, row + 1);
}

int exportToOutput(const RecordingReader &reader, const Filter &filter, ExportFormat format)
{
    constexpr qsizetype flushBytes = 1 << 20;
    QByteArray out;
    bool isRead = true;
    appendHead(out, format);
    const auto visited = reader.visit([&](const MessageView &message, quint64 row) {
        if (!filter.accepts(message))
            return true;
        appendAs(out, format, message, row);
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

int exportToFile(const Invocation &invocation, const Filter &filter, ExportFormat format)
{
    const CodecRegistry codecs;
    const auto path = invocation.flags.value(QStringLiteral("output"));
    if (QFileInfo::exists(path) && !invocation.flags.isSet(QStringLiteral("force")))
        return fail(
            Words::tr("The file %1 exists already. Choose another name, or write over it with --force.").arg(path));
    const RecordingExportRequest request{invocation.words.first(), path, format, predicateOf(filter), &codecs};
    const auto done = runJob([&](const JobControl &control) -> Result<QString> {
        const auto exported = exportRecording(request, control);
        return exported ? Result<QString>(exportText(exported.value())) : Result<QString>(exported.error());
    });
    if (!done)
        return fail(errorText(done.error()));
    say(done.value());
    return Success;
}

int run(const Invocation &invocation)
{
    const auto &flags = invocation.flags;
    if (invocation.words.size() != 1)
        return refuseUsage(Words::tr("One file is expected."));
    const auto format = formatFrom(flags);
    if (!format)
        return refuseUsage(Words::tr("The format \"%1\" is not known; there are ndjson, csv, script and mcap.")
                               .arg(flags.value(QStringLiteral("format"))));
    if (*format != ExportFormat::Ndjson && flags.isSet(QStringLiteral("json")))
        return refuseUsage(Words::tr("--json and another format exclude each other."));
    const bool toFile = flags.isSet(QStringLiteral("output"));
    if (*format == ExportFormat::Mcap && !toFile)
        return refuseUsage(Words::tr("MCAP is no text: name a file with --output."));
    const auto reader = RecordingReader::open(invocation.words.first());
    if (!reader)
        return fail(errorText(reader.error()));
    const auto filter = recordingFilterFromFlags(flags, reader.value());
    if (!filter)
        return refuseUsage(errorText(filter.error()));
    return toFile ? exportToFile(invocation, filter.value(), *format)
                  : exportToOutput(reader.value(), filter.value(), *format);
}

} // namespace

Command exportCommand()
{
    return {QStringLiteral("export"),
            {},
            QStringLiteral("FILE"),
            Words::tr("Write a recording's messages for other programs."),
            {{QStringLiteral("format"), Words::tr("ndjson (default), csv, script or mcap."), QStringLiteral("FORMAT")},
             {{QStringLiteral("o"), QStringLiteral("output")},
              Words::tr("Write this file; its ending says the format."),
              QStringLiteral("FILE")},
             forceOption(),
             filterOption(),
             jsonOption()},
            run};
}

} // namespace gnat::terminal
