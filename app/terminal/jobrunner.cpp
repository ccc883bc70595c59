// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "terminal/jobrunner.h"

#include "base/text.h"
#include "base/words.h"
#include "stopsignal.h"
#include "terminal/command.h"
#include "terminal/statusline.h"

#include <QElapsedTimer>
#include <QEventLoop>

#include <algorithm>
#ifdef Q_OS_UNIX
#include <unistd.h>
#endif

namespace gnat::terminal {

namespace {

constexpr qint64 silentMs = 1000; ///< who waits no longer need not be told

bool isOutputATerminal()
{
#ifdef Q_OS_UNIX
    return isatty(STDOUT_FILENO) != 0;
#else
    return false;
#endif
}

QString percentOf(quint64 done, quint64 total)
{
    return QStringLiteral("%1 %").arg(total ? std::min<quint64>(100 * done / total, 100) : 0, 3);
}

} // namespace

Result<QString> runJob(const TransferJob::Work &work, JobOutput output)
{
    const StopSignal stop;
    QEventLoop loop;
    TransferJob job;
    StatusLine line;
    QElapsedTimer clock;
    clock.start();
    Result<QString> result = QString();
    QObject::connect(&stop, &StopSignal::requested, &job, &TransferJob::cancel);
    if (output == JobOutput::AtItsEnd || !isOutputATerminal())
        QObject::connect(&job, &TransferJob::progressed, &loop, [&](quint64 done, quint64 total) {
            if (clock.elapsed() >= silentMs)
                line.show(percentOf(done, total));
        });
    QObject::connect(&job, &TransferJob::succeeded, &loop, [&](const QString &text) {
        result = text;
        loop.quit();
    });
    QObject::connect(&job, &TransferJob::failed, &loop, [&](const QString &text, bool wasCancelled) {
        if (wasCancelled || !stop.isRequested())
            result = makeError(wasCancelled ? ErrorKind::Cancelled : ErrorKind::Internal, text);
        else // what it was reading was interrupted
            result = makeError(ErrorKind::Cancelled, Words::tr("Cancelled."));
        loop.quit();
    });
    job.start(work);
    loop.exec();
    line.clear();
    return result;
}

int failJob(const Error &error)
{
    const int failed = fail(errorText(error));
    return error.kind == ErrorKind::Cancelled ? Interrupted : failed;
}

QCommandLineOption forceOption()
{
    return {{QStringLiteral("f"), QStringLiteral("force")}, Words::tr("Write over an existing file.")};
}

} // namespace gnat::terminal
