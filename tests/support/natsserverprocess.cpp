// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/natsserverprocess.h"

#include <QDeadlineTimer>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>

#include <csignal>
#include <sys/prctl.h>
#include <utility>

namespace gnat::test {

NatsServerProcess::NatsServerProcess(QStringList extraArguments) : m_extraArguments(std::move(extraArguments))
{
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_process.setStandardOutputFile(QProcess::nullDevice());
    m_process.setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGKILL); });
}

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
    m_process.start(program(), QStringList{QStringLiteral("-a"), QStringLiteral("127.0.0.1"), QStringLiteral("-p"),
                                           wantedPort, QStringLiteral("-l"), logFile} +
                                   m_extraArguments);
    if (!m_process.waitForStarted(deadlineMs))
        return fail(m_process.errorString());
    const QDeadlineTimer deadline(deadlineMs);
    while (!readPort()) {
        if (m_process.waitForFinished(10) || m_process.state() == QProcess::NotRunning)
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

void NatsServerProcess::stop()
{
    if (!isRunning())
        return;
    resume();
    m_process.terminate();
    if (!m_process.waitForFinished(5'000))
        kill();
}

void NatsServerProcess::kill()
{
    if (!isRunning())
        return;
    m_process.kill();
    m_process.waitForFinished(5'000);
}

bool NatsServerProcess::restart()
{
    kill();
    return start();
}

void NatsServerProcess::pause()
{
    if (isRunning())
        ::kill(static_cast<pid_t>(pid()), SIGSTOP);
}

void NatsServerProcess::resume()
{
    if (isRunning())
        ::kill(static_cast<pid_t>(pid()), SIGCONT);
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
