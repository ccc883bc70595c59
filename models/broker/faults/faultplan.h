// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/faults/faultrule.h"

#include <cstdint>
#include <string>
#include <vector>

namespace gnat {

/// All faults of a node, asked in this order, and the seed of their chance. A plain value.
struct FaultPlan
{
    std::vector<FaultRule> rules;
    std::uint64_t seed = 1;

    /// A plan of rules as texts, in the grammar of the command line. InvalidInput as FaultRule::parse().
    static Result<FaultPlan> parse(const std::vector<std::string> &texts, std::uint64_t seed = 1);
    /// InvalidInput of the first rule that is not valid.
    Result<void> check() const;

    friend bool operator==(const FaultPlan &, const FaultPlan &) = default;
};

/// What one rule has done since it came.
struct FaultFigures
{
    FaultRule rule;
    std::uint64_t matched = 0; ///< messages or connections that it was meant for
    std::uint64_t applied = 0; ///< those it did something to
    std::uint64_t hurried = 0; ///< held messages that were let go early, since too many bytes were held
};

} // namespace gnat
