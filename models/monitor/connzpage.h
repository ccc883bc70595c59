// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"
#include "monitor/clientfigures.h"
#include "monitor/interest.h"

#include <QByteArray>
#include <QList>
#include <QString>

namespace gnat {

/// One server's answer to `$SYS.REQ.ACCOUNT.PING.CONNZ`: a page of the account's clients, and with
/// `subscriptions_detail` of what they subscribe to. Source: nats-server 2.9, monitor.go (Connz) and events.go
/// (ServerAPIResponse).
struct ConnzPage
{
    QString serverId;
    QString serverName;
    qint64 total = 0;  ///< of the account's clients on that server
    qint64 offset = 0; ///< of the first on this page
    qint64 bytes = 0;  ///< that the answer was long
    QList<ClientFigures> clients;
    QList<Subscriber> subscribers; ///< without this program
};

/// Reads one answer, which came at `atNs` (monotonic). The client `own` of the server `ownServer` is this program. The
/// error says what the server said, or what is wrong with the answer. May take long for large answers: not for the GUI
/// thread.
Result<ConnzPage> readConnzPage(const QByteArray &json, const QString &ownServer, quint64 own, qint64 atNs = 0);

} // namespace gnat
