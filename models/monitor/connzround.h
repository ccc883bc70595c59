// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/connection.h"
#include "monitor/connzpage.h"

#include <QByteArray>
#include <QObject>

#include <functional>
#include <memory>

namespace gnat {

/// Asks all servers of a connection for the clients of its account, once at a time: `$SYS.REQ.ACCOUNT.PING.CONNZ`,
/// which nats-server 2.9 answers to ordinary users, page by page. Answers are read on a worker. GUI thread; the
/// connection must outlive it.
class ConnzRound : public QObject
{
    Q_OBJECT

public:
    enum class End {
        Whole,
        Refused,     ///< the server said no, or that it does not know how
        Unanswered,  ///< nobody said anything in time
        Interrupted, ///< the connection was lost meanwhile; it may be back
        Failed       ///< the client library could not send it
    };
    struct Options
    {
        bool hasSubscriptions = false; ///< also what each client subscribes to
        int pageClients = 256;
    };

    ConnzRound(Connection &connection, const Options &options, QObject *parent = nullptr);
    ~ConnzRound() override;

    /// Begins; finished() follows, in time. Nobody tells how many servers there are: with `servers` 0 the first page
    /// waits two seconds for whoever answers, else until so many have. Does nothing while a round is under way.
    void begin(int servers = 0);
    /// From the next begin() on: takes what is large out of each page, on the worker that read it, before pageRead().
    /// May run for several pages at once, and still after cancel().
    void setDigest(std::function<void(ConnzPage &)> digest);
    bool isUnderWay() const;
    /// Ends the round after this page, as whole; for who has enough. Called while pageRead() is emitted.
    void askNoFurther();
    /// Ends it at once; nothing follows.
    void cancel();

Q_SIGNALS:
    void pageRead(const gnat::ConnzPage &page);
    /// `problem` says why it is not whole, for a person.
    void finished(gnat::ConnzRound::End end, const QString &problem);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace gnat
