// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/brokerrouter.h"
#include "broker/faults/faultplan.h"

#include <cstdint>
#include <memory>
#include <vector>

namespace gnat {

/// What a rule counts: the node's thread writes, any thread reads.
struct FaultCounters
{
    BrokerCounter matched;
    BrokerCounter applied;
    BrokerCounter hurried;
};

/// A rule as it goes to the node's thread. The counters are its identity: a rule that stays in the plan, switched on or
/// off or moved, keeps them, and with them its place in its sequence of decisions.
struct FaultSlot
{
    FaultRule rule;
    std::uint64_t seed = 0; ///< of this rule's chance
    std::shared_ptr<FaultCounters> counters;
};

/// A node's faults as their owner sees them: the plan and what its rules have counted. Owner's thread; the counters are
/// shared with the node's.
class FaultLedger
{
public:
    /// Takes over a plan: rules that were in the one before, with the same seed, go on counting.
    void enter(const FaultPlan &plan);
    /// All counters begin at 0: the node is a new one.
    void restart();

    const FaultPlan &plan() const { return m_plan; }
    const std::vector<FaultSlot> &slots() const { return m_slots; }
    std::vector<FaultFigures> figures() const;

private:
    FaultPlan m_plan;
    std::vector<FaultSlot> m_slots;
};

} // namespace gnat
