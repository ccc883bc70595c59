// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/terminalprocess.h"

#include <QDeadlineTimer>

namespace gnat::test {

TerminalProcess::TerminalProcess(QStringList arguments) : m_arguments(std::move(arguments)) {}

TerminalProcess::~TerminalProcess()
{
    if (m_process.state() != QProcess::NotRunning)
        kill();
}

QString TerminalProcess::program()
{
    return QStringLiteral(GNAT_BINARY_DIR "/bin/gnatcatcher-cli");
}

bool TerminalProcess::start(const QByteArray &input)
{
    m_process.start(program(), m_arguments);
    if (!m_process.waitForStarted())
        return false;
    m_process.write(input);
    m_process.closeWriteChannel();
    return true;
}

void TerminalProcess::collect()
{
    m_output += m_process.readAllStandardOutput();
    m_errorText += m_process.readAllStandardError();
}

bool TerminalProcess::waitFor(const QByteArray &stream, const QByteArray &text, int deadlineMs)
{
    const QDeadlineTimer deadline(deadlineMs);
    while (!stream.contains(text) && !deadline.hasExpired() && m_process.state() != QProcess::NotRunning) {
        m_process.waitForReadyRead(50);
        collect();
    }
    collect();
    return stream.contains(text);
}

bool TerminalProcess::waitForErrorText(const QByteArray &text, int deadlineMs)
{
    return waitFor(m_errorText, text, deadlineMs);
}

bool TerminalProcess::waitForOutput(const QByteArray &text, int deadlineMs)
{
    return waitFor(m_output, text, deadlineMs);
}

bool TerminalProcess::waitForEnd(int deadlineMs)
{
    const QDeadlineTimer deadline(deadlineMs);
    while (m_process.state() != QProcess::NotRunning && !deadline.hasExpired()) {
        m_process.waitForFinished(50);
        collect();
    }
    collect();
    return m_process.state() == QProcess::NotRunning && m_process.exitStatus() == QProcess::NormalExit;
}

bool TerminalProcess::terminate(int deadlineMs)
{
    m_process.terminate();
    return waitForEnd(deadlineMs);
}

void TerminalProcess::kill()
{
    m_process.kill();
    m_process.waitForFinished();
    collect();
}

TerminalAnswer runTerminal(const QStringList &arguments, const QByteArray &input, int deadlineMs)
{
    TerminalProcess process(arguments);
    TerminalAnswer answer;
    if (process.start(input) && process.waitForEnd(deadlineMs))
        answer.exitCode = process.exitCode();
    answer.output = process.output();
    answer.errorText = process.errorText();
    return answer;
}

} // namespace gnat::test
