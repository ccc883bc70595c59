// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/connection.h"
#include "compose/draft.h"

#include <QElapsedTimer>
#include <QObject>
#include <QPointer>

#include <chrono>

namespace gnat {

class ConnectionSet;

/// Sends drafts, waits for the replies of one request at a time and writes the history. What is wrong before sending
/// is returned, with the field it belongs to; nothing that was typed is touched. GUI thread.
class Sender final : public QObject
{
    Q_OBJECT

public:
    enum class Field { None, Connection, Lock, Subject, Reply, Headers, Payload };
    struct Problem
    {
        Field field = Field::None;
        QString text;
    };

    Sender(ConnectionSet &connections, SendHistory &history, QObject *parent = nullptr);

    /// Sends; a Problem without text means that it went out.
    Problem send(const Draft &draft);
    /// Sends this once through a locked connection, which is locked again at once. Ask the user before.
    Problem sendThroughLock(const Draft &draft);
    /// Unlocks the draft's connection for a while. Ask the user before.
    void unlock(const Draft &draft, std::chrono::milliseconds time);
    /// Checks a draft without sending: subject, reply, headers, size, connection. The lock is the last: all else is
    /// well.
    Problem check(const Draft &draft) const;
    void cancel();
    bool isWaiting() const { return !m_request.isNone(); }
    qint64 elapsedMs() const { return m_clock.isValid() ? m_clock.elapsed() : 0; }
    const Draft &draft() const { return m_draft; }

Q_SIGNALS:
    void started(const gnat::Draft &draft);
    /// A message went out.
    void published(const gnat::Draft &draft, const QString &error);
    void replyReceived(const gnat::Reply &reply);
    /// `error`: why it failed; after a timeout the pattern of our own subscription that listens on the subject, if any.
    void finished(gnat::RequestResult result, const QString &error);

private:
    Connection *connectionFor(const Draft &draft) const;
    Problem sendRequest(Connection &connection, const Draft &draft);
    Problem publish(Connection &connection, const Draft &draft);
    void watch(Connection *connection);
    void takeReply(RequestId request, const Reply &reply);
    void finish(RequestId request, RequestResult result, const QString &error);

    ConnectionSet &m_connections;
    SendHistory &m_history;
    QPointer<Connection> m_connection;
    RequestId m_request;
    Draft m_draft;
    QElapsedTimer m_clock;
    qint64 m_firstLatencyNs = -1;
    int m_replies = 0;
};

} // namespace gnat
