// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/connectionprofile.h"
#include "client/sendingpass.h"
#include "core/result.h"
#include "core/strongid.h"

#include <QByteArray>
#include <QList>
#include <QObject>
#include <QPair>
#include <QString>

#include <chrono>
#include <memory>

namespace gnat {

class ConnectionPublisher;
class DropLedger;
class Fanout;

enum class ConnectionState { Closed, Connecting, Connected, Reconnecting, Failed };

/// A message to be sent. Headers in order, a key may be there more than once.
struct OutgoingMessage
{
    QByteArray subject;
    QByteArray reply;
    QList<QPair<QByteArray, QByteArray>> headers;
    QByteArray payload;
};

struct RequestOptions
{
    int timeoutMs = 5000;
    int maxReplies = 1;            ///< 0: all that come until the time is over
    bool isAboutTheServer = false; ///< only asks a server about itself ($SYS): a locked profile lets it pass
    SendingPass pass = {};         ///< through a locked profile
};

/// One reply as it came.
struct Reply
{
    QByteArray subject;
    QByteArray headers; ///< raw block
    QByteArray payload;
    qint64 latencyNs = 0; ///< from sending the request
    qint64 atNs = 0;      ///< wall clock
};

enum class RequestResult { Replied, NoResponders, TimedOut, Cancelled, Failed };

/// What a subscription looks like from outside.
struct SubscriptionInfo
{
    SubscriptionId id;
    QByteArray pattern;
    QByteArray queueGroup; ///< empty: none
    bool isOn = false;
    quint64 messages = 0; ///< delivered since subscribed
    quint64 bytes = 0;
    quint64 dropped = 0; ///< by the client library's pending limit
    QString error;       ///< the server's refusal, in its words
};

/// What the server told about itself.
struct ServerFacts
{
    QString url;
    QString name;
    QString id;
    QString version;
    QString cluster;
    qint64 maxPayload = 0;
    quint64 clientId = 0; ///< what the server calls this connection; 0: not known
};

/// Where a connection's numbers stand, for one that goes on as the same source.
struct ConnectionNumbers
{
    quint32 nextSubscription = 1;
    quint64 nextRequest = 1;
};

/// A connection to a NATS system through cnats: its life, subscriptions, sending and asking. Lives in the GUI thread
/// (or a command line's main thread); everything in cnats that can block runs on the connection's own command thread,
/// and messages go from cnats's delivery thread straight into the Fanout. Answers come as signals in the owner's
/// thread. Destroying it drains and closes, within a second.
class Connection : public QObject
{
    Q_OBJECT

public:
    /// `fanout` and `ledger` must outlive the connection.
    Connection(SourceId id, ConnectionProfile profile, Fanout &fanout, DropLedger &ledger, QObject *parent = nullptr);
    ~Connection() override;

    /// For one that is opened again as the same source: its subscriptions and requests get numbers of their own.
    void goOnFrom(const ConnectionNumbers &numbers);
    ConnectionNumbers numbers() const;

    SourceId id() const;
    const ConnectionProfile &profile() const;
    ConnectionState state() const;
    /// The last failure, for a person; empty while all is well.
    QString lastError() const;
    ErrorKind lastErrorKind() const;
    ServerFacts server() const;
    /// Last measured round trip, ns; -1: not known. Measured every few seconds while connected.
    qint64 roundTripNs() const;
    /// While reconnecting: attempts so far and the monotonic ms until the next one.
    int reconnectAttempt() const;
    int nextAttemptInMs() const;
    /// Makes a waiting reconnect try at once.
    void tryNow();

    /// Starts to connect; stateChanged() tells the rest. The profile's subscriptions are made when it is up.
    void open();
    void close();

    /// Subscribes (or notes it for when the connection is up). The error is for an invalid subject or queue group.
    Result<SubscriptionId> subscribe(const QByteArray &pattern, const QByteArray &queueGroup = {});
    /// Off keeps the subscription in the list; remove forgets it.
    void setSubscriptionOn(SubscriptionId id, bool isOn);
    void unsubscribe(SubscriptionId id);
    QList<SubscriptionInfo> subscriptions() const;

    /// A locked profile refuses publish(), request() and publisher() with NotPermitted, except while it is unlocked.
    bool isLocked() const;
    /// Lets a locked profile send for a while; zero locks it at once. lockChanged() follows, at the end, too.
    void unlockFor(std::chrono::milliseconds time);
    /// How long a locked profile may still send; zero while it is locked, and for every profile that is not.
    std::chrono::milliseconds unlockedFor() const;

    /// Through the lock, for one piece of work: `typedName` is what a person typed to confirm it, and must be the
    /// profile's name to the letter (else InvalidInput). Asks nothing where the profile is not locked.
    Result<SendingPass> passFor(const QString &typedName) const;

    /// Sends one message; published() follows. The error is for what is wrong before it is sent: subject, header,
    /// size over max_payload, not connected, locked.
    Result<void> publish(const OutgoingMessage &message);
    /// Sends a request; replyReceived() for each reply, then one requestFinished().
    Result<RequestId> request(const OutgoingMessage &message, const RequestOptions &options);
    void cancel(RequestId request);
    /// Where the replies to requests from here go: this and the request's number.
    QByteArray inbox() const;

    /// Waits until the server has answered a PING after all that was sent; flushed() follows.
    void flush();

    /// For many messages from another thread (replay). Not connected: it answers Unreachable.
    std::shared_ptr<ConnectionPublisher> publisher(const SendingPass &pass = {}) const;
    /// Messages whose header block could not be kept as it came (an unknown library version); normally 0.
    quint64 rebuiltHeaders() const;

Q_SIGNALS:
    void stateChanged(gnat::ConnectionState state);
    /// Something went wrong that does not end the connection: permission refused, slow consumer, async error.
    void errorOccurred(gnat::ErrorKind kind, const QString &message);
    /// The list or a figure of it changed; at most a few times a second.
    void subscriptionsChanged();
    /// A locked profile may send now, or may no more.
    void lockChanged();
    /// The server has confirmed (PING/PONG) all subscriptions made so far.
    void subscriptionsConfirmed();
    void roundTripMeasured(qint64 nanoseconds);
    void published(const gnat::OutgoingMessage &message, const QString &error);
    void replyReceived(gnat::RequestId request, const gnat::Reply &reply);
    void requestFinished(gnat::RequestId request, gnat::RequestResult result, const QString &error);
    void flushed(bool isOk);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace gnat
