// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/faults/faultplan.h"

#include <utility>

namespace gnat {

Result<FaultPlan> FaultPlan::parse(const std::vector<std::string> &texts, std::uint64_t seed)
{
    FaultPlan plan;
    plan.seed = seed;
    for (const auto &text : texts) {
        auto rule = FaultRule::parse(text);
        if (!rule)
            return rule.error();
        plan.rules.push_back(std::move(rule.value()));
    }
    return plan;
}

Result<void> FaultPlan::check() const
{
    for (const auto &rule : rules) {
        if (auto checked = rule.check(); !checked)
            return checked;
    }
    return {};
}

} // namespace gnat
