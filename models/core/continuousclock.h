// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace gnat {

/// Monotonic time in nanoseconds since an arbitrary start that also counts while the computer sleeps, where the system
/// tells (elsewhere as monotonicNanoseconds()). Never jumps: where the wall clock leaves it, somebody has set that.
std::int64_t continuousNanoseconds();

/// What the wall clock is ahead of continuousNanoseconds(), both read at one moment.
std::int64_t wallOffset();

/// Two looks at wallOffset() that differ by less have met the same setting of the wall clock.
inline constexpr std::int64_t clockStepNs = 5'000'000;

} // namespace gnat
