// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/text.h"
#include "base/words.h"
#include "rework/recordingimport.h"
#include "terminal/command.h"
#include "terminal/jobrunner.h"

#include <QJsonArray>
#include <QJsonObject>

namespace gnat::terminal {

namespace {

QByteArray toJson(const RecordingImportFigures &figures)
{
    const QJsonObject object{{QStringLiteral("messages"), static_cast<qint64>(figures.messages)},
                             {QStringLiteral("without_time"), static_cast<qint64>(figures.withoutTime)},
                             {QStringLiteral("out_of_order"), static_cast<qint64>(figures.outOfOrder)},
                             {QStringLiteral("renamed"), static_cast<qint64>(figures.renamed)},
                             {QStringLiteral("skipped"), static_cast<qint64>(figures.skipped)},
                             {QStringLiteral("problems"), QJsonArray::fromStringList(figures.problems)}};
    return jsonLine(object);
}

int run(const Invocation &invocation)
{
    if (invocation.words.size() != 2)
        return refuseUsage(Words::tr("What to import and the recording's file are expected."));
    const auto &flags = invocation.flags;
    const ImportRequest request{invocation.words.at(0), invocation.words.at(1), flags.isSet(QStringLiteral("force")),
                                flags.isSet(QStringLiteral("skip-broken"))};
    RecordingImportFigures figures;
    const auto done = runJob([&](const JobControl &control) -> Result<QString> {
        const auto imported = importRecording(request, control);
        if (!imported)
            return imported.error();
        figures = imported.value();
        return importText(figures);
    });
    if (!done)
        return failJob(done.error());
    if (flags.isSet(QStringLiteral("json")))
        return print(toJson(figures)) ? Success : Failed;
    for (const auto &problem : std::as_const(figures.problems))
        say(problem);
    say(done.value());
    return Success;
}

} // namespace

Command importCommand()
{
    return {QStringLiteral("import"),
            {},
            QStringLiteral("FROM FILE"),
            Words::tr("Make a recording of JSON lines or MCAP, or of a folder that nats sub --dump or rabtap wrote."),
            {{QStringLiteral("skip-broken"), Words::tr("Leave out what cannot be read, and count it.")},
             forceOption(),
             jsonOption()},
            run};
}

} // namespace gnat::terminal
