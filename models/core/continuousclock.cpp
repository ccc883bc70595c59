// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/continuousclock.h"

#include "core/clock.h"

#include <limits>

#ifdef __linux__
#include <ctime>
#endif

namespace gnat {

namespace {

// A look that was interrupted between the clocks is taken again.
constexpr std::int64_t steadyNs = 100'000;
constexpr int mostLooks = 5;

} // namespace

std::int64_t continuousNanoseconds()
{
#ifdef __linux__
    constexpr std::int64_t nsPerSecond = 1'000'000'000;
    std::timespec now = {};
    if (clock_gettime(CLOCK_BOOTTIME, &now) == 0)
        return now.tv_sec * nsPerSecond + now.tv_nsec;
#endif
    return monotonicNanoseconds();
}

std::int64_t wallOffset()
{
    std::int64_t offset = 0;
    std::int64_t shortest = std::numeric_limits<std::int64_t>::max();
    for (int i = 0; i < mostLooks && shortest > steadyNs; ++i) {
        const auto before = continuousNanoseconds();
        const auto wall = wallNanoseconds();
        const auto took = continuousNanoseconds() - before;
        if (took >= shortest)
            continue;
        shortest = took;
        offset = wall - (before + took / 2);
    }
    return offset;
}

} // namespace gnat
