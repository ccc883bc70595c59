// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace gnat {

/// What a fault does to messages or connections. The manual's chapter "Faults" tells each of them at length.
enum class FaultKind {
    Delay,       ///< holds messages for a while; their order stays
    Drop,        ///< loses messages
    Duplicate,   ///< sends messages twice
    Reorder,     ///< holds messages until later ones have overtaken them
    Bandwidth,   ///< lets only so many bytes a second through
    Cut,         ///< closes connections without a word
    Refuse,      ///< does not let new connections in
    Deny,        ///< answers with the permission error
    StopReading, ///< leaves unread what a client sends
    SlowConsumer ///< calls a client a slow consumer and closes it
};

/// Where a fault acts. A rule holds a set of these bits.
enum class FaultPoint : std::uint8_t {
    Connect = 1,  ///< when a client has said CONNECT
    Publish = 2,  ///< what a client sends
    Deliver = 4,  ///< what a client is sent
    Subscribe = 8 ///< when a client subscribes
};
using FaultPoints = std::uint8_t;

constexpr FaultPoints bit(FaultPoint point)
{
    return static_cast<FaultPoints>(point);
}

/// Where a rule's text is wrong, counting bytes from 0, and what is right.
struct FaultTextProblem
{
    std::size_t at = 0;
    std::string words;
};

/// One fault: what, how much, where, when. A plain value; its text form is the command line's,
/// "delay=50ms~20ms,subject=orders.>". parse() and check() know which fields a kind takes.
struct FaultRule
{
    using Duration = std::chrono::microseconds;

    static constexpr std::uint32_t certain = 1'000'000;
    static constexpr std::uint32_t defaultWindow = 5;

    FaultKind kind = FaultKind::Drop;
    bool isOn = true;

    Duration time{0};                     ///< Delay: how long; StopReading: how long, 0: as long as the rule is there
    Duration spread{0};                   ///< Delay: up to so much less or more
    std::uint64_t bytesPerSecond = 0;     ///< Bandwidth
    std::uint32_t window = defaultWindow; ///< Reorder: at most so many messages overtake one
    bool isMidFrame = false;              ///< Cut: amid a message that is being delivered

    std::string subject;              ///< pattern; empty: all
    std::string client;               ///< name told in CONNECT, `*` for any letters; empty: all
    std::string user;                 ///< likewise, the login
    std::optional<std::uint64_t> cid; ///< the connection's number
    FaultPoints on = 0;               ///< 0: what the kind does without being told, see points()

    std::uint32_t chance = certain; ///< of a million
    std::uint64_t after = 0;        ///< leaves the first so many alone
    std::uint64_t count = 0;        ///< does it so often; 0: no limit
    Duration from{0};               ///< begins so long after the rule came
    Duration until{0};              ///< ends so long after the rule came; 0: never

    /// The rule of a text. InvalidInput: the sentence quotes the text and tells at which character (from 1) what is
    /// wrong with it, and what is right.
    static Result<FaultRule> parse(std::string_view text);
    /// What parse() would say of a text, for fields that mark it while it is typed; none if the rule is valid.
    static std::optional<FaultTextProblem> problemIn(std::string_view text);
    /// The text that parse() makes this rule of.
    std::string text() const;
    /// InvalidInput if the fields contradict each other, as parse() would say; for rules made in C++.
    Result<void> check() const;

    /// Where it acts: `on`, or what its kind, subject and `after` suggest.
    FaultPoints points() const;
    bool actsOn(FaultPoint point) const { return (points() & bit(point)) != 0; }
    /// True for a bandwidth limit on a connection's bytes, as opposed to one on a subject's messages.
    bool limitsConnections() const { return kind == FaultKind::Bandwidth && subject.empty(); }
    /// True if the client must have said who it is before the rule can decide.
    bool asksForName() const { return !client.empty() || !user.empty(); }

    friend bool operator==(const FaultRule &, const FaultRule &) = default;
};

} // namespace gnat
