// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "terminal/jobrunner.h"

#include "base/text.h"
#include "base/words.h"
#include "stopsignal.h"

#include <QEventLoop>

#include <algorithm>
#include <cstdio>
#ifdef Q_OS_UNIX
#include <unistd.h>
#endif

namespace gnat::terminal {

namespace {

bool isTerminal()
{
#ifdef Q_OS_UNIX
    return isatty(STDERR_FILENO) != 0;
#else
    return false;
#endif
}

void showProgress(quint64 done, quint64 total)
{
    const auto percent = total ? std::min<quint64>(100 * done / total, 100) : 0;
    std::fprintf(stderr, "\r%3d %%", static_cast<int>(percent));
    std::fflush(stderr);
}

void clearProgress()
{
    std::fputs("\r     \r", stderr);
    std::fflush(stderr);
}

} // namespace

Result<QString> runJob(const TransferJob::Work &work)
{
    const StopSignal stop;
    QEventLoop loop;
    TransferJob job;
    Result<QString> result = QString();
    const bool isShown = isTerminal();
    QObject::connect(&stop, &StopSignal::requested, &job, &TransferJob::cancel);
    if (isShown)
        QObject::connect(&job, &TransferJob::progressed, &loop, showProgress);
    QObject::connect(&job, &TransferJob::succeeded, &loop, [&](const QString &text) {
        result = text;
        loop.quit();
    });
    QObject::connect(&job, &TransferJob::failed, &loop, [&](const QString &text, bool wasCancelled) {
        result = makeError(wasCancelled ? ErrorKind::Cancelled : ErrorKind::Internal, text);
        loop.quit();
    });
    job.start(work);
    loop.exec();
    if (isShown)
        clearProgress();
    return result;
}

QCommandLineOption forceOption()
{
    return {{QStringLiteral("f"), QStringLiteral("force")}, Words::tr("Write over an existing file.")};
}

} // namespace gnat::terminal
