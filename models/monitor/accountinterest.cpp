// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "monitor/accountinterest.h"

#include "monitor/connzround.h"

#include <QElapsedTimer>
#include <QSet>
#include <QTimer>

#include <algorithm>
#include <atomic>
#include <mutex>
#include <utility>

namespace gnat {

namespace {

constexpr int askEveryMs = 15'000;
constexpr int waitingMs = 2000; ///< of a round, for servers that may be there
constexpr int restFactor = 20;  ///< a busy server is asked for at most a twentieth of the time

/// What the answers of one round say, put together on the workers that read them: may be large.
class Gathering
{
public:
    void add(ConnzPage &page)
    {
        const std::scoped_lock lock(m_mutex);
        for (const auto &subscriber : std::as_const(page.subscribers))
            m_interest.add(subscriber);
        page.subscribers.clear();
        m_subscriptions = m_interest.subscriptions;
    }
    quint64 subscriptions() const { return m_subscriptions; } ///< waits for no worker
    /// When all pages are read.
    Interest &interest() { return m_interest; }

private:
    std::mutex m_mutex; // guards m_interest while pages are read
    Interest m_interest;
    std::atomic<quint64> m_subscriptions = 0;
};

} // namespace

struct AccountInterest::Private
{
    Private(AccountInterest &to, Connection &from)
        : owner(to), connection(from), round(from, {.hasSubscriptions = true}), known(std::make_shared<Interest>())
    {
    }

    void begin();
    void take(const ConnzPage &page);
    void end(ConnzRound::End how, const QString &why);
    void finish();
    void fail(const QString &why);
    void tryLater(bool wasLost);

    AccountInterest &owner;
    Connection &connection;
    ConnzRound round;
    std::shared_ptr<const Interest> known;
    std::shared_ptr<Gathering> gathered;
    quint32 clients = 0;   ///< of this round
    QSet<QString> servers; ///< of this round
    QString problem;
    QTimer next;
    QElapsedTimer took;
    bool isActive = false;
};

void AccountInterest::Private::begin()
{
    if (!isActive || round.isUnderWay())
        return;
    if (connection.state() != ConnectionState::Connected) {
        next.start(askEveryMs);
        return;
    }
    gathered = std::make_shared<Gathering>();
    round.setDigest([into = gathered](ConnzPage &page) { into->add(page); });
    clients = 0;
    servers.clear();
    took.start();
    round.begin();
}

void AccountInterest::Private::take(const ConnzPage &page)
{
    clients += static_cast<quint32>(page.clients.size());
    servers.insert(page.serverId);
    if (gathered->subscriptions() >= 2 * Interest::maxSubjects)
        round.askNoFurther();
}

void AccountInterest::Private::end(ConnzRound::End how, const QString &why)
{
    if (how == ConnzRound::End::Whole)
        finish();
    else if (how == ConnzRound::End::Interrupted || how == ConnzRound::End::Failed)
        tryLater(how == ConnzRound::End::Interrupted);
    else
        fail(why);
}

void AccountInterest::Private::finish()
{
    auto &interest = gathered->interest();
    interest.clients = clients;
    interest.servers = static_cast<quint32>(servers.size());
    known = std::shared_ptr<const Interest>(std::exchange(gathered, {}), &interest);
    problem.clear();
    next.start(static_cast<int>(std::max<qint64>(askEveryMs, (took.elapsed() - waitingMs) * restFactor)));
    Q_EMIT owner.changed();
}

/// What was known stays until then; a connection that comes back begins at once.
void AccountInterest::Private::tryLater(bool wasLost)
{
    gathered.reset();
    if (wasLost && connection.state() == ConnectionState::Connected)
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
    connect(&d->round, &ConnzRound::pageRead, this, [this](const ConnzPage &page) { d->take(page); });
    connect(&d->round, &ConnzRound::finished, this,
            [this](ConnzRound::End how, const QString &why) { d->end(how, why); });
    connect(&connection, &Connection::stateChanged, this, [this](ConnectionState state) {
        if (state == ConnectionState::Connected && d->isActive)
            d->begin();
    });
}

AccountInterest::~AccountInterest() = default;

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
    d->round.cancel();
    d->gathered = {};
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
