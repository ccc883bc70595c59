// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "terminal/jobrunner.h"

#include "base/text.h"
#include "base/words.h"
#include "stopsignal.h"
#include "terminal/command.h"

#include <QElapsedTimer>
#include <QEventLoop>

#include <algorithm>
#include <cstdio>
#ifdef Q_OS_UNIX
#include <unistd.h>
#endif

namespace gnat::terminal {

namespace {

constexpr int outputStream = 1;
constexpr int errorStream = 2;
constexpr qint64 silentMs = 1000; ///< who waits no longer need not be told

bool isTerminal([[maybe_unused]] int stream)
{
#ifdef Q_OS_UNIX
    return isatty(stream) != 0;
#else
    return false;
#endif
}

/// One line on standard error; nothing there before it is worth telling.
class ProgressLine
{
public:
    ProgressLine() { m_clock.start(); }

    void show(quint64 done, quint64 total)
    {
        if (m_clock.elapsed() < silentMs)
            return;
        m_isShown = true;
        const auto percent = total ? std::min<quint64>(100 * done / total, 100) : 0;
        std::fprintf(stderr, "\r%3d %%", static_cast<int>(percent));
        std::fflush(stderr);
    }
    void clear() const
    {
        if (!m_isShown)
            return;
        std::fputs("\r     \r", stderr);
        std::fflush(stderr);
    }

private:
    QElapsedTimer m_clock;
    bool m_isShown = false;
};

} // namespace

Result<QString> runJob(const TransferJob::Work &work, JobOutput output)
{
    const StopSignal stop;
    QEventLoop loop;
    TransferJob job;
    ProgressLine line;
    Result<QString> result = QString();
    QObject::connect(&stop, &StopSignal::requested, &job, &TransferJob::cancel);
    if (isTerminal(errorStream) && (output == JobOutput::AtItsEnd || !isTerminal(outputStream)))
        QObject::connect(&job, &TransferJob::progressed, &loop,
                         [&line](quint64 done, quint64 total) { line.show(done, total); });
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
