// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/text.h"
#include "base/words.h"
#include "rework/recordingmerge.h"
#include "terminal/command.h"
#include "terminal/counted.h"
#include "terminal/jobrunner.h"

#include <QJsonObject>

namespace gnat::terminal {

namespace {

int run(const Invocation &invocation)
{
    if (invocation.words.size() < 3)
        return refuseUsage(Words::tr("The new file and at least two recordings are expected."));
    const MergeRequest request{invocation.words.mid(1), invocation.words.first(),
                               invocation.flags.isSet(QStringLiteral("force"))};
    MergeFigures figures;
    const auto done = runJob([&](const JobControl &control) -> Result<QString> {
        const auto merged = mergeRecordings(request, control);
        if (!merged)
            return merged.error();
        figures = merged.value();
        return Words::tr("Merged %1 of %2 recordings.").arg(messagesText(figures.messages)).arg(request.sources.size());
    });
    if (!done)
        return failJob(done.error());
    if (!invocation.flags.isSet(QStringLiteral("json"))) {
        say(done.value());
        return Success;
    }
    const QJsonObject object{{QStringLiteral("messages"), static_cast<qint64>(figures.messages)},
                             {QStringLiteral("connections"), static_cast<qint64>(figures.connections)},
                             {QStringLiteral("subscriptions"), static_cast<qint64>(figures.subscriptions)}};
    return print(jsonLine(object)) ? Success : Failed;
}

} // namespace

Command mergeCommand()
{
    return {QStringLiteral("merge"),          {},
            QStringLiteral("NEW FILE FILE…"), Words::tr("Put several recordings into one, in the order of time."),
            {forceOption(), jsonOption()},    run};
}

} // namespace gnat::terminal
