// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/clock.h"

#include <chrono>

namespace gnat {

namespace {

template <typename Clock>
std::int64_t nanoseconds()
{
    return std::chrono::duration_cast<std::chrono::nanoseconds>(Clock::now().time_since_epoch()).count();
}

} // namespace

std::int64_t wallNanoseconds()
{
    return nanoseconds<std::chrono::system_clock>();
}

std::int64_t monotonicNanoseconds()
{
    return nanoseconds<std::chrono::steady_clock>();
}

} // namespace gnat
