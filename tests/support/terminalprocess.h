// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QProcess>
#include <QString>
#include <QStringList>

namespace gnat::test {

/// gnatcatcher-cli of this build as a process of its own; ended with the test. Waits need no event loop.
class TerminalProcess
{
public:
    explicit TerminalProcess(QStringList arguments);
    ~TerminalProcess();
    TerminalProcess(const TerminalProcess &) = delete;
    TerminalProcess &operator=(const TerminalProcess &) = delete;

    static QString program();

    bool start(const QByteArray &input = {});
    /// True once that text stands in standard error ("Ready"), within the deadline.
    bool waitForErrorText(const QByteArray &text, int deadlineMs = 20'000);
    /// True once that text stands in standard output.
    bool waitForOutput(const QByteArray &text, int deadlineMs = 20'000);
    /// True if it ended by itself within the deadline; then exitCode() tells how.
    bool waitForEnd(int deadlineMs = 60'000);
    int exitCode() const { return m_process.exitCode(); }
    /// SIGTERM, and waits.
    bool terminate(int deadlineMs = 20'000);
    /// SIGKILL, and waits.
    void kill();
    qint64 pid() const { return m_process.processId(); }

    const QByteArray &output() const { return m_output; }
    const QByteArray &errorText() const { return m_errorText; }

private:
    bool waitFor(const QByteArray &stream, const QByteArray &text, int deadlineMs);
    void collect();

    QStringList m_arguments;
    QProcess m_process;
    QByteArray m_output;
    QByteArray m_errorText;
};

/// What one call printed and returned.
struct TerminalAnswer
{
    int exitCode = -1; ///< -1: it did not end in time
    QByteArray output;
    QByteArray errorText;
};

TerminalAnswer runTerminal(const QStringList &arguments, const QByteArray &input = {}, int deadlineMs = 60'000);

} // namespace gnat::test
