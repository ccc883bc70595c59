// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "rework/recordingmask.h"

#include "base/plural.h"
#include "base/text.h"
#include "base/words.h"
#include "recording/recordingbuilder.h"
#include "recording/recordingorigin.h"
#include "recording/recordingreader.h"
#include "rework/reworkbasics_p.h"
#include "rework/targetcheck.h"

#include <QLocale>

namespace gnat {

namespace {

RecordingOptions optionsFor(const MaskRequest &request, const RecordingOrigin &origin, qint64 startedNs, Masker &masker)
{
    RecordingOptions options;
    options.path = request.path;
    options.overwrite = request.overwrite;
    options.startedNs = startedNs;
    options.note = Words::tr("Values are masked.");
    for (const auto &connection : origin.connections)
        options.connections.append({connection.source, masker.pseudonym(connection.name),
                                    masker.pseudonym(connection.server), masker.pseudonym(connection.cluster),
                                    masker.pseudonym(connection.profile)});
    for (auto subscription : origin.subscriptions) {
        subscription.pattern = QByteArray::fromStdString(masker.maskPattern(viewOf(subscription.pattern)));
        subscription.queueGroup = masker.pseudonym(toText(viewOf(subscription.queueGroup))).toUtf8();
        options.subscriptions << subscription;
    }
    return options;
}

QString countText(quint64 n)
{
    return QLocale().toString(static_cast<qulonglong>(n));
}

} // namespace

Result<MaskFigures> maskRecording(const MaskRequest &request, const JobControl &control)
{
    if (auto checked = checkTarget(request.path, {request.source}); !checked)
        return checked.error();
    auto made = Masker::create(request.rules);
    if (!made)
        return made.error();
    auto &masker = made.value();
    const auto reader = RecordingReader::open(request.source);
    if (!reader)
        return reader.error();
    const auto summary = reader.value().summary();
    const auto origin = readRecordingOrigin(request.source);
    if (!summary || !origin)
        return summary ? origin.error() : summary.error();
    auto created = RecordingBuilder::create(optionsFor(request, origin.value(), summary.value().startedNs, masker));
    if (!created)
        return created.error();
    auto &builder = created.value();
    Pace pace(control, summary.value().messages);
    Result<void> kept;
    bool isStopped = false;
    const auto read = reader.value().visit([&](const MessageView &message, quint64) {
        isStopped = !pace.step();
        if (isStopped)
            return false;
        const auto masked = masker.mask(message);
        auto view = message;
        view.subject = masked.subject;
        view.reply = masked.reply;
        view.headers = masked.headers;
        view.payload = masked.payload;
        kept = builder.append(view);
        return kept.isOk();
    });
    if (!read || !kept)
        return read ? kept.error() : read.error();
    if (isStopped)
        return reworkCancelled();
    EventRange wordless;
    wordless.keepsWords = false;
    if (auto copied = copyEvents(summary.value(), builder, wordless); !copied)
        return copied.error();
    if (auto done = builder.finish(summary.value().endedNs ? summary.value().endedNs : summary.value().lastNs); !done)
        return done.error();
    return masker.figures();
}

QStringList maskReport(const MaskFigures &figures)
{
    QStringList lines;
    for (const auto &[rule, hits] : figures.hits)
        lines << (hits ? Words::tr("%1: hidden %2 time(s)", nullptr, pluralOf(hits)).arg(rule, countText(hits))
                       : Words::tr("%1: found nothing; is it spelled right?").arg(rule));
    if (figures.emptiedPayloads)
        lines << Words::tr("%1 payload(s) are not JSON and were emptied.", nullptr, pluralOf(figures.emptiedPayloads))
                     .arg(countText(figures.emptiedPayloads));
    if (figures.keptPayloads)
        lines << Words::tr("%1 payload(s) are not JSON and were kept as they are.", nullptr,
                           pluralOf(figures.keptPayloads))
                     .arg(countText(figures.keptPayloads));
    if (figures.emptiedHeaders)
        lines << Words::tr("%1 header block(s) could not be read and were emptied.", nullptr,
                           pluralOf(figures.emptiedHeaders))
                     .arg(countText(figures.emptiedHeaders));
    if (figures.cutHeaders)
        lines << Words::tr("%1 header block(s) lost what is no header: the words of a status, broken lines.", nullptr,
                           pluralOf(figures.cutHeaders))
                     .arg(countText(figures.cutHeaders));
    lines << Words::tr("Names of connections, servers and queue groups are pseudonyms; notes, the filter and the words "
                       "of marks are left out.");
    return lines;
}

} // namespace gnat
