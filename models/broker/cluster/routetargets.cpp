// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/cluster/routetargets.h"

#include <algorithm>
#include <utility>

namespace gnat {

namespace {

constexpr std::chrono::milliseconds shortestPause{100};
constexpr std::chrono::milliseconds longestPause{2000};
/// Of a node that tells of places without end no more is remembered.
constexpr std::size_t mostEntries = 1000;

} // namespace

RouteTargets::RouteTargets(int implicitTries) : m_implicitTries(implicitTries), m_random(std::random_device{}()) {}

void RouteTargets::addExplicit(const RouteAddress &address)
{
    add({0, address, true}, {});
}

void RouteTargets::learn(const RouteAddress &address, std::string_view serverId)
{
    for (auto &entry : m_entries) {
        if (!entry.target.address.isSamePlace(address))
            continue;
        if (entry.state == State::Waiting && !entry.target.isExplicit) { // it is there again
            entry.serverId = serverId;
            entry.failures = 0;
            entry.due = {};
        }
        return;
    }
    if (m_entries.size() < mostEntries)
        add({0, address, false}, serverId);
}

void RouteTargets::add(Target target, std::string_view serverId)
{
    target.id = ++m_lastId;
    auto &entry = m_entries.emplace_back();
    entry.target = std::move(target);
    entry.serverId = serverId;
}

std::vector<RouteTargets::Target> RouteTargets::takeDue(TimePoint now,
                                                        const std::function<bool(std::string_view)> &isMember)
{
    std::vector<Target> due;
    for (auto &entry : m_entries) {
        if (entry.state != State::Waiting || entry.due > now || isMember(entry.serverId))
            continue;
        entry.state = State::Open;
        due.push_back(entry.target);
    }
    return due;
}

std::optional<RouteTargets::TimePoint>
RouteTargets::nextDue(const std::function<bool(std::string_view)> &isMember) const
{
    std::optional<TimePoint> next;
    for (const auto &entry : m_entries) {
        if (entry.state == State::Waiting && !isMember(entry.serverId))
            next = std::min(next.value_or(TimePoint::max()), entry.due);
    }
    return next;
}

RouteTargets::Entry *RouteTargets::find(Id id)
{
    const auto found = std::ranges::find(m_entries, id, [](const Entry &entry) { return entry.target.id; });
    return found == m_entries.end() ? nullptr : &*found;
}

void RouteTargets::answered(Id id, std::string_view serverId, bool isSelf)
{
    auto *entry = find(id);
    if (!entry)
        return;
    entry->serverId = serverId;
    if (isSelf)
        entry->state = State::Self;
}

void RouteTargets::joined(Id id)
{
    if (auto *entry = find(id)) {
        entry->failures = 0;
        entry->wasMember = true;
    }
}

void RouteTargets::ended(Id id, TimePoint now)
{
    auto *entry = find(id);
    if (!entry || entry->state == State::Self)
        return;
    entry->state = State::Waiting;
    if (!std::exchange(entry->wasMember, false))
        ++entry->failures;
    entry->due = now + pause(entry->failures);
    if (!entry->target.isExplicit && entry->failures > m_implicitTries)
        m_entries.erase(m_entries.begin() + (entry - m_entries.data()));
}

/// Twice as long with each failure, and anything between half of it and all.
std::chrono::milliseconds RouteTargets::pause(int failures)
{
    const auto longest = std::min(longestPause, shortestPause * (1 << std::min(failures, 5)));
    std::uniform_int_distribution<long> within(longest.count() / 2, longest.count());
    return std::chrono::milliseconds(within(m_random));
}

} // namespace gnat
