// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/natsserverprocess.h"

#include <QDeadlineTimer>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>
#include <QThread>

#include <csignal>
#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utility>
#include <vector>

namespace gnat::test {

NatsServerProcess::NatsServerProcess(QStringList extraArguments) : m_extraArguments(std::move(extraArguments)) {}

NatsServerProcess::~NatsServerProcess()
{
    stop();
}

QString NatsServerProcess::program()
{
    const QString fromEnvironment = qEnvironmentVariable("GNAT_NATS_SERVER");
    return fromEnvironment.isEmpty() ? QStringLiteral(GNAT_SOURCE_DIR "/build/tools/nats-server/usr/sbin/nats-server")
                                     : fromEnvironment;
}

bool NatsServerProcess::start(int deadlineMs)
{
    if (isRunning())
        return true;
    if (!QFileInfo(program()).isExecutable())
        return fail(
            QStringLiteral("No nats-server at %1: run tests/support/fetch-nats-server.sh build/tools/nats-server")
                .arg(program()));
    const QString logFile = m_folder.filePath(QStringLiteral("log"));
    QFile::remove(logFile);
    const QString wantedPort = m_port == 0 ? QStringLiteral("-1") : QString::number(m_port);
    if (!spawn(QStringList{program(), QStringLiteral("-a"), QStringLiteral("127.0.0.1"), QStringLiteral("-p"),
                           wantedPort, QStringLiteral("-l"), logFile} +
               m_extraArguments))
        return fail(QStringLiteral("nats-server could not be started."));
    const QDeadlineTimer deadline(deadlineMs);
    while (!readPort()) {
        if (hasEnded(10))
            return fail(QStringLiteral("nats-server ended while it started."));
        if (deadline.hasExpired()) {
            kill();
            return fail(QStringLiteral("nats-server was not ready in time."));
        }
    }
    m_error.clear();
    return true;
}

bool NatsServerProcess::readPort()
{
    static const QRegularExpression listening(
        QStringLiteral("Listening for client connections on 127\\.0\\.0\\.1:(\\d+)"));
    const QString text = QString::fromUtf8(log());
    if (!text.contains(u"Server is ready"))
        return false;
    m_port = listening.match(text).captured(1).toUShort();
    return m_port != 0;
}

/// Not by QProcess: its vfork makes the thread sanitizer blind for the rest of the program. setpriv has the system end
/// the server with the thread that started it.
bool NatsServerProcess::spawn(const QStringList &arguments)
{
    QList<QByteArray> texts{"setpriv", "--pdeathsig", "KILL"};
    for (const QString &argument : arguments)
        texts.append(QFile::encodeName(argument));
    std::vector<char *> pointers;
    pointers.reserve(static_cast<std::size_t>(texts.size()) + 1);
    for (QByteArray &text : texts)
        pointers.push_back(text.data());
    pointers.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    ::posix_spawn_file_actions_init(&actions);
    ::posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    ::posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    const bool isOk = ::posix_spawnp(&m_pid, pointers[0], &actions, nullptr, pointers.data(), environ) == 0;
    ::posix_spawn_file_actions_destroy(&actions);
    if (!isOk)
        m_pid = 0;
    return isOk;
}

bool NatsServerProcess::hasEnded(int withinMs)
{
    const QDeadlineTimer deadline(withinMs);
    while (m_pid > 0) {
        if (::waitpid(m_pid, nullptr, WNOHANG) == m_pid) {
            m_pid = 0;
            break;
        }
        if (deadline.hasExpired())
            return false;
        QThread::msleep(2); // there is no event to wait for; waitpid() knows no deadline
    }
    return true;
}

void NatsServerProcess::stop()
{
    if (!isRunning())
        return;
    resume();
    ::kill(m_pid, SIGTERM);
    if (!hasEnded(5'000))
        kill();
}

void NatsServerProcess::kill()
{
    if (!isRunning())
        return;
    ::kill(m_pid, SIGKILL);
    hasEnded(5'000);
}

bool NatsServerProcess::restart()
{
    kill();
    return start();
}

void NatsServerProcess::pause()
{
    if (isRunning())
        ::kill(m_pid, SIGSTOP);
}

void NatsServerProcess::resume()
{
    if (isRunning())
        ::kill(m_pid, SIGCONT);
}

QString NatsServerProcess::url() const
{
    return QStringLiteral("nats://127.0.0.1:%1").arg(m_port);
}

QByteArray NatsServerProcess::log() const
{
    QFile file(m_folder.filePath(QStringLiteral("log")));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

bool NatsServerProcess::fail(const QString &reason)
{
    m_error = reason + u'\n' + QString::fromUtf8(log().right(2'000));
    return false;
}

} // namespace gnat::test
