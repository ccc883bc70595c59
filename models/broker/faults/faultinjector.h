// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/faults/faultledger.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

namespace gnat {

/// A client as the rules see it.
struct FaultParty
{
    std::uint64_t cid = 0;
    std::string_view name; ///< told in CONNECT
    std::string_view user;
    bool hasConnected = false; ///< has said CONNECT
};

/// What is to be judged.
struct FaultEvent
{
    using TimePoint = std::chrono::steady_clock::time_point;

    FaultPoint point = FaultPoint::Publish;
    FaultParty party;
    std::string_view subject; ///< empty with Connect
    std::size_t bytes = 0;    ///< of headers and payload
    TimePoint now;
};

/// What all rules together want done with one message, subscription or connection.
struct FaultVerdict
{
    using TimePoint = FaultEvent::TimePoint;
    /// What becomes of it. All but Pass are the last word.
    enum class Fate : std::uint8_t { Pass, Drop, Deny, Refuse, Cut, CutMidFrame, SlowConsumer };

    Fate fate = Fate::Pass;
    std::uint32_t copies = 1;
    TimePoint due{}; ///< hold it until then at the latest; TimePoint(): do not hold it
    /// A Reorder rule that saw it: messages that the rule holds in this stream until `position` go behind it.
    const FaultCounters *reorder = nullptr;
    std::uint64_t position = 0;
    std::uint64_t heldUntil = 0;           ///< of this message, should it be held by that rule; 0: no
    std::shared_ptr<FaultCounters> holder; ///< of the last rule that holds it
    TimePoint stopsUntil{};                ///< nothing more of this client is carried out before

    bool isHeld() const { return due != TimePoint(); }
};

/// How much of a connection's bytes may pass now.
struct FaultAllowance
{
    std::size_t bytes = 0;
    FaultEvent::TimePoint again; ///< with 0 bytes: when to ask again; max(): when the rules change
};

/// Decides what faults do; does none of it, and knows no sockets and no clock. Equal seeds and equal sequences of a
/// connection's events lead to equal decisions, whatever other connections do in between. Node's thread.
class FaultInjector
{
public:
    using TimePoint = FaultEvent::TimePoint;

    /// How long Reorder waits for messages that overtake.
    static constexpr std::chrono::milliseconds longestReorder{1000};

    FaultInjector();
    ~FaultInjector();
    FaultInjector(const FaultInjector &) = delete;
    FaultInjector &operator=(const FaultInjector &) = delete;

    /// Takes over the rules; those with the same counters as before go on where they were.
    void setRules(const std::vector<FaultSlot> &slots, TimePoint now);
    bool isEmpty() const { return m_rules.empty(); }
    /// True if judgePresent() can want something.
    bool judgesPresent() const;

    /// What becomes of a message, of a subscription, or (Connect) of a client that has just said CONNECT.
    FaultVerdict judge(const FaultEvent &event);
    /// What becomes of a client that was there before; each rule decides once a connection.
    FaultVerdict judgePresent(const FaultParty &party, TimePoint now);
    /// True if a connection is not even accepted.
    bool refuses(std::uint64_t cid, TimePoint now);

    /// Until when this connection's input is left alone; in the past: it is not.
    TimePoint stoppedUntil(std::uint64_t cid, TimePoint now) const;
    /// How much may be read from (Publish) or written to (Deliver) a connection, up to `wanted`.
    FaultAllowance allowance(FaultPoint point, const FaultParty &party, std::size_t wanted, TimePoint now);
    /// So much was.
    void spend(FaultPoint point, const FaultParty &party, std::size_t bytes, TimePoint now);

    /// The connection is gone.
    void forget(std::uint64_t cid);

private:
    struct Stream;
    class Rule;

    std::vector<Rule> m_rules;
};

} // namespace gnat
