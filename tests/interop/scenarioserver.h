// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QProcess>
#include <QString>
#include <QStringList>

namespace gnat::test {

/// One of the two servers whose outcomes are compared, as a process of its own that takes the same flags and the same
/// configuration file.
class ScenarioServer
{
public:
    enum class Product { NatsServer, Gnatcatcher };

    explicit ScenarioServer(Product product) : m_product(product) {}
    ~ScenarioServer();
    ScenarioServer(const ScenarioServer &) = delete;
    ScenarioServer &operator=(const ScenarioServer &) = delete;

    /// On the loopback interface and a free port; waits until it listens.
    bool start(const QStringList &flags, int deadlineMs = 10'000);
    /// Ctrl+C, then the hard way. True if it ended of itself and well; also when it was not running.
    bool stop();
    bool isRunning() const { return m_process.state() == QProcess::Running; }

    quint16 port() const { return m_port; }
    QString url() const { return QStringLiteral("nats://127.0.0.1:%1").arg(m_port); }
    qint64 pid() const { return m_process.processId(); }
    /// What it printed: the log, and why start() said false.
    QByteArray output();

private:
    bool readPort();

    Product m_product;
    QProcess m_process;
    QByteArray m_output;
    quint16 m_port = 0;
};

} // namespace gnat::test
