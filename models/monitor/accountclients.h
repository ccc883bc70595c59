// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/connection.h"
#include "monitor/clienttraffic.h"

#include <QObject>

#include <memory>

namespace gnat {

/// Asks the servers of a connection how much each client of its account publishes and receives, as long as somebody
/// looks: `$SYS.REQ.ACCOUNT.PING.CONNZ`. Has no timer of its own. GUI thread; the connection must outlive it.
class AccountClients : public QObject
{
    Q_OBJECT

public:
    /// Of each server; those that connected last are left out.
    static constexpr qsizetype mostClients = 20'000;

    explicit AccountClients(Connection &connection, QObject *parent = nullptr);
    ~AccountClients() override;

    /// Asks if it is time: every two seconds, less often where the answer takes long or is longer than 200 kB. Called
    /// about once a second while somebody looks. Who refuses is not asked again by this object, except after a
    /// reconnection; who does not answer, after 15 s. Of a connection that is not up nothing is known.
    void refresh();

    QList<ClientTalker> clients() const;
    /// How many clients each server has, by its id; of more than mostClients the others are not asked for.
    QHash<QString, qint64> servers() const;
    /// Between the last two answers: rates are the mean over so long. 0: not two yet.
    qint64 intervalNs() const;
    /// False: the servers were not asked yet, or have not answered yet.
    bool hasAnswer() const;
    /// Why nothing is known, or nothing new, for a person; empty if all is well.
    QString problem() const;
    const Connection &connection() const;

Q_SIGNALS:
    void changed();

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace gnat
