// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/text.h"
#include "base/words.h"
#include "codecs/payloadcodec.h"
#include "core/exchangeverdict.h"
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
#include <QJsonObject>

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

Result<void> exportToOutput(const RecordingReader &reader, const Filter &filter, ExportFormat format,
                            const JobControl &control)
{
    constexpr qsizetype flushBytes = 1 << 20;
    constexpr quint64 lookEvery = 1024;
    const auto messages = reader.messages();
    if (!messages)
        return messages.error();
    QByteArray out;
    bool isRead = true;
    appendHead(out, format);
    const auto visited = reader.visit([&](const MessageView &message, quint64 row) {
        if (row % lookEvery == 0 && control.progress)
            control.progress(row, messages.value());
        if (row % lookEvery == 0 && control.stop.stop_requested())
            return false;
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
        return makeError(ErrorKind::StorageFailure, Words::tr("The output could not be written completely."));
    if (control.stop.stop_requested())
        return makeError(ErrorKind::Cancelled, Words::tr("Cancelled; the output breaks off."));
    return visited;
}

QByteArray toJson(const QString &path, const ExportFigures &figures)
{
    const QJsonObject object{{QStringLiteral("file"), path},
                             {QStringLiteral("messages"), static_cast<qint64>(figures.messages)},
                             {QStringLiteral("fields_left_out"), static_cast<qint64>(figures.fieldsLeftOut)},
                             {QStringLiteral("fields_not_seen"), static_cast<qint64>(figures.fieldsNotSeen)},
                             {QStringLiteral("as_base64"), static_cast<qint64>(figures.asBase64)},
                             {QStringLiteral("without_rest"), static_cast<qint64>(figures.withoutRest)}};
    return jsonLine(object);
}

Result<QString> exportToFile(const Invocation &invocation, const Filter &filter, ExportFormat format,
                             ExportFigures &figures, const JobControl &control)
{
    const CodecRegistry codecs;
    const auto path = invocation.flags.value(QStringLiteral("output"));
    const RecordingExportRequest request{invocation.words.first(), path, format, predicateOf(filter), &codecs};
    const auto exported = exportRecording(request, control);
    if (!exported)
        return exported.error();
    figures = exported.value();
    return exportText(figures);
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
    const bool toFile = flags.isSet(QStringLiteral("output"));
    if (!toFile && *format != ExportFormat::Ndjson && flags.isSet(QStringLiteral("json")))
        return refuseUsage(Words::tr("--json and another format exclude each other."));
    if (*format == ExportFormat::Mcap && !toFile)
        return refuseUsage(Words::tr("MCAP is no text: name a file with --output."));
    const auto reader = RecordingReader::open(invocation.words.first());
    if (!reader)
        return fail(errorText(reader.error()));
    if (const auto filter = recordingFilterFromFlags(flags, reader.value(), exchangeByShape); !filter) // only its form
        return refuseUsage(errorText(filter.error()));
    const auto path = flags.value(QStringLiteral("output"));
    if (toFile && QFileInfo::exists(path) && !flags.isSet(QStringLiteral("force")))
        return fail(
            Words::tr("The file %1 exists already. Choose another name, or write over it with --force.").arg(path));
    ExportFigures figures;
    const auto done = runJob(
        [&](const JobControl &control) -> Result<QString> {
            const auto filter = recordingFilterFromFlags(flags, reader.value(), {}, control);
            if (!filter)
                return filter.error();
            if (toFile)
                return exportToFile(invocation, filter.value(), *format, figures, control);
            const auto printed = exportToOutput(reader.value(), filter.value(), *format, control);
            return printed ? Result<QString>(QString()) : Result<QString>(printed.error());
        },
        toFile ? JobOutput::AtItsEnd : JobOutput::Meanwhile);
    if (!done)
        return failJob(done.error());
    if (!toFile)
        return Success;
    say(done.value());
    return flags.isSet(QStringLiteral("json")) && !print(toJson(path, figures)) ? Failed : Success;
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
