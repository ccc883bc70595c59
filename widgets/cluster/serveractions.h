// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>

namespace gnat {

class BrokerController;
class BrokerWatch;

/// What the window's user can do to a server of the embedded broker. Each call returns within a millisecond or so; a
/// server that is killed ends on its own thread, however many clients it has. GUI thread.
class ServerActions : public QObject
{
    Q_OBJECT

public:
    static constexpr int killPauseMs = 30'000;

    ServerActions(BrokerController &controller, BrokerWatch &watch, QObject *parent);

    void kill(int node);
    void start(int node);
    void lameDuck(int node);
    void pause(int node);
    void resume(int node);
    void add();
    /// Kills one server after the other, each for `pauseMs`.
    void setKillsInTurn(bool isOn, int pauseMs = killPauseMs);
    bool killsInTurn() const { return m_turns.isActive(); }

Q_SIGNALS:
    /// A sentence for a person.
    void failed(const QString &text);
    void killsInTurnChanged(bool isOn);

private:
    void killNext();
    bool has(int node) const;

    BrokerController &m_controller;
    BrokerWatch &m_watch;
    QTimer m_turns;
    int m_killed = -1; ///< by the turns, and to be started again
};

} // namespace gnat
