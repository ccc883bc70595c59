// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>
#include <QTemporaryDir>

#include <sys/types.h>

namespace gnat::test {

/// A real nats-server for one test: on the loopback interface, on a port of its own, ended with the test program. Start
/// it in the main thread (the system ends it with the thread that started it). Waits need no event loop.
///
///     NatsServerProcess server({QStringLiteral("--user"), QStringLiteral("a"), QStringLiteral("--pass"), …});
///     QVERIFY2(server.start(), qPrintable(server.errorText()));
class NatsServerProcess
{
public:
    /// Arguments besides address, port and log, as nats-server takes them; a `-c FILE` is fine.
    explicit NatsServerProcess(QStringList extraArguments = {});
    ~NatsServerProcess();
    NatsServerProcess(const NatsServerProcess &) = delete;
    NatsServerProcess &operator=(const NatsServerProcess &) = delete;

    /// $GNAT_NATS_SERVER, else what tests/support/fetch-nats-server.sh unpacked below build/tools. May not exist.
    static QString program();

    /// Starts it and waits until it accepts connections. The first start takes a free port, later ones the same again.
    bool start(int deadlineMs = 10'000);
    /// Asks it to end, waits, and ends it the hard way when that takes too long.
    void stop();
    /// SIGKILL: clients see the connection break without a word.
    void kill();
    /// kill() and start() on the same port.
    bool restart();
    /// SIGSTOP and SIGCONT: the socket stays open and nobody answers.
    void pause();
    void resume();

    bool isRunning() const { return m_pid > 0; }
    quint16 port() const { return m_port; }
    qint64 pid() const { return m_pid; }
    /// nats://127.0.0.1:<port>
    QString url() const;
    /// Why start() said false, with the end of the log.
    QString errorText() const { return m_error; }
    /// Everything it has logged since its last start.
    QByteArray log() const;

private:
    bool fail(const QString &reason);
    bool readPort();
    bool spawn(const QStringList &arguments);
    /// True if the process has ended; it is gone for good then.
    bool hasEnded(int withinMs);

    QStringList m_extraArguments;
    QTemporaryDir m_folder;
    pid_t m_pid = 0; ///< 0: not running
    QString m_error;
    quint16 m_port = 0;
};

} // namespace gnat::test
