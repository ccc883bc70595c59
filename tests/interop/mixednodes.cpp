// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "mixednodes.h"

#include <QRegularExpression>
#include <QTcpServer>

#include <csignal>
#include <vector>

namespace gnat::test {

MixedNodes::MixedNodes(int seed) : m_seed(seed)
{
    std::vector<std::unique_ptr<QTcpServer>> probes; // held together, so that no port comes twice
    for (auto *ports : {&m_routePorts, &m_ports}) {
        for (auto &port : *ports) {
            probes.push_back(std::make_unique<QTcpServer>());
            if (probes.back()->listen(QHostAddress::LocalHost))
                port = probes.back()->serverPort();
        }
    }
}

QStringList MixedNodes::arguments(int node) const
{
    const auto place = [this](int of) {
        return QStringLiteral("nats://127.0.0.1:%1").arg(m_routePorts.at(static_cast<std::size_t>(of)));
    };
    QStringList list{QStringLiteral("--cluster"), place(node), QStringLiteral("--cluster_name"),
                     QStringLiteral("mixed")};
    if (node != m_seed)
        list << QStringLiteral("--routes") << place(m_seed);
    return list;
}

bool MixedNodes::start()
{
    for (int i = 0; i < count; ++i) {
        if (!start((m_seed + i) % count))
            return false;
    }
    return true;
}

bool MixedNodes::start(int node)
{
    return node == 2 ? startReal() : startOurs(node);
}

bool MixedNodes::startOurs(int node)
{
    const auto list =
        QStringList{QStringLiteral("broker"), QStringLiteral("-p"), QString::number(port(node))} + arguments(node);
    auto &process = m_ours.at(static_cast<std::size_t>(node));
    process = std::make_unique<TerminalProcess>(list);
    if (process->start() && process->waitForOutput("Listening for client connections on 127.0.0.1:"))
        return true;
    m_error = QStringLiteral("Node %1: %2").arg(node).arg(QString::fromUtf8(process->errorText()));
    return false;
}

bool MixedNodes::startReal()
{
    if (!m_real)
        m_real = std::make_unique<NatsServerProcess>(arguments(2));
    const bool isStarted = m_real->start();
    m_ports[2] = m_real->port();
    m_error = m_real->errorText();
    return isStarted;
}

void MixedNodes::kill(int node)
{
    if (node == 2)
        m_real->kill();
    else
        m_ours.at(static_cast<std::size_t>(node))->kill();
}

void MixedNodes::sendAway(int node)
{
    const auto pid = node == 2 ? m_real->pid() : m_ours.at(static_cast<std::size_t>(node))->pid();
    ::kill(static_cast<pid_t>(pid), SIGUSR2);
}

bool MixedNodes::waitForEnd(int node)
{
    auto &process = *m_ours.at(static_cast<std::size_t>(node));
    return process.waitForEnd() && process.exitCode() == 0;
}

QString MixedNodes::url(int node) const
{
    return QStringLiteral("nats://127.0.0.1:%1").arg(port(node));
}

QStringList MixedNodes::urlsFrom(int node) const
{
    QStringList urls;
    for (int i = 0; i < count; ++i)
        urls.append(url((node + i) % count));
    return urls;
}

} // namespace gnat::test
