// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>

namespace gnat {

/// The heartbeat of the window: everything that shows traffic works on its tick and never per message. GUI thread.
class FrameTicker : public QObject
{
    Q_OBJECT

public:
    explicit FrameTicker(QObject *parent = nullptr);

    /// 30 Hz at the start; 1 Hz while the window is minimised.
    void setRate(int hertz);
    void start() { m_timer.start(); }
    void stop() { m_timer.stop(); }

Q_SIGNALS:
    /// Once a frame, with the number of ticks so far: `count % 3 == 0` is a third of the rate.
    void ticked(quint64 count);

private:
    QTimer m_timer;
    quint64 m_count = 0;
};

} // namespace gnat
