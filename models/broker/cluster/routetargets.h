// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/cluster/routeaddress.h"

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace gnat {

/// Which nodes this one dials, and when: those that it was told to (explicit) for ever, those that it heard of
/// (implicit) until they do not answer several times. Pauses grow and are jittered, so that two nodes that dial each
/// other at once do not keep doing so. Without I/O. Node's thread.
class RouteTargets
{
public:
    using TimePoint = std::chrono::steady_clock::time_point;
    using Id = std::uint64_t; ///< 0: none

    struct Target
    {
        Id id = 0;
        RouteAddress address;
        bool isExplicit = false;
    };

    /// `implicitTries`: failures in a row after which a node that was only heard of is forgotten.
    explicit RouteTargets(int implicitTries);

    void addExplicit(const RouteAddress &address);
    /// Another node told of this one; ignored if the place is known already.
    void learn(const RouteAddress &address, std::string_view serverId);

    /// Targets to dial now, which then count as being dialed. `isMember` tells of a server id whether a route to it
    /// exists, whoever opened it.
    std::vector<Target> takeDue(TimePoint now, const std::function<bool(std::string_view)> &isMember);
    /// When to call takeDue() next; nullopt: not before something changes.
    std::optional<TimePoint> nextDue(const std::function<bool(std::string_view)> &isMember) const;

    /// The node said who it is; `isSelf`: it is this very node, which is never dialed again.
    void answered(Id id, std::string_view serverId, bool isSelf);
    /// The route is up.
    void joined(Id id);
    /// The dial failed, or the connection it made is over.
    void ended(Id id, TimePoint now);

private:
    enum class State { Waiting, Open, Self };
    struct Entry
    {
        Target target;
        State state = State::Waiting;
        std::string serverId; ///< as far as known
        int failures = 0;     ///< since the last time it was a member
        bool wasMember = false;
        TimePoint due;
    };

    Entry *find(Id id);
    void add(Target target, std::string_view serverId);
    std::chrono::milliseconds pause(int failures);

    std::vector<Entry> m_entries;
    Id m_lastId = 0;
    int m_implicitTries;
    std::minstd_rand m_random;
};

} // namespace gnat
