// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/faults/faultledger.h"

#include "broker/faults/faultdice.h"

#include <algorithm>
#include <string>
#include <utility>

namespace gnat {

namespace {

/// What makes a rule the same rule: all but its switch.
std::string identity(FaultRule rule)
{
    rule.isOn = true;
    return rule.text();
}

} // namespace

void FaultLedger::enter(const FaultPlan &plan)
{
    auto before = std::exchange(m_slots, {});
    std::vector<std::string> seen;
    for (const auto &rule : plan.rules) {
        const auto name = identity(rule);
        const auto twins = static_cast<std::uint64_t>(std::ranges::count(seen, name));
        seen.push_back(name);
        FaultSlot slot{rule, FaultDice::mix(FaultDice::mix(plan.seed, FaultDice::seedOf(name)), twins), nullptr};
        const auto same = std::ranges::find_if(before, [&](const FaultSlot &old) {
            return old.counters && old.seed == slot.seed && identity(old.rule) == name;
        });
        slot.counters = same != before.end() ? std::move(same->counters) : std::make_shared<FaultCounters>();
        m_slots.push_back(std::move(slot));
    }
    m_plan = plan;
}

void FaultLedger::restart()
{
    for (auto &slot : m_slots)
        slot.counters = std::make_shared<FaultCounters>();
}

std::vector<FaultFigures> FaultLedger::figures() const
{
    std::vector<FaultFigures> figures;
    figures.reserve(m_slots.size());
    for (const auto &slot : m_slots) {
        const auto &counters = *slot.counters;
        figures.push_back({slot.rule, counters.matched.value(), counters.applied.value(), counters.hurried.value()});
    }
    return figures;
}

} // namespace gnat
