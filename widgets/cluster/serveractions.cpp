// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/serveractions.h"

#include "base/text.h"
#include "broker/qt/brokercontroller.h"
#include "broker/qt/brokerwatch.h"

namespace gnat {

ServerActions::ServerActions(BrokerController &controller, BrokerWatch &watch, QObject *parent)
    : QObject(parent), m_controller(controller), m_watch(watch)
{
    connect(&m_turns, &QTimer::timeout, this, &ServerActions::killNext);
    connect(&controller, &BrokerController::stopped, this, [this] {
        if (!m_controller.cluster())
            setKillsInTurn(false);
    });
}

bool ServerActions::has(int node) const
{
    return m_controller.cluster() && node >= 0 && static_cast<std::size_t>(node) < m_controller.cluster()->size();
}

void ServerActions::kill(int node)
{
    if (!has(node))
        return;
    m_watch.expectEnd(node);
    m_controller.cluster()->killSoon(static_cast<std::size_t>(node));
}

void ServerActions::start(int node)
{
    if (const auto started = m_controller.startNode(static_cast<std::size_t>(node)); !started)
        Q_EMIT failed(errorText(started.error()));
}

void ServerActions::lameDuck(int node)
{
    if (has(node))
        m_controller.cluster()->lameDuck(static_cast<std::size_t>(node));
}

void ServerActions::pause(int node)
{
    if (has(node))
        m_controller.cluster()->pause(static_cast<std::size_t>(node));
}

void ServerActions::resume(int node)
{
    if (has(node))
        m_controller.cluster()->resume(static_cast<std::size_t>(node));
}

void ServerActions::add()
{
    if (const auto added = m_controller.addNode(); !added)
        Q_EMIT failed(errorText(added.error()));
}

void ServerActions::setKillsInTurn(bool isOn, int pauseMs)
{
    if (isOn == m_turns.isActive())
        return;
    if (isOn) {
        m_turns.start(pauseMs);
        killNext();
    } else {
        m_turns.stop();
        if (has(m_killed))
            start(m_killed);
        m_killed = -1;
    }
    Q_EMIT killsInTurnChanged(isOn);
}

void ServerActions::killNext()
{
    if (!m_controller.cluster())
        return;
    const auto count = static_cast<int>(m_controller.cluster()->size());
    const int before = m_killed;
    if (has(before))
        start(before);
    m_killed = (before + 1) % count;
    kill(m_killed);
}

} // namespace gnat
