// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "monitor/accountinterest.h"

#include "base/text.h"
#include "base/words.h"
#include "monitor/connzpage.h"

#include <QElapsedTimer>
#include <QJsonDocument>
#include <QJsonObject>
#include <QThreadPool>
#include <QTimer>

#include <algorithm>
#include <functional>
#include <mutex>

namespace gnat {

namespace {

constexpr auto askSubject = "$SYS.REQ.ACCOUNT.PING.CONNZ";
constexpr int pageClients = 256;
constexpr int firstTimeoutMs = 2000; ///< nobody tells how many servers there are: whoever answers within this is one
constexpr int pageTimeoutMs = 10'000;
constexpr int askEveryMs = 15'000;
constexpr int restFactor = 20; ///< a busy server is asked for at most a twentieth of the time

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

QByteArray askFor(qint64 offset)
{
    const QJsonObject options{{QStringLiteral("subscriptions_detail"), true},
                              {QStringLiteral("limit"), pageClients},
                              {QStringLiteral("offset"), offset}};
    return QJsonDocument(options).toJson(QJsonDocument::Compact);
}

} // namespace

struct AccountInterest::Private
{
    Private(AccountInterest &to, Connection &from)
        : owner(to), connection(from), mailbox(std::make_shared<Mailbox>(to)), known(std::make_shared<Interest>())
    {
    }

    void begin();
    void forget();
    void ask(qint64 offset);
    void read(const QByteArray &json);
    void take(quint64 ofRound, const Result<ConnzPage> &page);
    void endPage(RequestResult result, const QString &error);
    void goOn();
    void finish();
    void fail(const QString &why);
    void tryLater();

    AccountInterest &owner;
    Connection &connection;
    std::shared_ptr<Mailbox> mailbox;
    std::shared_ptr<const Interest> known;
    Interest gathered;
    QString problem;
    QString refusal; ///< what the server said about the request under way
    QTimer next;
    QElapsedTimer took;
    RequestId request;
    quint64 round = 0; ///< late answers of an earlier one vanish
    qint64 offset = 0;
    qint64 largest = 0; ///< clients of the server that has most
    int servers = 0;
    int reading = 0;            ///< answers on the worker
    bool isAsked = true;        ///< the page's request has ended
    bool isInterrupted = false; ///< the connection was lost meanwhile
    bool isActive = false;
};

void AccountInterest::Private::begin()
{
    if (!isActive || !isAsked || reading > 0)
        return;
    if (connection.state() != ConnectionState::Connected) {
        next.start(askEveryMs);
        return;
    }
    forget();
    took.start();
    ask(0);
}

/// What still comes of an earlier round is nobody's any more.
void AccountInterest::Private::forget()
{
    ++round;
    gathered = {};
    refusal.clear();
    largest = 0;
    servers = 0;
    reading = 0;
    isAsked = true;
    isInterrupted = false;
}

void AccountInterest::Private::ask(qint64 from)
{
    offset = from;
    // The first page goes to whoever listens; then it is known how many they are.
    const RequestOptions options =
        from == 0 ? RequestOptions{firstTimeoutMs, 0, true} : RequestOptions{pageTimeoutMs, servers, true};
    const auto sent = connection.request({askSubject, {}, {}, askFor(from)}, options);
    isAsked = false;
    if (sent) {
        request = sent.value();
        return;
    }
    isAsked = true;
    if (connection.state() != ConnectionState::Connected)
        tryLater();
    else
        fail(errorText(sent.error()));
}

void AccountInterest::Private::read(const QByteArray &json)
{
    ++reading;
    const auto server = connection.server();
    QThreadPool::globalInstance()->start([this, json, to = mailbox, of = round, id = server.id, own = server.clientId] {
        auto page = std::make_shared<Result<ConnzPage>>(readConnzPage(json, id, own));
        to->post([this, of, page] { take(of, *page); });
    });
}

void AccountInterest::Private::take(quint64 ofRound, const Result<ConnzPage> &page)
{
    if (ofRound != round)
        return;
    --reading;
    if (page) {
        for (const auto &subscriber : page.value().subscribers)
            gathered.add(subscriber);
        gathered.clients += static_cast<quint32>(page.value().clients);
        largest = std::max(largest, page.value().total);
        servers += offset == 0 ? 1 : 0;
    } else {
        refusal = errorText(page.error());
    }
    goOn();
}

void AccountInterest::Private::endPage(RequestResult result, const QString &error)
{
    isAsked = true;
    if (isInterrupted || (result == RequestResult::Failed && refusal.isEmpty())) // that is no answer
        return tryLater();
    if (result == RequestResult::NoResponders)
        refusal = Words::tr("The server does not tell who subscribes; nats-server does so from version 2.9 on.");
    else if (result == RequestResult::TimedOut && refusal.isEmpty())
        refusal = Words::tr("The server gave no answer to %1.").arg(QString::fromLatin1(askSubject));
    else if (refusal.isEmpty())
        refusal = error;
    goOn();
}

void AccountInterest::Private::goOn()
{
    if (!isAsked || reading > 0)
        return;
    if (!refusal.isEmpty())
        fail(refusal);
    else if (offset + pageClients < largest && gathered.subscriptions < 2 * Interest::maxSubjects)
        ask(offset + pageClients);
    else
        finish();
}

void AccountInterest::Private::finish()
{
    gathered.servers = static_cast<quint32>(servers);
    known = std::make_shared<Interest>(std::move(gathered));
    gathered = {};
    problem.clear();
    next.start(static_cast<int>(std::max<qint64>(askEveryMs, (took.elapsed() - firstTimeoutMs) * restFactor)));
    Q_EMIT owner.changed();
}

/// What was known stays until then; a connection that comes back begins at once.
void AccountInterest::Private::tryLater()
{
    const bool isBack = isInterrupted && connection.state() == ConnectionState::Connected;
    forget();
    if (isBack)
        begin();
    else if (isActive)
        next.start(askEveryMs);
}

/// Who refuses once is not asked again unasked.
void AccountInterest::Private::fail(const QString &why)
{
    known = std::make_shared<Interest>();
    problem = why;
    isActive = false;
    next.stop();
    Q_EMIT owner.changed();
}

AccountInterest::AccountInterest(Connection &connection, QObject *parent)
    : QObject(parent), d(std::make_unique<Private>(*this, connection))
{
    d->next.setSingleShot(true);
    connect(&d->next, &QTimer::timeout, this, [this] { d->begin(); });
    connect(&connection, &Connection::replyReceived, this, [this](RequestId request, const Reply &reply) {
        if (request == d->request && !d->isAsked)
            d->read(reply.payload);
    });
    connect(&connection, &Connection::requestFinished, this,
            [this](RequestId request, RequestResult result, const QString &error) {
                if (request == d->request && !d->isAsked)
                    d->endPage(result, error);
            });
    connect(&connection, &Connection::errorOccurred, this, [this](ErrorKind kind, const QString &message) {
        if (kind == ErrorKind::NotPermitted && !d->isAsked && message.contains(QLatin1String(askSubject)))
            d->refusal = message;
    });
    connect(&connection, &Connection::stateChanged, this, [this](ConnectionState state) {
        d->isInterrupted = !d->isAsked && (d->isInterrupted || state != ConnectionState::Connected);
        if (state == ConnectionState::Connected && d->isActive)
            d->begin();
    });
}

AccountInterest::~AccountInterest()
{
    d->mailbox->close();
}

void AccountInterest::setActive(bool isActive)
{
    if (d->isActive == isActive)
        return;
    d->isActive = isActive;
    d->problem.clear();
    if (isActive) {
        d->begin();
        return;
    }
    d->next.stop();
    if (!d->isAsked)
        d->connection.cancel(d->request);
    d->forget();
    d->known = std::make_shared<Interest>();
    Q_EMIT changed();
}

bool AccountInterest::isActive() const
{
    return d->isActive;
}

std::shared_ptr<const Interest> AccountInterest::interest() const
{
    return d->known;
}

QString AccountInterest::problem() const
{
    return d->problem;
}

const Connection &AccountInterest::connection() const
{
    return d->connection;
}

} // namespace gnat
