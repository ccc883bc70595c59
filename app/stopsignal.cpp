// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "stopsignal.h"

#include <QTimer>
#include <QtGlobal>

#include <array>
#include <atomic>
#include <csignal>

#ifdef Q_OS_UNIX
#include <QSocketNotifier>

#include <fcntl.h>
#include <unistd.h>
#endif

namespace gnat {

#ifdef Q_OS_UNIX

namespace {

// A signal handler can reach nothing but static data; the pipe's write end is all it needs.
std::atomic<int> writeEnd = -1;

void onSignal(int number)
{
    const char byte = static_cast<char>(number);
    if (::write(writeEnd.load(), &byte, 1) < 0)
        return; // the pipe is full: a stop is on its way already
}

} // namespace

struct StopSignal::Private
{
    std::array<int, 2> pipe = {-1, -1};
    std::unique_ptr<QSocketNotifier> notifier;
};

StopSignal::StopSignal(QObject *parent) : QObject(parent), d(std::make_unique<Private>())
{
    if (::pipe(d->pipe.data()) != 0)
        return;
    for (const int end : d->pipe) {
        ::fcntl(end, F_SETFL, O_NONBLOCK);
        ::fcntl(end, F_SETFD, FD_CLOEXEC);
    }
    writeEnd = d->pipe[1];
    d->notifier = std::make_unique<QSocketNotifier>(d->pipe[0], QSocketNotifier::Read);
    connect(d->notifier.get(), &QSocketNotifier::activated, this, &StopSignal::take);
    struct sigaction action = {};
    action.sa_handler = onSignal; // NOLINT(cppcoreguidelines-pro-type-union-access): the C interface
    action.sa_flags = SA_RESTART;
    sigaction(SIGINT, &action, nullptr);
    sigaction(SIGTERM, &action, nullptr);
    sigaction(SIGUSR2, &action, nullptr);
    // A reader that goes away (`sub | head`) shows as a failed write, not as a sudden death.
    std::signal(SIGPIPE, SIG_IGN);
    // So does a file that may not grow any more (ulimit -f): a recording then waits as on a full disk.
    std::signal(SIGXFSZ, SIG_IGN);
}

StopSignal::~StopSignal()
{
    std::signal(SIGINT, SIG_DFL);
    std::signal(SIGTERM, SIG_DFL);
    std::signal(SIGUSR2, SIG_DFL);
    writeEnd = -1;
    d->notifier.reset();
    for (const int end : d->pipe) {
        if (end >= 0)
            ::close(end);
    }
}

void StopSignal::take()
{
    char byte = 0;
    bool isLameDuck = false;
    bool isStop = false;
    while (::read(d->pipe[0], &byte, 1) == 1) {
        isLameDuck = isLameDuck || byte == SIGUSR2;
        isStop = isStop || byte != SIGUSR2;
    }
    if (isLameDuck)
        Q_EMIT lameDuckRequested();
    if (!isStop)
        return;
    m_isRequested = true;
    Q_EMIT requested();
}

#else

namespace {

std::atomic<bool> wasAsked = false;

} // namespace

struct StopSignal::Private
{
    QTimer poll;
};

StopSignal::StopSignal(QObject *parent) : QObject(parent), d(std::make_unique<Private>())
{
    const auto handler = [](int) {
        wasAsked = true;
    };
    std::signal(SIGINT, handler);
    std::signal(SIGTERM, handler);
    connect(&d->poll, &QTimer::timeout, this, &StopSignal::take);
    d->poll.start(100);
}

StopSignal::~StopSignal() = default;

void StopSignal::take()
{
    if (!wasAsked.exchange(false))
        return;
    m_isRequested = true;
    Q_EMIT requested();
}

#endif

} // namespace gnat
