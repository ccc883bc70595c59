// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/connection.h"

#include <QHash>
#include <QObject>

namespace gnat {

class DropLedger;
class TrafficView;

/// Estimates what servers did not send while a connection was lost, also when a server cut it off as a slow consumer:
/// core NATS keeps nothing and tells no number, so it is the rate before the loss times the time without a connection.
/// Counted as missed when the connection is back. Main thread.
class MissedMessages : public QObject
{
    Q_OBJECT

public:
    MissedMessages(const TrafficView &traffic, DropLedger &ledger, QObject *parent = nullptr);

    void watch(Connection &connection);

private:
    struct Loss
    {
        qint64 atNs = 0; ///< monotonic
        double rate = 0; ///< messages per second before it
    };

    void follow(SourceId source, ConnectionState state);

    const TrafficView &m_traffic;
    DropLedger &m_ledger;
    QHash<quint32, Loss> m_losses; ///< by source
};

} // namespace gnat
