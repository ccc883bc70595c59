// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <memory>

namespace gnat {

/// Turns SIGINT, SIGTERM (and the console's Ctrl+C elsewhere) into a Qt signal, so that programs end cleanly, and
/// SIGUSR2, where there is one, into another, by which a broker is sent away slowly (nats-server's lame duck mode). One
/// per process, created on the main thread; the only place where the program touches the system's signals.
class StopSignal : public QObject
{
    Q_OBJECT

public:
    explicit StopSignal(QObject *parent = nullptr);
    ~StopSignal() override;

    /// Somebody asked the program to stop.
    bool isRequested() const { return m_isRequested; }

Q_SIGNALS:
    /// Each time somebody asks.
    void requested();
    /// Somebody asked a broker to send its clients to other nodes and then to stop.
    void lameDuckRequested();

private:
    void take();

    struct Private;
    std::unique_ptr<Private> d;
    bool m_isRequested = false;
};

} // namespace gnat
