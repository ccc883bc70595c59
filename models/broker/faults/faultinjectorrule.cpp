// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/faults/faultinjectorrule_p.h"

#include <algorithm>
#include <utility>

namespace gnat {

namespace {

using std::chrono::nanoseconds;

/// What a bandwidth limit lets through at once, as time: fine enough to look even, coarse enough for few wake-ups.
constexpr nanoseconds burst = std::chrono::milliseconds(50);

/// True if `text` is `pattern`, in which `*` stands for any letters or none.
bool nameMatches(std::string_view pattern, std::string_view text)
{
    std::size_t at = 0;
    std::size_t in = 0;
    auto star = std::string_view::npos;
    std::size_t retry = 0;
    while (in < text.size()) {
        if (at < pattern.size() && pattern[at] == '*') {
            star = at++;
            retry = in;
        } else if (at < pattern.size() && pattern[at] == text[in]) {
            ++at;
            ++in;
        } else if (star != std::string_view::npos) {
            at = star + 1;
            in = ++retry;
        } else {
            return false;
        }
    }
    return pattern.substr(at).find_first_not_of('*') == std::string_view::npos;
}

FaultVerdict::Fate fateOf(const FaultRule &rule)
{
    switch (rule.kind) {
    case FaultKind::Drop:
        return FaultVerdict::Fate::Drop;
    case FaultKind::Cut:
        return rule.isMidFrame ? FaultVerdict::Fate::CutMidFrame : FaultVerdict::Fate::Cut;
    case FaultKind::Refuse:
        return FaultVerdict::Fate::Refuse;
    case FaultKind::Deny:
        return FaultVerdict::Fate::Deny;
    case FaultKind::SlowConsumer:
        return FaultVerdict::Fate::SlowConsumer;
    default:
        return FaultVerdict::Fate::Pass;
    }
}

} // namespace

FaultInjector::Rule::Rule(const FaultSlot &slot, TimePoint now)
    : m_rule(slot.rule), m_seed(slot.seed), m_counters(slot.counters), m_begun(now)
{
    if (m_rule.subject.empty())
        return;
    if (auto pattern = SubjectPattern::parse(m_rule.subject))
        m_subject = std::move(pattern.value());
    else
        m_rule.isOn = false; // the plan was checked before it came here
}

bool FaultInjector::Rule::isActive(TimePoint now) const
{
    const auto age = now - m_begun;
    return m_rule.isOn && age >= m_rule.from && (m_rule.until.count() == 0 || age < m_rule.until);
}

bool FaultInjector::Rule::acts(FaultPoint point, const FaultParty &party, TimePoint now) const
{
    if (!m_rule.actsOn(point) || (m_rule.cid && *m_rule.cid != party.cid) || !isActive(now))
        return false;
    if (m_rule.asksForName() && !party.hasConnected)
        return false;
    return (m_rule.client.empty() || nameMatches(m_rule.client, party.name)) &&
           (m_rule.user.empty() || nameMatches(m_rule.user, party.user));
}

bool FaultInjector::Rule::concerns(const FaultEvent &event) const
{
    return acts(event.point, event.party, event.now) && (!m_subject || m_subject->matches(event.subject));
}

FaultInjector::Stream &FaultInjector::Rule::stream(std::uint64_t cid, FaultPoint point)
{
    const auto key = cid * 2 + (point == FaultPoint::Deliver ? 1 : 0);
    return m_streams.try_emplace(key, FaultDice::mix(m_seed, key)).first->second;
}

bool FaultInjector::Rule::isNew(std::uint64_t cid)
{
    return !std::exchange(stream(cid, FaultPoint::Connect).isJudged, true);
}

void FaultInjector::Rule::forget(std::uint64_t cid)
{
    m_streams.erase(cid * 2);
    m_streams.erase(cid * 2 + 1);
}

void FaultInjector::Rule::judge(const FaultEvent &event, FaultVerdict &verdict)
{
    auto &stream = this->stream(event.party.cid, event.point);
    m_counters->matched.add(1);
    // asked of every message, so that `after` and `count` do not shift what later ones get
    bool isChosen = m_rule.chance == FaultRule::certain || stream.dice.happens(m_rule.chance);
    isChosen = isChosen && m_counters->matched.value() > m_rule.after;
    isChosen = isChosen && (m_rule.count == 0 || m_counters->applied.value() < m_rule.count);
    if (m_rule.kind == FaultKind::Reorder)
        isChosen = reorder(event, stream, isChosen, verdict);
    else if (isChosen && m_rule.kind == FaultKind::Delay)
        delay(event, stream, verdict);
    else if (isChosen && m_rule.kind == FaultKind::Bandwidth)
        shape(event, verdict);
    else if (isChosen)
        apply(event, stream, verdict);
    if (isChosen)
        m_counters->applied.add(1);
}

void FaultInjector::Rule::apply(const FaultEvent &event, Stream &stream, FaultVerdict &verdict)
{
    verdict.fate = fateOf(m_rule);
    if (m_rule.kind == FaultKind::Duplicate) {
        ++verdict.copies;
    } else if (m_rule.kind == FaultKind::StopReading) {
        stream.stopped = m_rule.time.count() > 0 ? event.now + m_rule.time : TimePoint::max();
        verdict.stopsUntil = stoppedUntil(event.party.cid, event.now);
    }
}

void FaultInjector::Rule::holdUntil(FaultVerdict &verdict, TimePoint due)
{
    verdict.due = std::max(verdict.due, due);
    verdict.holder = m_counters;
}

/// Delays add up, and a message never overtakes one of its connection that this rule holds.
void FaultInjector::Rule::delay(const FaultEvent &event, Stream &stream, FaultVerdict &verdict)
{
    const auto least = m_rule.time - m_rule.spread;
    const auto range = static_cast<std::uint64_t>(m_rule.spread.count()) * 2 + 1;
    const auto extra = range > 1 ? stream.dice.below(range) : 0;
    const auto begin = std::max(event.now, verdict.due);
    stream.lastDue = std::max(stream.lastDue, begin + least + FaultRule::Duration(extra));
    holdUntil(verdict, stream.lastDue);
}

/// A subject's messages share the rate: each leaves when those before it and it itself have passed.
void FaultInjector::Rule::shape(const FaultEvent &event, FaultVerdict &verdict)
{
    m_paid = std::max({m_paid, event.now, verdict.due}) + priceOf(event.bytes);
    holdUntil(verdict, m_paid);
}

/// A held message waits for a number of later ones of its stream. One that others wait for is not held, so that each
/// held message is overtaken in truth.
bool FaultInjector::Rule::reorder(const FaultEvent &event, Stream &stream, bool isChosen, FaultVerdict &verdict)
{
    const auto steps = 1 + stream.dice.below(m_rule.window);
    verdict.reorder = m_counters.get();
    verdict.position = ++stream.position;
    if (std::erase_if(stream.held, [&](auto position) { return position <= stream.position; }) > 0 || !isChosen)
        return false;
    verdict.heldUntil = stream.position + steps;
    stream.held.push_back(verdict.heldUntil);
    holdUntil(verdict, event.now + longestReorder);
    return true;
}

nanoseconds FaultInjector::Rule::priceOf(std::size_t bytes) const
{
    const auto rate = m_rule.bytesPerSecond;
    return nanoseconds((static_cast<std::uint64_t>(bytes) * 1'000'000'000U + rate - 1) / rate);
}

FaultAllowance FaultInjector::Rule::allowance(FaultPoint point, std::uint64_t cid, std::size_t wanted, TimePoint now)
{
    auto &stream = this->stream(cid, point);
    m_counters->matched.add(1);
    const auto most = std::max(burst, priceOf(1)); // a slow one still lets single bytes through
    const auto paid = std::max(stream.paid, now);
    const auto credit = std::max(now + most - paid, nanoseconds(0));
    const auto bytes = static_cast<std::uint64_t>(credit.count()) * m_rule.bytesPerSecond / 1'000'000'000U;
    if (bytes >= wanted)
        return {wanted, now};
    m_counters->applied.add(1);
    return {static_cast<std::size_t>(bytes), paid - most + std::max(most / 2, priceOf(1))};
}

void FaultInjector::Rule::spend(FaultPoint point, std::uint64_t cid, std::size_t bytes, TimePoint now)
{
    auto &stream = this->stream(cid, point);
    stream.paid = std::max(stream.paid, now) + priceOf(bytes);
}

FaultInjector::TimePoint FaultInjector::Rule::stoppedUntil(std::uint64_t cid, TimePoint now) const
{
    const auto found = m_streams.find(cid * 2);
    if (m_rule.kind != FaultKind::StopReading || found == m_streams.end() || !isActive(now))
        return TimePoint();
    return m_rule.until.count() > 0 ? std::min<TimePoint>(found->second.stopped, m_begun + m_rule.until)
                                    : found->second.stopped;
}

} // namespace gnat
