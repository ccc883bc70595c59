// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/faults/faultinjector.h"

#include "broker/faults/faultinjectorrule_p.h"

#include <algorithm>
#include <utility>

namespace gnat {

FaultInjector::FaultInjector() = default;
FaultInjector::~FaultInjector() = default;

void FaultInjector::setRules(const std::vector<FaultSlot> &slots, TimePoint now)
{
    auto before = std::exchange(m_rules, {});
    m_rules.reserve(slots.size());
    for (const auto &slot : slots) {
        const auto same = std::ranges::find(before, slot.counters.get(), &Rule::identity);
        if (same == before.end()) {
            m_rules.emplace_back(slot, now);
        } else {
            m_rules.push_back(std::move(*same));
            m_rules.back().setOn(slot.rule.isOn);
        }
    }
}

FaultVerdict FaultInjector::judge(const FaultEvent &event)
{
    FaultVerdict verdict;
    for (auto &rule : m_rules) {
        // a limit on bytes judges no messages, and a nameless refusal was decided before CONNECT
        if (rule.rule().limitsConnections() || rule.refusesUnseen() || !rule.concerns(event))
            continue;
        if (event.point == FaultPoint::Connect && !rule.isNew(event.party.cid))
            continue;
        rule.judge(event, verdict);
        if (verdict.fate != FaultVerdict::Fate::Pass)
            break;
    }
    return verdict;
}

bool FaultInjector::judgesPresent() const
{
    return std::ranges::any_of(m_rules, [](const Rule &rule) { return rule.judgesPresent(); });
}

FaultVerdict FaultInjector::judgePresent(const FaultParty &party, TimePoint now)
{
    FaultVerdict verdict;
    const FaultEvent event{FaultPoint::Connect, party, {}, 0, now};
    for (auto &rule : m_rules) {
        if (!rule.judgesPresent() || !rule.concerns(event) || !rule.isNew(party.cid))
            continue;
        rule.judge(event, verdict);
        if (verdict.fate != FaultVerdict::Fate::Pass)
            break;
    }
    return verdict;
}

bool FaultInjector::refuses(std::uint64_t cid, TimePoint now)
{
    FaultVerdict verdict;
    const FaultEvent event{FaultPoint::Connect, {cid, {}, {}, false}, {}, 0, now};
    for (auto &rule : m_rules) {
        if (!rule.refusesUnseen() || !rule.concerns(event))
            continue;
        rule.judge(event, verdict);
        if (verdict.fate == FaultVerdict::Fate::Refuse)
            return true;
    }
    return false;
}

FaultInjector::TimePoint FaultInjector::stoppedUntil(std::uint64_t cid, TimePoint now) const
{
    TimePoint last{};
    for (const auto &rule : m_rules)
        last = std::max(last, rule.stoppedUntil(cid, now));
    return last;
}

FaultAllowance FaultInjector::allowance(FaultPoint point, const FaultParty &party, std::size_t wanted, TimePoint now)
{
    FaultAllowance least{wanted, now};
    if (const auto until = stoppedUntil(party.cid, now); point == FaultPoint::Publish && until > now)
        return {0, until};
    for (auto &rule : m_rules) {
        if (!rule.rule().limitsConnections() || !rule.acts(point, party, now))
            continue;
        const auto allowed = rule.allowance(point, party.cid, wanted, now);
        least = {std::min(least.bytes, allowed.bytes), std::max(least.again, allowed.again)};
    }
    return least;
}

void FaultInjector::spend(FaultPoint point, const FaultParty &party, std::size_t bytes, TimePoint now)
{
    for (auto &rule : m_rules) {
        if (rule.rule().limitsConnections() && rule.acts(point, party, now))
            rule.spend(point, party.cid, bytes, now);
    }
}

void FaultInjector::forget(std::uint64_t cid)
{
    for (auto &rule : m_rules)
        rule.forget(cid);
}

} // namespace gnat
