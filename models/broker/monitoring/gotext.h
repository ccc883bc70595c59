// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>

namespace gnat {

/// Times and durations in the words of nats-server's monitoring, which are those of Go.

/// "2026-11-27T20:46:33.473865124Z" for nanoseconds since 1970 UTC; trailing zeros of the fraction are left out.
/// Source: RFC 3339.
std::string utcText(std::int64_t nanoseconds);
/// "1h2m3.5s", "1.5ms", "440µs", "0s" for nanoseconds.
std::string durationText(std::int64_t nanoseconds);
/// "3s", "1m3s", "2d0h1m3s", "1y0d0h0m0s": whole seconds of a time span in nanoseconds.
std::string uptimeText(std::int64_t nanoseconds);

} // namespace gnat
