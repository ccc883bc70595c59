// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "compose/sender.h"

#include "base/text.h"
#include "client/connectionset.h"
#include "common/humantext.h"
#include "core/headerblock.h"
#include "core/subject.h"
#include "core/subjectpattern.h"

namespace gnat {

namespace {

/// A server counts our own subscriptions as listeners: with one on the subject it cannot say "no responders".
QString ownListener(const Connection &connection, const QByteArray &subject)
{
    const auto subscriptions = connection.subscriptions();
    for (const auto &subscription : subscriptions) {
        if (subscription.isOn && subjectMatches(viewOf(subscription.pattern), viewOf(subject)))
            return QString::fromUtf8(subscription.pattern);
    }
    return {};
}

} // namespace

Sender::Sender(ConnectionSet &connections, SendHistory &history, QObject *parent)
    : QObject(parent), m_connections(connections), m_history(history)
{
}

Connection *Sender::connectionFor(const Draft &draft) const
{
    if (auto *named = m_connections.findByName(draft.connection))
        return named;
    return draft.connection.isEmpty() && m_connections.all().size() == 1 ? m_connections.all().front().get() : nullptr;
}

Sender::Problem Sender::check(const Draft &draft) const
{
    const auto subject = Subject::parse(viewOf(draft.subject));
    if (!subject)
        return {Field::Subject, errorText(subject.error())};
    if (!draft.isRequest && !draft.reply.isEmpty()) {
        const auto reply = Subject::parse(viewOf(draft.reply));
        if (!reply)
            return {Field::Reply, errorText(reply.error())};
    }
    for (const auto &[key, value] : draft.headers) {
        if (!isValidHeaderKey(viewOf(key)))
            return {Field::Headers, tr("\"%1\" cannot be a header key: no blanks, no colon.").arg(toText(viewOf(key)))};
        if (value.contains('\r') || value.contains('\n'))
            return {Field::Headers, tr("The value of %1 holds a line break.").arg(toText(viewOf(key)))};
    }
    const auto *connection = connectionFor(draft);
    if (!connection)
        return {Field::Connection, tr("No connection is chosen. Connect first.")};
    if (connection->state() != ConnectionState::Connected)
        return {Field::Connection, tr("%1 is not connected.").arg(connection->profile().name)};
    const auto limit = connection->server().maxPayload;
    if (limit > 0 && draft.payload.size() > limit)
        return {Field::Payload, tr("The payload has %1; %2 takes at most %3.")
                                    .arg(bytesText(quint64(draft.payload.size())), connection->profile().name,
                                         bytesText(quint64(limit)))};
    if (connection->isLocked())
        return {Field::Lock, tr("%1 is locked; nothing was sent.").arg(connection->profile().name)};
    return {};
}

Sender::Problem Sender::sendThroughLock(const Draft &draft)
{
    auto *connection = connectionFor(draft);
    if (!connection || !connection->isLocked())
        return send(draft);
    constexpr std::chrono::seconds whileItIsHandedOver(5);
    connection->unlockFor(whileItIsHandedOver);
    auto problem = send(draft);
    connection->unlockFor(std::chrono::milliseconds(0));
    return problem;
}

void Sender::unlock(const Draft &draft, std::chrono::milliseconds time)
{
    if (auto *connection = connectionFor(draft))
        connection->unlockFor(time);
}

Sender::Problem Sender::send(const Draft &draft)
{
    if (isWaiting())
        return {Field::None, tr("A request is still waiting for its replies.")};
    auto problem = check(draft);
    if (!problem.text.isEmpty())
        return problem;
    auto *connection = connectionFor(draft);
    watch(connection);
    m_draft = draft;
    m_draft.connection = connection->profile().name;
    return draft.isRequest ? sendRequest(*connection, draft) : publish(*connection, draft);
}

void Sender::watch(Connection *connection)
{
    if (m_connection == connection)
        return;
    if (m_connection)
        disconnect(m_connection, nullptr, this, nullptr);
    m_connection = connection;
    connect(connection, &Connection::replyReceived, this, &Sender::takeReply);
    connect(connection, &Connection::requestFinished, this, &Sender::finish);
    connect(connection, &QObject::destroyed, this,
            [this] { finish(m_request, RequestResult::Failed, tr("The connection was closed.")); });
}

Sender::Problem Sender::sendRequest(Connection &connection, const Draft &draft)
{
    const OutgoingMessage message{draft.subject, {}, draft.headers, draft.payload};
    const auto request = connection.request(message, {draft.timeoutMs, draft.maxReplies});
    if (!request)
        return {Field::None, errorText(request.error())};
    m_request = request.value();
    m_firstLatencyNs = -1;
    m_replies = 0;
    m_clock.start();
    Q_EMIT started(m_draft);
    return {};
}

Sender::Problem Sender::publish(Connection &connection, const Draft &draft)
{
    const auto result = connection.publish({draft.subject, draft.reply, draft.headers, draft.payload});
    if (!result)
        return {Field::None, errorText(result.error())};
    auto entry = m_draft.toEntry();
    entry.result = bytesText(quint64(draft.payload.size()));
    m_history.add(entry);
    Q_EMIT published(m_draft, {});
    return {};
}

void Sender::takeReply(RequestId request, const Reply &reply)
{
    if (request != m_request || m_request.isNone())
        return;
    ++m_replies;
    if (m_firstLatencyNs < 0)
        m_firstLatencyNs = reply.latencyNs;
    Q_EMIT replyReceived(reply);
}

void Sender::finish(RequestId request, RequestResult result, const QString &error)
{
    if (request != m_request || m_request.isNone())
        return;
    m_request = {};
    auto entry = m_draft.toEntry();
    // A request for all replies always ends by its time; with replies that is no failure.
    const bool hasReplies = m_replies > 0;
    if (result == RequestResult::TimedOut && hasReplies)
        result = RequestResult::Replied;
    switch (result) {
    case RequestResult::Replied:
        entry.result = m_replies > 1 ? tr("%n replies", nullptr, m_replies) : latencyText(m_firstLatencyNs);
        break;
    case RequestResult::NoResponders:
        entry.result = tr("none");
        entry.outcome = 1;
        break;
    case RequestResult::TimedOut:
        entry.result = tr("timeout");
        entry.outcome = 2;
        break;
    case RequestResult::Cancelled:
        entry.result = tr("cancelled");
        entry.outcome = 1;
        break;
    case RequestResult::Failed:
        entry.result = tr("failed");
        entry.outcome = 2;
        break;
    }
    m_history.add(entry);
    const bool isSilent = result == RequestResult::TimedOut && m_connection;
    Q_EMIT finished(result, isSilent ? ownListener(*m_connection, m_draft.subject) : error);
}

void Sender::cancel()
{
    if (isWaiting() && m_connection)
        m_connection->cancel(m_request);
}

} // namespace gnat
