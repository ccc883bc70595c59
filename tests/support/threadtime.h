// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <ctime>

#include <cstdint>

namespace gnat::test {

/// Nanoseconds of processor that the calling thread has had. What it waits for, or others do beside it, does not count:
/// the least of some such times can be compared with another of the same run, on a machine that is busy, too.
inline std::int64_t threadNanoseconds()
{
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return std::int64_t{time.tv_sec} * 1'000'000'000 + time.tv_nsec;
}

/// What this machine needs for a fixed piece of work, in ns of the thread's processor: ten million steps of a random
/// generator. A measure for other work that depends on no clock.
inline std::int64_t unitOfWork()
{
    const auto from = threadNanoseconds();
    volatile std::uint64_t number = 88172645463325252U;
    for (int i = 0; i < 10'000'000; ++i) {
        auto next = number;
        next ^= next << 13;
        next ^= next >> 7;
        number = next ^ (next << 17);
    }
    return threadNanoseconds() - from;
}

} // namespace gnat::test
