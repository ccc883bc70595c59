// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/connection.h"

#include "base/text.h"
#include "base/words.h"
#include "client/connectionpublisher_p.h"
#include "client/connectionworker_p.h"
#include "client/outgoingcheck_p.h"
#include "client/sendinglock_p.h"
#include "client/subscriptionlist_p.h"
#include "core/subject.h"

#include <QTimer>

namespace gnat {

namespace {

constexpr std::chrono::milliseconds stopWithin(1'000);

} // namespace

struct Connection::Private : public ConnectionEvents
{
    Private(Connection &connection, SourceId sourceId, ConnectionProfile connectionProfile, Fanout &fanout,
            DropLedger &ledger)
        : q(connection), id(sourceId), profile(std::move(connectionProfile)),
          feed(std::make_shared<DeliveryFeed>(sourceId, fanout, ledger)),
          outbox(std::make_shared<EventOutbox>(connection, *this)),
          worker(std::make_shared<ConnectionWorker>(profile, feed, outbox)),
          lock(std::make_shared<SendingLock>(profile.isLocked))
    {
        lockAgain.setSingleShot(true);
        lockAgain.setTimerType(Qt::PreciseTimer); // a coarse one may come early, while it is still unlocked
        QObject::connect(&lockAgain, &QTimer::timeout, &q, &Connection::lockChanged);
    }

    void onConnected(int ofEpoch, const ServerFacts &facts) override;
    void onLost(int ofEpoch, const QString &reason) override;
    void onFailed(int ofEpoch, ErrorKind kind, const QString &message) override;
    void onError(ErrorKind kind, const QString &message) override { Q_EMIT q.errorOccurred(kind, message); }
    void onSubscriptionRefused(const RefusedSubscription &refused, const QString &message) override;
    void onSubscriptionFigures() override { Q_EMIT q.subscriptionsChanged(); }
    void onSubscriptionsConfirmed() override { Q_EMIT q.subscriptionsConfirmed(); }
    void onRoundTrip(qint64 nanoseconds) override;
    void onPublished(const OutgoingMessage &message, const QString &error) override
    {
        Q_EMIT q.published(message, error);
    }
    void onReply(RequestId request, const Reply &reply) override { Q_EMIT q.replyReceived(request, reply); }
    void onRequestFinished(RequestId request, RequestResult result, const QString &error) override
    {
        Q_EMIT q.requestFinished(request, result, error);
    }
    void onFlushed(bool isOk) override { Q_EMIT q.flushed(isOk); }

    void setState(ConnectionState newState);
    Result<void> checkSending(const OutgoingMessage &message) const;
    void subscribeProfile();

    Connection &q;
    const SourceId id;
    const ConnectionProfile profile;
    const std::shared_ptr<DeliveryFeed> feed;
    const std::shared_ptr<EventOutbox> outbox;
    const std::shared_ptr<ConnectionWorker> worker;
    const std::shared_ptr<SendingLock> lock;
    QTimer lockAgain; ///< runs while a locked profile is unlocked
    ConnectionState state = ConnectionState::Closed;
    QString lastError;
    ErrorKind lastErrorKind = ErrorKind::Internal;
    ServerFacts server;
    qint64 roundTripNs = -1;
    SubscriptionList subscriptions;
    ConnectionNumbers numbers;
    int epoch = 0;
    bool hasSubscribedProfile = false;
};

void Connection::Private::onConnected(int ofEpoch, const ServerFacts &facts)
{
    if (ofEpoch != epoch)
        return;
    server = facts;
    lastError.clear();
    setState(ConnectionState::Connected);
}

void Connection::Private::onLost(int ofEpoch, const QString &reason)
{
    if (ofEpoch != epoch)
        return;
    lastError = reason;
    lastErrorKind = ErrorKind::Unreachable;
    roundTripNs = -1;
    if (subscriptions.forgetRefusals())
        Q_EMIT q.subscriptionsChanged();
    setState(ConnectionState::Reconnecting);
}

void Connection::Private::onFailed(int ofEpoch, ErrorKind kind, const QString &message)
{
    if (ofEpoch != epoch)
        return;
    lastError = message;
    lastErrorKind = kind;
    roundTripNs = -1;
    setState(ConnectionState::Failed);
}

void Connection::Private::onSubscriptionRefused(const RefusedSubscription &refused, const QString &message)
{
    subscriptions.refuse(refused, message);
    Q_EMIT q.subscriptionsChanged();
}

void Connection::Private::onRoundTrip(qint64 nanoseconds)
{
    roundTripNs = nanoseconds;
    Q_EMIT q.roundTripMeasured(nanoseconds);
}

void Connection::Private::setState(ConnectionState newState)
{
    if (state == newState)
        return;
    state = newState;
    Q_EMIT q.stateChanged(newState);
}

Result<void> Connection::Private::checkSending(const OutgoingMessage &message) const
{
    if (auto checked = checkOutgoing(message, server.maxPayload); !checked)
        return checked;
    if (state != ConnectionState::Connected)
        return makeError(ErrorKind::Unreachable,
                         Words::tr("Not connected to %1; the message was not sent.").arg(displayUrl(profile)));
    return {};
}

void Connection::Private::subscribeProfile()
{
    if (std::exchange(hasSubscribedProfile, true))
        return;
    for (const auto &pattern : profile.subscriptions) {
        if (const auto made = q.subscribe(pattern.toUtf8()); !made)
            outbox->post(
                [error = made.error()](ConnectionEvents &events) { events.onError(error.kind, errorText(error)); });
    }
}

Connection::Connection(SourceId id, ConnectionProfile profile, Fanout &fanout, DropLedger &ledger, QObject *parent)
    : QObject(parent), d(std::make_unique<Private>(*this, id, std::move(profile), fanout, ledger))
{
    d->worker->start();
}

Connection::~Connection()
{
    d->outbox->close();
    d->worker->stop(stopWithin);
    d->feed->close();
}

void Connection::goOnFrom(const ConnectionNumbers &numbers)
{
    d->numbers = numbers;
}

ConnectionNumbers Connection::numbers() const
{
    return d->numbers;
}

SourceId Connection::id() const
{
    return d->id;
}

const ConnectionProfile &Connection::profile() const
{
    return d->profile;
}

ConnectionState Connection::state() const
{
    return d->state;
}

QString Connection::lastError() const
{
    return d->lastError;
}

ErrorKind Connection::lastErrorKind() const
{
    return d->lastErrorKind;
}

ServerFacts Connection::server() const
{
    return d->server;
}

qint64 Connection::roundTripNs() const
{
    return d->roundTripNs;
}

int Connection::reconnectAttempt() const
{
    return d->state == ConnectionState::Reconnecting ? d->worker->gate().attempt() : 0;
}

int Connection::nextAttemptInMs() const
{
    return d->state == ConnectionState::Reconnecting ? d->worker->gate().remainingMs() : 0;
}

void Connection::tryNow()
{
    if (d->state == ConnectionState::Failed)
        open();
    else
        d->worker->gate().tryNow();
}

void Connection::open()
{
    if (d->state != ConnectionState::Closed && d->state != ConnectionState::Failed)
        return;
    d->lastError.clear();
    d->subscriptions.forgetRefusals();
    d->subscribeProfile();
    d->worker->open(++d->epoch);
    d->setState(ConnectionState::Connecting);
}

void Connection::close()
{
    if (d->state == ConnectionState::Closed)
        return;
    ++d->epoch;
    d->worker->close();
    d->roundTripNs = -1;
    d->setState(ConnectionState::Closed);
}

Result<SubscriptionId> Connection::subscribe(const QByteArray &pattern, const QByteArray &queueGroup)
{
    auto parsed = SubjectPattern::parse(viewOf(pattern));
    if (!parsed)
        return parsed.error();
    if (!queueGroup.isEmpty() && !isValidQueueGroup(viewOf(queueGroup)))
        return makeError(
            ErrorKind::InvalidInput,
            Words::tr("The queue group \"%1\" holds a blank or a control character.").arg(toText(viewOf(queueGroup))));
    if (const auto *made = d->subscriptions.find(pattern, queueGroup)) {
        const auto existing = made->subscription->id;
        setSubscriptionOn(existing, true);
        return existing;
    }
    constexpr quint32 idsPerSource = 1U << 16; // unique in the program's run
    const SubscriptionId id(d->id.number() * idsPerSource + d->numbers.nextSubscription++);
    auto subscription = std::make_shared<FeedSubscription>(id, parsed.value(), queueGroup.toStdString());
    d->subscriptions.add({subscription, pattern, queueGroup, true, {}});
    d->worker->subscribe(std::move(subscription));
    Q_EMIT subscriptionsChanged();
    return id;
}

void Connection::setSubscriptionOn(SubscriptionId id, bool isOn)
{
    auto *entry = d->subscriptions.find(id);
    if (!entry || entry->isOn == isOn)
        return;
    entry->isOn = isOn;
    entry->error.clear();
    if (isOn)
        d->worker->subscribe(entry->subscription);
    else
        d->worker->unsubscribe(id);
    Q_EMIT subscriptionsChanged();
}

void Connection::unsubscribe(SubscriptionId id)
{
    if (!d->subscriptions.remove(id))
        return;
    d->worker->unsubscribe(id);
    Q_EMIT subscriptionsChanged();
}

QList<SubscriptionInfo> Connection::subscriptions() const
{
    return d->subscriptions.infos();
}

bool Connection::isLocked() const
{
    return d->lock->isLocked();
}

void Connection::unlockFor(std::chrono::milliseconds time)
{
    if (!d->profile.isLocked)
        return;
    d->lock->unlockFor(time);
    d->lockAgain.stop();
    if (time.count() > 0)
        d->lockAgain.start(time + std::chrono::milliseconds(1)); // when it fires, it is locked
    Q_EMIT lockChanged();
}

std::chrono::milliseconds Connection::unlockedFor() const
{
    return d->lock->remaining();
}

Result<SendingPass> Connection::passFor(const QString &typedName) const
{
    if (!d->profile.isLocked)
        return SendingPass();
    if (typedName != d->profile.name)
        return makeError(ErrorKind::InvalidInput,
                         Words::tr("\"%1\" is not the name of this locked connection.").arg(typedName));
    return d->lock->pass();
}

Result<void> Connection::publish(const OutgoingMessage &message)
{
    auto checked = d->lock->check(d->profile.name);
    if (checked)
        checked = d->checkSending(message);
    return checked ? d->worker->publish(message) : checked;
}

Result<RequestId> Connection::request(const OutgoingMessage &message, const RequestOptions &options)
{
    if (!options.isAboutTheServer) {
        if (const auto checked = d->lock->check(d->profile.name, options.pass); !checked)
            return checked.error();
    }
    if (const auto checked = d->checkSending(message); !checked)
        return checked.error();
    const RequestId id((quint64{d->id.number()} << 40) + d->numbers.nextRequest++);
    if (const auto sent = d->worker->request(id, message, options); !sent)
        return sent.error();
    return id;
}

void Connection::cancel(RequestId request)
{
    d->worker->cancel(request);
}

QByteArray Connection::inbox() const
{
    return toByteArray(d->worker->inbox());
}

void Connection::flush()
{
    d->worker->flush();
}

quint64 Connection::rebuiltHeaders() const
{
    return d->feed->rebuiltHeaders();
}

std::shared_ptr<ConnectionPublisher> Connection::publisher(const SendingPass &pass) const
{
    return makePublisher(d->worker->link(), d->profile, d->lock, pass, d->worker->refusals().open());
}

} // namespace gnat
