// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/connectionset.h"

#include <QObject>

namespace gnat {

/// Watches one wish to connect until the connection is up or has failed. A connection that never came up is taken away
/// again, so that no dead one stays behind. GUI thread.
class ConnectAttempt : public QObject
{
    Q_OBJECT

public:
    explicit ConnectAttempt(ConnectionSet &connections, QObject *parent = nullptr);

    /// From now on the next connection that is added is the one to watch. Call it right before asking for it.
    void expect();
    bool isRunning() const { return m_isRunning; }
    /// Gives up and takes the connection away.
    void cancel();

Q_SIGNALS:
    void succeeded();
    void failed(const QString &reason);

private:
    void take(Connection *connection);
    void check(const Connection *connection);
    void discard();

    ConnectionSet &m_connections;
    SourceId m_id;
    bool m_isRunning = false;
};

} // namespace gnat
