// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "rework/recordingcut.h"

#include "base/words.h"
#include "recording/recordingbuilder.h"
#include "recording/recordingorigin.h"
#include "recording/recordingreader.h"
#include "rework/reworkbasics_p.h"
#include "rework/targetcheck.h"

#include <QFileInfo>

#include <algorithm>
#include <limits>

namespace gnat {

namespace {

RecordingOptions optionsFor(const CutRequest &request, const RecordingOrigin &origin, const RecordingSummary &summary)
{
    RecordingOptions options;
    options.path = request.path;
    options.overwrite = request.overwrite;
    options.connections = origin.connections;
    options.subscriptions = origin.subscriptions;
    const auto both = QStringLiteral("(%1) (%2)").arg(origin.filter, request.filter);
    options.filter = origin.filter.isEmpty() || request.filter.isEmpty() ? origin.filter + request.filter : both;
    options.note = noteWith(Words::tr("Cut from %1.").arg(QFileInfo(request.source).fileName()), origin.note);
    options.startedNs = std::max(request.fromNs, summary.startedNs);
    return options;
}

} // namespace

Result<CutFigures> cutRecording(const CutRequest &request, const JobControl &control)
{
    if (auto checked = checkTarget(request.path, {request.source}); !checked)
        return checked.error();
    const auto reader = RecordingReader::open(request.source);
    if (!reader)
        return reader.error();
    const auto summary = reader.value().summary();
    const auto origin = readRecordingOrigin(request.source);
    if (!summary || !origin)
        return summary ? origin.error() : summary.error();
    const auto untilNs = request.untilNs ? request.untilNs : std::numeric_limits<qint64>::max();
    const auto first = request.fromNs ? reader.value().rowAt(request.fromNs) : Result<quint64>(0);
    const auto end = request.untilNs ? reader.value().rowAt(untilNs) : Result<quint64>(summary.value().messages);
    if (!first || !end)
        return first ? end.error() : first.error();
    auto created = RecordingBuilder::create(optionsFor(request, origin.value(), summary.value()));
    if (!created)
        return created.error();
    auto &builder = created.value();
    Pace pace(control, end.value() > first.value() ? end.value() - first.value() : 0);
    CutFigures figures;
    Result<void> kept;
    bool isStopped = false;
    auto lastNs = request.fromNs;
    const auto visit = [&](const MessageView &message, quint64 row) {
        isStopped = !pace.step();
        if (isStopped || row >= end.value() || (request.maxMessages && figures.messages >= request.maxMessages))
            return false;
        if (request.wanted && !request.wanted(message)) {
            ++figures.filtered;
            return true;
        }
        ++figures.messages;
        lastNs = message.atNs;
        kept = builder.append(message);
        return kept.isOk();
    };
    if (const auto read = reader.value().visit(visit, first.value()); !read)
        return read.error();
    if (!kept)
        return kept.error();
    if (isStopped)
        return reworkCancelled();
    const auto isWhole = !request.maxMessages || figures.messages < request.maxMessages;
    const auto eventsUntil = isWhole ? untilNs : lastNs + 1;
    if (auto copied = copyEvents(summary.value(), builder, {request.fromNs, eventsUntil}); !copied)
        return copied.error();
    const auto endedNs = std::max(summary.value().endedNs, summary.value().lastNs);
    if (auto done = builder.finish(isWhole ? std::min(endedNs, untilNs) : lastNs); !done)
        return done.error();
    return figures;
}

} // namespace gnat
