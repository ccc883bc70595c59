// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "interop/scenarioserver.h"

#include "support/natsserverprocess.h"
#include "support/terminalprocess.h"

#include <QDeadlineTimer>
#include <QRegularExpression>

#include <csignal>

namespace gnat::test {

ScenarioServer::~ScenarioServer()
{
    stop();
}

/// setpriv has the system end the server with the thread that started it.
bool ScenarioServer::start(const QStringList &flags, int deadlineMs)
{
    QStringList arguments{QStringLiteral("--pdeathsig"), QStringLiteral("KILL")};
    if (m_product == Product::NatsServer)
        arguments << NatsServerProcess::program();
    else
        arguments << TerminalProcess::program() << QStringLiteral("broker");
    arguments << QStringLiteral("-a") << QStringLiteral("127.0.0.1") << QStringLiteral("-p") << QStringLiteral("-1");
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    m_process.start(QStringLiteral("setpriv"), arguments + flags);
    if (!m_process.waitForStarted())
        return false;
    const QDeadlineTimer deadline(deadlineMs);
    while (!readPort() && isRunning() && !deadline.hasExpired())
        m_process.waitForReadyRead(50);
    return isRunning() && m_port != 0;
}

/// Both products say it in the same words, on different channels.
bool ScenarioServer::readPort()
{
    static const QRegularExpression listening(
        QStringLiteral("Listening for client connections on 127\\.0\\.0\\.1:(\\d+)"));
    m_port = listening.match(QString::fromUtf8(output())).captured(1).toUShort();
    return m_port != 0;
}

bool ScenarioServer::stop()
{
    if (m_process.state() == QProcess::NotRunning)
        return true;
    ::kill(static_cast<pid_t>(pid()), SIGINT);
    if (m_process.waitForFinished(5'000))
        return m_process.exitStatus() == QProcess::NormalExit && m_process.exitCode() == 0;
    m_process.kill();
    m_process.waitForFinished(5'000);
    return false;
}

QByteArray ScenarioServer::output()
{
    m_output += m_process.readAll();
    return m_output;
}

} // namespace gnat::test
