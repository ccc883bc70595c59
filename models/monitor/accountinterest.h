// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/connection.h"
#include "monitor/interest.h"

#include <QObject>

#include <memory>

namespace gnat {

/// Asks the servers of a connection who subscribes to what in its account: `$SYS.REQ.ACCOUNT.PING.CONNZ` with
/// `subscriptions_detail`, which nats-server 2.9 answers to ordinary users, page by page. While active it asks again
/// and again, less often where the answer takes long; a refusal ends that, and problem() says why. Answers are read on
/// a worker. GUI thread; the connection must outlive it.
class AccountInterest : public QObject
{
    Q_OBJECT

public:
    explicit AccountInterest(Connection &connection, QObject *parent = nullptr);
    ~AccountInterest() override;

    /// Asks now, and from then on every 15 seconds or more; or stops.
    void setActive(bool isActive);
    bool isActive() const;
    /// The last whole answer; shared, because it may be large. Never null.
    std::shared_ptr<const Interest> interest() const;
    /// Why nothing is known, for a person; empty if all is well.
    QString problem() const;
    const Connection &connection() const;

Q_SIGNALS:
    /// interest() or problem() is new.
    void changed();

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace gnat
