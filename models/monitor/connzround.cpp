// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "monitor/connzround.h"

#include "base/text.h"
#include "base/words.h"
#include "core/clock.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QThreadPool>

#include <algorithm>
#include <functional>
#include <mutex>

namespace gnat {

namespace {

constexpr auto askSubject = "$SYS.REQ.ACCOUNT.PING.CONNZ";
constexpr int firstTimeoutMs = 2000;
constexpr int pageTimeoutMs = 10'000;

/// The way back from a worker, which may end after the asker.
class Mailbox
{
public:
    explicit Mailbox(QObject &owner) : m_owner(&owner) {}

    void post(std::function<void()> deliver)
    {
        const std::scoped_lock lock(m_mutex);
        if (m_owner)
            QMetaObject::invokeMethod(m_owner, std::move(deliver), Qt::QueuedConnection);
    }
    void close()
    {
        const std::scoped_lock lock(m_mutex);
        m_owner = nullptr;
    }

private:
    std::mutex m_mutex; // guards m_owner
    QObject *m_owner;
};

/// In the order of their numbers, as servers do unless told otherwise: what else there is to sort by puts equals into
/// another order for each page.
QByteArray askFor(const ConnzRound::Options &options, qint64 offset)
{
    QJsonObject asked{{QStringLiteral("auth"), true}, // names of users, where the server tells them
                      {QStringLiteral("limit"), options.pageClients},
                      {QStringLiteral("offset"), offset}};
    if (options.hasSubscriptions)
        asked.insert(QStringLiteral("subscriptions_detail"), true);
    return QJsonDocument(asked).toJson(QJsonDocument::Compact);
}

} // namespace

struct ConnzRound::Private
{
    Private(ConnzRound &to, Connection &from, const Options &how)
        : owner(to), connection(from), mailbox(std::make_shared<Mailbox>(to)), options(how)
    {
    }

    void ask(qint64 from, int timeoutMs);
    void read(const Reply &reply);
    void take(quint64 ofRound, const Result<ConnzPage> &page);
    void refuse(End how, const QString &why);
    void endPage(RequestResult result, const QString &error);
    void goOn();
    void finish(End end, const QString &problem = {});

    ConnzRound &owner;
    Connection &connection;
    std::shared_ptr<Mailbox> mailbox;
    Options options;
    std::function<void(ConnzPage &)> digest;
    RequestId request;
    QString refusal;       ///< what the server said
    End kind = End::Whole; ///< of the refusal
    quint64 round = 0;     ///< late answers of an earlier one vanish
    qint64 askedNs = 0;    ///< when the page was asked for, monotonic
    qint64 offset = 0;
    qint64 largest = 0; ///< clients of the server that has most
    int servers = 0;    ///< that answered the first page
    int awaited = 0;    ///< answers to a page; 0: all that come in time
    int reading = 0;    ///< answers on the worker
    bool isUnderWay = false;
    bool isAsked = true; ///< the page's request has ended
    bool isInterrupted = false;
    bool isEnough = false;
};

void ConnzRound::Private::ask(qint64 from, int timeoutMs)
{
    offset = from;
    isAsked = false;
    askedNs = monotonicNanoseconds();
    const auto sent =
        connection.request({askSubject, {}, {}, askFor(options, from)}, RequestOptions{timeoutMs, awaited, true});
    if (sent) {
        request = sent.value();
        return;
    }
    isAsked = true;
    const bool isDown = connection.state() != ConnectionState::Connected;
    finish(isDown ? End::Interrupted : End::Refused, errorText(sent.error()));
}

void ConnzRound::Private::read(const Reply &reply)
{
    ++reading;
    const auto server = connection.server();
    QThreadPool::globalInstance()->start([this, json = reply.payload, atNs = askedNs + reply.latencyNs, to = mailbox,
                                          of = round, id = server.id, own = server.clientId, digestIt = digest] {
        auto page = std::make_shared<Result<ConnzPage>>(readConnzPage(json, id, own, atNs));
        if (*page && digestIt)
            digestIt(page->value());
        to->post([this, of, page] { take(of, *page); });
    });
}

void ConnzRound::Private::take(quint64 ofRound, const Result<ConnzPage> &page)
{
    if (ofRound != round)
        return;
    --reading;
    if (page) {
        largest = std::max(largest, page.value().total);
        servers += offset == 0 ? 1 : 0;
        Q_EMIT owner.pageRead(page.value());
        if (ofRound != round)
            return; // the listener ended it
    } else {
        refuse(End::Refused, errorText(page.error()));
    }
    goOn();
}

/// The first reason stands.
void ConnzRound::Private::refuse(End how, const QString &why)
{
    if (!refusal.isEmpty() || why.isEmpty())
        return;
    refusal = why;
    kind = how;
}

void ConnzRound::Private::endPage(RequestResult result, const QString &error)
{
    isAsked = true;
    if (isInterrupted)
        return finish(End::Interrupted, error);
    if (result == RequestResult::Failed && refusal.isEmpty())
        return finish(End::Failed, error);
    if (result == RequestResult::NoResponders)
        refuse(End::Refused, Words::tr("The server does not list the clients of an account; nats-server does so from "
                                       "version 2.9 on."));
    else if (result == RequestResult::TimedOut)
        refuse(End::Unanswered, Words::tr("The server gave no answer to %1.").arg(QString::fromLatin1(askSubject)));
    else
        refuse(End::Refused, error);
    goOn();
}

void ConnzRound::Private::goOn()
{
    if (!isAsked || reading > 0)
        return;
    if (!refusal.isEmpty())
        return finish(kind, refusal);
    if (isEnough || offset + options.pageClients >= largest)
        return finish(End::Whole);
    awaited = servers; // now it is known how many they are
    ask(offset + options.pageClients, pageTimeoutMs);
}

void ConnzRound::Private::finish(End end, const QString &problem)
{
    ++round;
    isUnderWay = false;
    Q_EMIT owner.finished(end, problem);
}

ConnzRound::ConnzRound(Connection &connection, const Options &options, QObject *parent)
    : QObject(parent), d(std::make_unique<Private>(*this, connection, options))
{
    connect(&connection, &Connection::replyReceived, this, [this](RequestId request, const Reply &reply) {
        if (request == d->request && !d->isAsked)
            d->read(reply);
    });
    connect(&connection, &Connection::requestFinished, this,
            [this](RequestId request, RequestResult result, const QString &error) {
                if (request == d->request && !d->isAsked)
                    d->endPage(result, error);
            });
    connect(&connection, &Connection::errorOccurred, this, [this](ErrorKind kind, const QString &message) {
        if (kind == ErrorKind::NotPermitted && !d->isAsked && message.contains(QLatin1String(askSubject)))
            d->refuse(End::Refused, message);
    });
    connect(&connection, &Connection::stateChanged, this, [this](ConnectionState state) {
        d->isInterrupted = !d->isAsked && (d->isInterrupted || state != ConnectionState::Connected);
    });
}

ConnzRound::~ConnzRound()
{
    cancel();
    d->mailbox->close();
}

void ConnzRound::begin(int servers)
{
    if (d->isUnderWay)
        return;
    ++d->round;
    d->isUnderWay = true;
    d->isEnough = d->isInterrupted = false;
    d->refusal.clear();
    d->kind = End::Whole;
    d->largest = 0;
    d->servers = d->reading = 0;
    d->awaited = servers;
    d->ask(0, firstTimeoutMs);
}

void ConnzRound::setDigest(std::function<void(ConnzPage &)> digest)
{
    d->digest = std::move(digest);
}

bool ConnzRound::isUnderWay() const
{
    return d->isUnderWay;
}

void ConnzRound::askNoFurther()
{
    d->isEnough = true;
}

void ConnzRound::cancel()
{
    if (!d->isUnderWay)
        return;
    ++d->round;
    d->isUnderWay = false;
    if (!d->isAsked)
        d->connection.cancel(d->request);
    d->isAsked = true;
}

} // namespace gnat
