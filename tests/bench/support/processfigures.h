// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace gnat::bench {

/// Processor time that a process has used, in seconds.
double processorSeconds(std::int64_t pid);
/// Memory that a process holds in RAM, in bytes.
double residentBytes(std::int64_t pid);

} // namespace gnat::bench
