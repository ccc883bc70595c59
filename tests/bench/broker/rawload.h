// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace gnat::bench {

/// What a run of messages yielded.
struct Throughput
{
    double deliveredPerSecond = 0;
    double delivered = 0;
};

/// Full speed for about `seconds`: one publisher writes ready-made PUB lines, `subscribers` sockets count what comes.
/// Plain blocking sockets, no client library; a broken connection ends the program with a sentence.
Throughput fanOut(std::uint16_t port, std::size_t payloadSize, int subscribers, double seconds);

/// Round-trip times in microseconds of `count` requests, one after the other, answered by a second socket.
std::vector<double> roundTrips(std::uint16_t port, std::size_t payloadSize, int count);

/// Processor time that a process has used, in seconds.
double processorSeconds(std::int64_t pid);

} // namespace gnat::bench
