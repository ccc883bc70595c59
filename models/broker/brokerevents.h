// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <mutex>
#include <string>
#include <vector>

namespace gnat {

/// Something that happened to a node, for people to read.
struct BrokerEvent
{
    enum class Kind { Up, Down, LameDuck, Paused, Resumed, RouteUp, RouteDown, ClientConnected, ClientLeft };

    std::uint64_t number = 0; ///< counts from 1
    std::int64_t time = 0;    ///< nanoseconds since 1970
    std::string node;         ///< its name
    Kind kind = Kind::Up;
    std::string text; ///< plain English: who, and why if it ended
};

/// What happened lately to the nodes of this process: the last few hundred events. Any thread; nodes write to it when
/// clients and routes come and go, never for a message.
class BrokerEvents
{
public:
    static constexpr std::size_t kept = 500;

    void add(BrokerEvent::Kind kind, std::string node, std::string text);
    /// Those with a greater number, oldest first.
    std::vector<BrokerEvent> since(std::uint64_t number) const;
    /// Called after each event on the thread that it happened on; must be quick and not call back. nullptr: nobody.
    void setListener(std::function<void(BrokerEvent::Kind)> listener);

private:
    mutable std::mutex m_mutex;
    std::deque<BrokerEvent> m_events;
    std::uint64_t m_last = 0;
    std::function<void(BrokerEvent::Kind)> m_listener;
};

} // namespace gnat
