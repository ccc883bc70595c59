// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/connection.h"
#include "client/messageowners_p.h"

#include <QMetaObject>

#include <functional>
#include <mutex>

namespace gnat {

/// What a connection's worker and the library's callbacks tell the connection, in the connection's thread. `epoch` is
/// the number of the open() it belongs to: what comes late, after a close(), is told by it.
class ConnectionEvents
{
public:
    virtual ~ConnectionEvents() = default;

    virtual void onConnected(int epoch, const ServerFacts &facts) = 0;
    virtual void onLost(int epoch, const QString &reason) = 0;
    virtual void onFailed(int epoch, ErrorKind kind, const QString &message) = 0;
    virtual void onError(ErrorKind kind, const QString &message) = 0;
    virtual void onSubscriptionRefused(const RefusedSubscription &refused, const QString &message) = 0;
    virtual void onSubscriptionFigures() = 0;
    virtual void onSubscriptionsConfirmed() = 0;
    virtual void onRoundTrip(qint64 nanoseconds) = 0;
    virtual void onPublished(const OutgoingMessage &message, const QString &error) = 0;
    virtual void onReply(RequestId request, const Reply &reply) = 0;
    virtual void onRequestFinished(RequestId request, RequestResult result, const QString &error) = 0;
    virtual void onFlushed(bool isOk) = 0;
};

/// The way back from any thread into the connection's thread, one queued call each. After close() what comes vanishes;
/// what is queued already vanishes with the object. Thread-safe.
class EventOutbox
{
public:
    using Event = std::function<void(ConnectionEvents &)>;

    EventOutbox(QObject &owner, ConnectionEvents &events) : m_owner(&owner), m_events(&events) {}

    void post(Event event)
    {
        const std::scoped_lock lock(m_mutex);
        if (!m_owner)
            return;
        QMetaObject::invokeMethod(
            m_owner, [events = m_events, event = std::move(event)] { event(*events); }, Qt::QueuedConnection);
    }
    void close()
    {
        const std::scoped_lock lock(m_mutex);
        m_owner = nullptr;
    }

private:
    std::mutex m_mutex; // guards m_owner
    QObject *m_owner;
    ConnectionEvents *m_events;
};

} // namespace gnat
