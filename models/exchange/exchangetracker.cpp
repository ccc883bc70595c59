// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "exchange/exchangetracker.h"

#include "flow/replayedsource.h"

#include <algorithm>

namespace gnat {

namespace {

/// Messages may have been stamped a little before the step was noticed.
constexpr std::int64_t clockDoubtNs = 1'000'000'000;
/// So much may a reply be ahead of its request, coming by another way through a cluster.
constexpr std::int64_t earlyNs = 250'000'000;
constexpr std::size_t mostInboxes = 16;

/// A pull request is answered by messages on subjects of their own (nats.io: JetStream pull consumers).
bool isPull(std::string_view subject)
{
    return subject.starts_with("$JS.API.CONSUMER.MSG.NEXT.");
}

/// Puts into a map that forgets its oldest entry.
template <typename Map, typename Order, typename Key, typename Value>
void putBounded(Map &map, Order &order, const Key &key, const Value &value, std::size_t most)
{
    using Owned = typename Map::key_type;
    if (map.insert_or_assign(Owned(key), value).second)
        order.push_back(Owned(key));
    while (order.size() > most) {
        map.erase(order.front());
        order.pop_front();
    }
}

/// What was put under that key; it is forgotten. Its place in the order goes in time.
template <typename Map, typename Key>
auto takeFrom(Map &map, const Key &key) -> std::optional<typename Map::mapped_type>
{
    const auto found = map.find(key);
    if (found == map.end())
        return {};
    auto value = std::move(found->second);
    map.erase(found);
    return value;
}

} // namespace

std::size_t ExchangeTracker::Hash::operator()(const KeyView &key) const
{
    constexpr std::size_t spread = 0x9e3779b97f4a7c15;
    return std::hash<std::string_view>()(key.reply) ^ (key.source.number() * spread);
}

void ExchangeTracker::setSubscriptions(SourceId source, std::vector<SubjectPattern> patterns)
{
    auto &known = m_sources[source];
    known.patterns = std::move(patterns);
    for (auto &[key, exchange] : m_open) {
        if (key.source == source)
            exchange.isCovered = exchange.isCovered && covers(known, key.reply);
    }
}

void ExchangeTracker::setInbox(SourceId source, std::string prefix)
{
    m_sources[source].inbox = std::move(prefix);
}

bool ExchangeTracker::covers(const Source &source, std::string_view subject) const
{
    return std::ranges::any_of(source.patterns, [subject](const auto &pattern) { return pattern.matches(subject); });
}

void ExchangeTracker::noteMissed(SourceId source, std::int64_t nowNs)
{
    (source.isNone() ? m_missedNs : m_sources[source].missedNs) = nowNs;
}

void ExchangeTracker::close(SourceId source)
{
    m_sources.erase(source);
    for (auto &[key, exchange] : m_open) {
        if (key.source == source)
            exchange.isOwn = exchange.isCovered = false;
    }
}

void ExchangeTracker::take(const MessageView &message, std::int64_t nowNs)
{
    const auto verdict = takeReply(message, nowNs);
    if (asksForReply(message))
        open(message, verdict, nowNs);
    else if (verdict.isReply)
        tellReply(message.sequence, message.subject, verdict);
}

void ExchangeTracker::tell(const Exchange &exchange)
{
    const bool isRejudged = exchange.verdict.isReply || exchange.verdict.outcome == ExchangeOutcome::TimedOut;
    m_changes.push_back({exchange.sequence, exchange.verdict, false, isRejudged});
}

void ExchangeTracker::tellReply(std::uint64_t sequence, std::string_view subject, const ExchangeVerdict &verdict)
{
    m_changes.push_back({sequence, verdict, false, !subject.starts_with("_INBOX.")});
}

/// What the message is as a reply. One without a request is remembered: its request may still come.
ExchangeVerdict ExchangeTracker::takeReply(const MessageView &message, std::int64_t nowNs)
{
    if (m_open.empty() && m_inboxes.empty())
        return {};
    const KeyView key{message.source, message.subject};
    const auto found = m_open.find(key);
    if (found == m_open.end() && !isInbox(message.subject))
        return {};
    const Reply reply{message.sequence, message.atNs, nowNs, saysNoResponders(message)};
    if (found != m_open.end())
        return answer(found->second, reply);
    putBounded(m_early, m_earlyOrder, key, reply, m_limits.early);
    return {};
}

bool ExchangeTracker::isInbox(std::string_view subject) const
{
    return std::ranges::any_of(m_inboxes, [subject](const auto &inbox) { return subject.starts_with(inbox); });
}

/// Where replies go, so that those which come first are recognised. Subjects that serve both ways say nothing.
void ExchangeTracker::learnInbox(const MessageView &request)
{
    const auto inbox = request.reply.substr(0, request.reply.find('.') + 1);
    if (inbox.empty() || m_inboxes.size() >= mostInboxes || isInbox(inbox) || request.subject.starts_with(inbox))
        return;
    m_inboxes.emplace_back(inbox);
}

/// Notes a reply to an exchange, tells what that changes for the request, and returns what the reply now is.
ExchangeVerdict ExchangeTracker::answer(Exchange &exchange, const Reply &reply)
{
    ExchangeVerdict verdict;
    verdict.isReply = true;
    verdict.request = exchange.sequence;
    if (isLatencyKnown(exchange) && reply.atNs >= exchange.atNs)
        verdict.latencyNs = reply.atNs - exchange.atNs;
    if (exchange.lastReply == 0)
        exchange.verdict.nextReply = reply.sequence;
    else
        m_changes.push_back({exchange.lastReply, {0, reply.sequence}, true, false});
    exchange.lastReply = reply.sequence;
    if (!reply.isNoResponders)
        ++exchange.verdict.replies;
    end(exchange, reply.isNoResponders ? ExchangeOutcome::NoResponders : ExchangeOutcome::Answered, verdict.latencyNs);
    tell(exchange);
    return verdict;
}

bool ExchangeTracker::isLatencyKnown(const Exchange &exchange) const
{
    return !exchange.isShared && (m_clockStepNs == 0 || exchange.openedNs > m_clockStepNs + clockDoubtNs);
}

/// The first word on what became of it counts.
void ExchangeTracker::end(Exchange &exchange, ExchangeOutcome outcome, std::int64_t latencyNs)
{
    if (exchange.verdict.outcome != ExchangeOutcome::Open)
        return;
    exchange.verdict.outcome = outcome;
    if (!exchange.verdict.isReply) // which then shows its own latency
        exchange.verdict.latencyNs = outcome == ExchangeOutcome::Answered ? latencyNs : -1;
    if (exchange.row)
        m_statistics.end(*exchange.row, outcome, latencyNs);
}

void ExchangeTracker::open(const MessageView &message, const ExchangeVerdict &verdict, std::int64_t nowNs)
{
    learnInbox(message);
    const KeyView key{message.source, message.reply};
    auto &source = m_sources[message.source];
    Exchange exchange;
    exchange.sequence = message.sequence;
    exchange.atNs = message.atNs;
    exchange.openedNs = nowNs;
    exchange.verdict = verdict;
    exchange.verdict.outcome = ExchangeOutcome::Open;
    if (message.source != replayedSource)
        exchange.row = m_statistics.begin(message.subject);
    exchange.isOwn = !source.inbox.empty() && message.reply.starts_with(source.inbox);
    exchange.isCovered = !isPull(message.subject) && covers(source, message.reply);
    auto place = m_open.find(key);
    if (place == m_open.end()) {
        place = m_open.emplace(Key(key), exchange).first;
    } else {
        auto &before = place->second;
        exchange.isShared = before.verdict.outcome == ExchangeOutcome::Open;
        if (exchange.isShared) {
            end(before, ExchangeOutcome::NotObserved, -1);
            tell(before);
        }
        before = exchange;
    }
    m_turns.push_back({Key(key), message.sequence, nowNs});
    takeEarly(key, place->second);
    tell(place->second);
    makeRoom();
    if (m_turns.size() > 2 * m_limits.open)
        std::erase_if(m_turns, [this](const Turn &turn) { return isOver(turn); });
}

/// What was seen or told of the exchange before its request.
void ExchangeTracker::takeEarly(const KeyView &key, Exchange &exchange)
{
    if (const auto ended = takeFrom(m_ownEnds, key)) {
        exchange.isOwn = true;
        end(exchange, ended->outcome, ended->latencyNs);
    }
    if (const auto reply = takeFrom(m_early, key); reply && exchange.openedNs - reply->seenNs <= earlyNs) {
        auto verdict = answer(exchange, *reply);
        verdict.latencyNs = -1; // they came by different ways
        tellReply(reply->sequence, key.reply, verdict);
    }
}

void ExchangeTracker::endOwn(SourceId source, std::string_view reply, ExchangeOutcome outcome, std::int64_t latencyNs)
{
    const KeyView key{source, reply};
    const auto found = m_open.find(key);
    if (found == m_open.end()) {
        putBounded(m_ownEnds, m_ownEndOrder, key, End{outcome, latencyNs}, m_limits.early);
        return;
    }
    auto &exchange = found->second;
    exchange.isOwn = true;
    end(exchange, outcome, latencyNs);
    if (exchange.verdict.outcome == ExchangeOutcome::Answered && latencyNs >= 0)
        exchange.verdict.latencyNs = latencyNs; // from sending, where ours is from seeing it pass
    tell(exchange);
}

/// The exchange has left, or its reply subject was used again.
bool ExchangeTracker::isOver(const Turn &turn) const
{
    const auto found = m_open.find(turn.key.view());
    return found == m_open.end() || found->second.sequence != turn.sequence;
}

void ExchangeTracker::advance(std::int64_t nowNs)
{
    while (!m_turns.empty() && m_turns.front().openedNs + m_limits.windowNs <= nowNs) {
        auto turn = std::move(m_turns.front());
        m_turns.pop_front();
        if (isOver(turn))
            continue;
        const auto found = m_open.find(turn.key.view());
        const bool waitsHere = found->second.isOwn && found->second.verdict.outcome == ExchangeOutcome::Open;
        if (waitsHere) { // who sent it says when it ends
            turn.openedNs = nowNs;
            m_turns.push_back(std::move(turn));
        } else {
            endWindow(turn);
        }
    }
}

void ExchangeTracker::endWindow(const Turn &turn)
{
    const auto found = m_open.find(turn.key.view());
    auto &exchange = found->second;
    if (exchange.verdict.outcome == ExchangeOutcome::Open) {
        const auto missedNs = std::max(m_missedNs, m_sources[turn.key.source].missedNs);
        const bool wouldBeSeen = exchange.isCovered && !exchange.isShared && exchange.openedNs > missedNs;
        end(exchange, wouldBeSeen ? ExchangeOutcome::TimedOut : ExchangeOutcome::NotObserved, -1);
        tell(exchange);
    }
    m_open.erase(found);
}

void ExchangeTracker::makeRoom()
{
    while (m_open.size() > m_limits.open) {
        const auto turn = std::move(m_turns.front());
        m_turns.pop_front();
        if (isOver(turn))
            continue;
        const auto found = m_open.find(turn.key.view());
        if (found->second.verdict.outcome == ExchangeOutcome::Open) {
            ++m_leftEarly;
            end(found->second, ExchangeOutcome::NotObserved, -1);
            tell(found->second);
        }
        m_open.erase(found);
    }
}

} // namespace gnat
