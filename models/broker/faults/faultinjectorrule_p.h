// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/faults/faultdice.h"
#include "broker/faults/faultinjector.h"
#include "core/subjectpattern.h"

#include <optional>
#include <unordered_map>
#include <vector>

namespace gnat {

/// What a rule knows of one connection and direction.
struct FaultInjector::Stream
{
    explicit Stream(std::uint64_t seed) : dice(seed) {}

    FaultDice dice;
    TimePoint lastDue{};             ///< Delay: that of the message held last
    TimePoint paid{};                ///< Bandwidth: what has passed is paid for at this time
    std::uint64_t position = 0;      ///< Reorder: messages seen
    std::vector<std::uint64_t> held; ///< Reorder: the positions that those held wait for
    TimePoint stopped{};             ///< StopReading: until then
    bool isJudged = false;           ///< as a connection
};

/// A rule at work.
class FaultInjector::Rule
{
public:
    Rule(const FaultSlot &slot, TimePoint now);

    const FaultCounters *identity() const { return m_counters.get(); }
    void setOn(bool isOn) { m_rule.isOn = isOn; }

    const FaultRule &rule() const { return m_rule; }
    /// True for a refusal that asks for no name: it is decided before the client can say a word.
    bool refusesUnseen() const { return m_rule.kind == FaultKind::Refuse && !m_rule.asksForName(); }
    /// True if it is for connections that have been there before, too.
    bool judgesPresent() const
    {
        return m_rule.actsOn(FaultPoint::Connect) && m_rule.kind != FaultKind::Refuse && m_rule.kind != FaultKind::Deny;
    }
    /// True if the rule is on and its time is now.
    bool isActive(TimePoint now) const;
    /// True if, besides, the event is one of its own.
    bool concerns(const FaultEvent &event) const;
    /// Adds to the verdict what this rule wants.
    void judge(const FaultEvent &event, FaultVerdict &verdict);
    /// True the first time that it is asked about a connection.
    bool isNew(std::uint64_t cid);
    bool acts(FaultPoint point, const FaultParty &party, TimePoint now) const;

    FaultAllowance allowance(FaultPoint point, std::uint64_t cid, std::size_t wanted, TimePoint now);
    /// StopReading: until when this connection is not read; in the past: it is.
    TimePoint stoppedUntil(std::uint64_t cid, TimePoint now) const;
    void spend(FaultPoint point, std::uint64_t cid, std::size_t bytes, TimePoint now);
    void forget(std::uint64_t cid);

private:
    Stream &stream(std::uint64_t cid, FaultPoint point);
    void apply(const FaultEvent &event, Stream &stream, FaultVerdict &verdict);
    void delay(const FaultEvent &event, Stream &stream, FaultVerdict &verdict);
    void shape(const FaultEvent &event, FaultVerdict &verdict);
    bool reorder(const FaultEvent &event, Stream &stream, bool isChosen, FaultVerdict &verdict);
    std::chrono::nanoseconds priceOf(std::size_t bytes) const;
    void holdUntil(FaultVerdict &verdict, TimePoint due);

    FaultRule m_rule;
    std::uint64_t m_seed;
    std::shared_ptr<FaultCounters> m_counters;
    std::optional<SubjectPattern> m_subject;
    TimePoint m_begun;
    TimePoint m_paid{};                                  ///< Bandwidth of a subject
    std::unordered_map<std::uint64_t, Stream> m_streams; ///< by cid and direction
};

} // namespace gnat
