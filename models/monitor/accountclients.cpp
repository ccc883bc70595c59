// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "monitor/accountclients.h"

#include "core/clock.h"
#include "monitor/connzround.h"

#include <algorithm>

namespace gnat {

namespace {

constexpr qint64 msNs = 1'000'000;
constexpr qint64 everyNs = 1'900 * msNs; ///< with a call once a second: every two
constexpr qint64 againNs = 15'000 * msNs;
constexpr int restFactor = 10;         ///< a busy server is asked for at most a tenth of the time
constexpr int roundsBetweenWhole = 15; ///< so soon a server that joined is noticed
constexpr int pageClients = 1000;
/// Answers are messages of the account: whoever subscribes to all of them gets them, too.
constexpr qint64 nsPerByte = 1'000 * msNs / 100'000;

} // namespace

struct AccountClients::Private
{
    Private(AccountClients &to, Connection &from)
        : owner(to), connection(from), round(from, {.pageClients = pageClients})
    {
    }

    void begin();
    void end(ConnzRound::End how, const QString &why);
    void reset();

    AccountClients &owner;
    Connection &connection;
    ConnzRound round;
    ClientTraffic traffic;
    QString problem;
    qint64 beganNs = 0; ///< the last round, monotonic
    qint64 restNs = 0;  ///< so long after that the next one may begin
    qint64 intervalNs = 0;
    qint64 bytes = 0;    ///< of the answers of the last round
    int boundRounds = 0; ///< since a whole one
    bool isWhole = false;
    bool isRefused = false;
    bool hasAnswer = false;
};

void AccountClients::Private::begin()
{
    const auto now = monotonicNanoseconds();
    const bool isOld = !hasAnswer || now - beganNs > 2 * std::max(restNs, everyNs); // nobody looked meanwhile
    if (isOld)
        traffic.forgetRates();
    intervalNs = isOld ? 0 : now - beganNs;
    beganNs = now;
    bytes = 0;
    isWhole = !hasAnswer || !traffic.isSure() || boundRounds >= roundsBetweenWhole;
    boundRounds = isWhole ? 0 : boundRounds + 1;
    round.begin(isWhole ? 0 : static_cast<int>(traffic.servers().size()));
}

void AccountClients::Private::end(ConnzRound::End how, const QString &why)
{
    using End = ConnzRound::End;
    if (how == End::Whole) {
        traffic.endRound(isWhole);
        hasAnswer = true;
        problem.clear();
        const auto waitedNs = isWhole || !traffic.isSure() ? 2'000 * msNs : 0;
        const auto tookNs = monotonicNanoseconds() - beganNs - waitedNs;
        restNs = std::max({everyNs, tookNs * restFactor, bytes * nsPerByte});
    } else {
        traffic.dropRound();
        boundRounds = roundsBetweenWhole; // whoever is there now
        restNs = how == End::Unanswered ? againNs : everyNs;
        isRefused = how == End::Refused;
        if (isRefused)
            traffic.clear();
        traffic.forgetRates(); // they are none of now
        if (how != End::Interrupted)
            problem = why;
    }
    Q_EMIT owner.changed();
}

/// Whoever is there after a reconnection is somebody else.
void AccountClients::Private::reset()
{
    round.cancel();
    traffic.clear();
    problem.clear();
    beganNs = restNs = intervalNs = 0;
    boundRounds = 0;
    isRefused = hasAnswer = false;
    Q_EMIT owner.changed();
}

AccountClients::AccountClients(Connection &connection, QObject *parent)
    : QObject(parent), d(std::make_unique<Private>(*this, connection))
{
    connect(&d->round, &ConnzRound::pageRead, this, [this](const ConnzPage &page) {
        d->traffic.take(page);
        d->bytes += page.bytes;
        if (page.offset + pageClients >= mostClients)
            d->round.askNoFurther();
    });
    connect(&d->round, &ConnzRound::finished, this,
            [this](ConnzRound::End how, const QString &why) { d->end(how, why); });
}

AccountClients::~AccountClients() = default;

void AccountClients::refresh()
{
    if (d->connection.state() != ConnectionState::Connected) {
        if (d->beganNs != 0)
            d->reset();
        return;
    }
    if (!d->isRefused && !d->round.isUnderWay() && monotonicNanoseconds() - d->beganNs >= d->restNs)
        d->begin();
}

QList<ClientTalker> AccountClients::clients() const
{
    return d->traffic.clients();
}

QHash<QString, qint64> AccountClients::servers() const
{
    return d->traffic.servers();
}

qint64 AccountClients::intervalNs() const
{
    return d->intervalNs;
}

bool AccountClients::hasAnswer() const
{
    return d->hasAnswer;
}

QString AccountClients::problem() const
{
    return d->problem;
}

const Connection &AccountClients::connection() const
{
    return d->connection;
}

} // namespace gnat
