// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "exchangewatch.h"

#include "base/text.h"
#include "client/connectionset.h"
#include "flow/analysisthread.h"
#include "flow/exchangetable.h"
#include "flow/frameticker.h"
#include "traffic/messagelog.h"

namespace gnat {

namespace {

/// A queue group shares what comes among its members, a refused subscription gets nothing.
bool hearsEverything(const SubscriptionInfo &subscription)
{
    return subscription.isOn && subscription.queueGroup.isEmpty() && subscription.error.isEmpty();
}

std::string replySubject(const Connection &connection, RequestId request)
{
    return connection.inbox().toStdString() + std::to_string(request.number());
}

ExchangeOutcome outcomeOf(RequestResult result)
{
    if (result == RequestResult::NoResponders)
        return ExchangeOutcome::NoResponders;
    return result == RequestResult::TimedOut ? ExchangeOutcome::TimedOut : ExchangeOutcome::NotObserved;
}

} // namespace

ExchangeWatch::ExchangeWatch(AnalysisThread &analysis, MessageLog &log, ConnectionSet &connections, FrameTicker &ticker)
    : m_analysis(analysis), m_log(log)
{
    log.setExchanges(m_table);
    analysis.add(m_exchanges);
    connect(&connections, &ConnectionSet::added, this, &ExchangeWatch::watch);
    connect(&connections, &ConnectionSet::removed, this, [this](SourceId source) {
        m_heard.erase(source);
        m_exchanges->close(source);
    });
    connect(&ticker, &FrameTicker::ticked, this, &ExchangeWatch::showNews);
}

ExchangeWatch::~ExchangeWatch()
{
    m_analysis.remove(m_exchanges.get());
}

void ExchangeWatch::watch(const Connection *connection)
{
    m_exchanges->setInbox(connection->id(), connection->inbox().toStdString());
    connect(connection, &Connection::stateChanged, this, [this, connection] { noteState(*connection); });
    connect(connection, &Connection::subscriptionsConfirmed, this, [this, connection] { noteConfirmed(*connection); });
    connect(connection, &Connection::subscriptionsChanged, this,
            [this, connection] { noteSubscriptions(*connection); });
    connect(connection, &Connection::replyReceived, this, [this, connection](RequestId request, const Reply &reply) {
        m_exchanges->endOwn(connection->id(), replySubject(*connection, request), ExchangeOutcome::Answered,
                            reply.latencyNs);
    });
    connect(connection, &Connection::requestFinished, this,
            [this, connection](RequestId request, RequestResult result) {
                if (result != RequestResult::Replied)
                    m_exchanges->endOwn(connection->id(), replySubject(*connection, request), outcomeOf(result), -1);
            });
}

/// Nothing is heard from the loss of the server until the subscriptions are confirmed anew.
void ExchangeWatch::noteState(const Connection &connection)
{
    if (connection.state() == ConnectionState::Connected)
        return;
    m_heard[connection.id()].confirmed.clear();
    m_exchanges->noteMissed(connection.id());
    tellSubscriptions(connection);
}

void ExchangeWatch::noteConfirmed(const Connection &connection)
{
    auto &confirmed = m_heard[connection.id()].confirmed;
    for (const auto &subscription : connection.subscriptions()) {
        if (hearsEverything(subscription))
            confirmed.insert(subscription.id);
    }
    tellSubscriptions(connection);
}

/// One that was switched off or refused is not heard any more, and has to be confirmed again.
void ExchangeWatch::noteSubscriptions(const Connection &connection)
{
    auto &heard = m_heard[connection.id()];
    std::set<SubscriptionId> present;
    quint64 dropped = 0;
    for (const auto &subscription : connection.subscriptions()) {
        dropped += subscription.dropped;
        if (hearsEverything(subscription) && heard.confirmed.contains(subscription.id))
            present.insert(subscription.id);
    }
    if (dropped > heard.dropped)
        m_exchanges->noteMissed(connection.id());
    heard.dropped = dropped;
    if (present.size() == heard.confirmed.size())
        return;
    heard.confirmed = std::move(present);
    tellSubscriptions(connection);
}

void ExchangeWatch::tellSubscriptions(const Connection &connection)
{
    const auto &confirmed = m_heard[connection.id()].confirmed;
    std::vector<SubjectPattern> patterns;
    for (const auto &subscription : connection.subscriptions()) {
        auto pattern = SubjectPattern::parse(viewOf(subscription.pattern));
        if (confirmed.contains(subscription.id) && pattern)
            patterns.push_back(std::move(pattern).value());
    }
    m_exchanges->setSubscriptions(connection.id(), std::move(patterns));
}

void ExchangeWatch::showNews()
{
    const auto news = m_exchanges->takeNews();
    if (news.first != 0)
        m_log.noteExchanges(news.first, news.last, news.rejudged);
    if (news.isTooMuch)
        Q_EMIT m_log.rejudged();
}

} // namespace gnat
