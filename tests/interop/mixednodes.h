// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/natsserverprocess.h"
#include "support/terminalprocess.h"

#include <QString>
#include <QStringList>
#include <QTemporaryDir>

#include <array>
#include <memory>

namespace gnat::test {

/// A cluster of three processes: nodes 0 and 1 are gnatcatcher-cli, node 2 is a real nats-server. Node `seed` knows
/// nobody, the others know only it, so that they learn of each other by gossip and each kind of server dials and is
/// dialed. All on the loopback interface, on ports of their own that they keep.
class MixedNodes
{
public:
    static constexpr int count = 3;

    explicit MixedNodes(int seed);

    bool start();
    bool start(int node);
    /// SIGKILL.
    void kill(int node);
    /// SIGUSR2, by which a server sends its clients away.
    void sendAway(int node);
    /// One of ours has ended by itself, and well.
    bool waitForEnd(int node);
    quint16 port(int node) const { return m_ports.at(static_cast<std::size_t>(node)); }
    QString url(int node) const;
    /// All, beginning with that one.
    QStringList urlsFrom(int node) const;
    QString errorText() const { return m_error; }

private:
    QStringList arguments(int node) const;
    bool startOurs(int node);
    bool startReal();

    int m_seed;
    QTemporaryDir m_folder;
    std::array<quint16, count> m_ports{};
    std::array<quint16, count> m_routePorts{};
    std::array<std::unique_ptr<TerminalProcess>, 2> m_ours;
    std::unique_ptr<NatsServerProcess> m_real;
    QString m_error;
};

} // namespace gnat::test
