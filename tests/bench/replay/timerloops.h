// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

namespace gnat::bench {

/// How late each of `count` ticks, `stepNs` apart, came: the references for a replay. Nothing is done in a tick.
/// A bare loop over clock_nanosleep with absolute times and a timer slack of 1 ns.
std::vector<std::int64_t> sleepLateness(int count, std::int64_t stepNs);
/// A precise QTimer of 1 ms that does all that is due each time; runs an event loop.
std::vector<std::int64_t> timerLateness(int count, std::int64_t stepNs);

} // namespace gnat::bench
