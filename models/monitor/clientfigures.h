// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

namespace gnat {

/// What a server says of one client: counted since it connected, seen from the client (what it published and received).
/// Plain value.
struct ClientFigures
{
    QString serverId;
    QString serverName;
    quint64 number = 0; ///< the server's "cid", which names the client as long as it stays connected
    QString name;       ///< as the client calls itself; often empty
    QString library;    ///< "go 1.28"
    QString address;
    QString user;
    bool isOwn = false; ///< this program's own connection
    quint64 subscriptions = 0;
    quint64 published = 0; ///< messages
    quint64 publishedBytes = 0;
    quint64 received = 0;
    quint64 receivedBytes = 0;
    qint64 atNs = 0; ///< when the server said so, monotonic, on this computer
};

/// "billing (go 1.28), cid 7 on n1"; without a name "go 1.28, cid 7 on n1".
QString clientText(const ClientFigures &client);

/// Per second.
struct ClientRates
{
    double published = 0;
    double publishedBytes = 0;
    double received = 0;
    double receivedBytes = 0;
};

/// What came between two answers about the same client. None where no time passed, or where a count fell: then it is
/// another client under the same number.
std::optional<ClientRates> ratesBetween(const ClientFigures &before, const ClientFigures &now);

} // namespace gnat
