// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace gnat::bench {

/// A load at full speed: who publishes what to whom.
struct Load
{
    /// What subscribers ask for: the one subject; each the subject of the publisher with its number; everything below
    /// "bench"; one connection with a wildcard subscription for each subject.
    enum class Interest { Nobody, OneSubject, Pairs, Everything, WildcardEach };

    std::size_t payloadSize = 16;
    int publishers = 1;
    int subscribers = 1;
    int subjects = 1; ///< published to in turn
    Interest interest = Interest::OneSubject;
};

/// What a run of messages yielded: deliveries, or with nobody listening, publications.
struct Throughput
{
    double messagesPerSecond = 0;
    double messages = 0;
};

/// Runs a load for about `seconds`, until everything has arrived.
Throughput run(std::uint16_t port, const Load &load, double seconds);

/// Round-trip times in microseconds of `count` requests, one after the other, answered by a second socket.
std::vector<double> roundTrips(std::uint16_t port, std::size_t payloadSize, int count);

} // namespace gnat::bench
