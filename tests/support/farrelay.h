// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QThread>

#include <memory>

namespace gnat::test {

/// A server that is far away: a relay on the loopback interface that hands bytes on only when they are `oneWayMs` old,
/// in both directions. Runs on a thread of its own, so that nobody needs an event loop meanwhile.
class FarRelay
{
public:
    FarRelay(quint16 serverPort, int oneWayMs);
    ~FarRelay();
    FarRelay(const FarRelay &) = delete;
    FarRelay &operator=(const FarRelay &) = delete;

    QString url() const { return QStringLiteral("nats://127.0.0.1:%1").arg(m_port); }
    /// Answers of the server stay here from now on; what clients send goes on.
    void holdAnswers();
    /// Closes every connection.
    void breakAll();

private:
    class Listener;
    QThread m_thread;
    std::unique_ptr<Listener> m_listener;
    quint16 m_port = 0;
};

} // namespace gnat::test
