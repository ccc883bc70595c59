// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "rework/recordingimport.h"

#include "base/plural.h"
#include "base/text.h"
#include "base/words.h"
#include "core/clock.h"
#include "recording/recordingbuilder.h"
#include "rework/reworkbasics_p.h"
#include "rework/targetcheck.h"

#include <QFileInfo>
#include <QLocale>

namespace gnat {

namespace {

const SubscriptionId everything(1);

RecordingOptions optionsFor(const ImportRequest &request)
{
    RecordingOptions options;
    options.path = request.path;
    options.overwrite = request.overwrite;
    const auto name = QFileInfo(request.source).fileName();
    options.connections = {{SourceId(1), name, {}, {}, {}}};
    options.subscriptions = {{everything, SourceId(1), ">", {}}};
    options.note = Words::tr("Imported from %1.").arg(name);
    return options;
}

} // namespace

Result<RecordingImportFigures> importRecording(const ImportRequest &request, const JobControl &control)
{
    if (auto checked = checkTarget(request.path, {request.source}); !checked)
        return checked.error();
    auto created = RecordingBuilder::create(optionsFor(request));
    if (!created)
        return created.error();
    auto &builder = created.value();
    qint64 lastNs = 0;
    const auto take = [&](const ImportedMessage &message) {
        MessageView view;
        view.subject = viewOf(message.subject);
        view.reply = viewOf(message.reply);
        view.headers = viewOf(message.headers);
        view.payload = viewOf(message.payload);
        view.atNs = *message.atNs;
        view.subscription = everything;
        lastNs = std::max(lastNs, qint64{view.atNs});
        return builder.append(view);
    };
    const auto imported = importMessages(request.source, request.skipBroken, take, control);
    if (!imported)
        return imported.error();
    if (auto done = builder.finish(lastNs ? lastNs : wallNanoseconds()); !done) // empty, and not cut off
        return done.error();
    return RecordingImportFigures{imported.value(), builder.outOfOrder()};
}

QString importText(const RecordingImportFigures &figures)
{
    const auto count = [](quint64 n) {
        return QLocale().toString(static_cast<qulonglong>(n));
    };
    QStringList text{figures.messages ? Words::tr("%1 message(s) were imported.", nullptr, pluralOf(figures.messages))
                                            .arg(count(figures.messages))
                                      : Words::tr("No message was imported; the recording is empty.")};
    if (figures.withoutTime)
        text << Words::tr("%1 had no time of their own and got that of their file.").arg(count(figures.withoutTime));
    if (figures.outOfOrder)
        text
            << Words::tr("%1 were older than the message before them and got its time.").arg(count(figures.outOfOrder));
    if (figures.renamed)
        text << Words::tr("%1 had a routing key that is no subject; it stands in the header Amqp-Routing-Key.")
                    .arg(count(figures.renamed));
    if (figures.skipped)
        text << Words::tr("%1 could not be read and were left out.").arg(count(figures.skipped));
    return text.join(u' ');
}

} // namespace gnat
