// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/faults/faultrule.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace gnat {

/// What is wrong with a rule as a whole: the key to blame, and a sentence.
struct FaultProblem
{
    static constexpr std::uint64_t largestWindow = 1000;

    std::string_view key;
    std::string words;

    /// None if the rule is fine.
    static std::optional<FaultProblem> of(const FaultRule &rule);
};

} // namespace gnat
