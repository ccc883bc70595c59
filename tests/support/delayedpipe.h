// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/clock.h"

#include <QByteArray>
#include <QTcpSocket>
#include <QTimer>

#include <algorithm>
#include <deque>

namespace gnat::test {

/// Hands the bytes of one socket to another when they have reached an age. Owned by the one it reads from.
class DelayedPipe : public QObject
{
    Q_OBJECT

public:
    DelayedPipe(QTcpSocket *from, QTcpSocket *to, int delayMs) : QObject(from), m_to(to), m_delayMs(delayMs)
    {
        m_timer.setSingleShot(true);
        m_timer.setTimerType(Qt::PreciseTimer);
        connect(&m_timer, &QTimer::timeout, this, &DelayedPipe::pass);
        connect(from, &QTcpSocket::readyRead, this, [this, from] {
            m_waiting.push_back({now() + m_delayMs, from->readAll()});
            arm();
        });
    }
    /// Nothing passes any more.
    void hold()
    {
        m_isHeld = true;
        m_timer.stop();
    }

private:
    struct Piece
    {
        qint64 dueMs;
        QByteArray bytes;
    };

    static qint64 now() { return monotonicNanoseconds() / 1'000'000; }
    void arm()
    {
        if (!m_isHeld && !m_waiting.empty() && !m_timer.isActive())
            m_timer.start(int(std::max<qint64>(0, m_waiting.front().dueMs - now())));
    }
    void pass()
    {
        for (; !m_waiting.empty() && m_waiting.front().dueMs <= now(); m_waiting.pop_front())
            m_to->write(m_waiting.front().bytes);
        arm();
    }

    QTcpSocket *m_to;
    const int m_delayMs;
    bool m_isHeld = false;
    QTimer m_timer{this};
    std::deque<Piece> m_waiting;
};

} // namespace gnat::test
