// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace gnat {

/// Wall-clock time in nanoseconds since 1970-01-01 UTC. Can jump.
std::int64_t wallNanoseconds();
/// Monotonic time in nanoseconds since an arbitrary start. Never jumps; for intervals.
std::int64_t monotonicNanoseconds();

} // namespace gnat
