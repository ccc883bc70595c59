// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/brokerreceiver.h"
#include "broker/faults/heldmessages.h"

#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace gnat {

/// A client to whom faults are done: its session, or the guest inside the node.
class FaultTarget
{
public:
    virtual ~FaultTarget() = default;

    virtual FaultParty faultParty() const = 0;
    /// Routes the message past all faults; the receiver that is behind, nullptr: none.
    virtual const BrokerReceiver *publishNow(const RoutedMessage &message) = 0;
    /// Sends a frame's two parts past all faults.
    virtual BrokerReceiver::Taken sendNow(std::string_view prefix, std::string_view tail) = 0;
    /// Ends as a client does that meets such a fate.
    virtual void endNow(FaultVerdict::Fate fate) = 0;
    /// The receiver or pause that it waits for before it publishes more; nullptr: none.
    virtual const BrokerReceiver *awaited() const = 0;
    /// True while publishers should wait before it is sent more.
    virtual bool isBehind() const = 0;
    /// Carries out nothing more until `pause` is told to be over.
    virtual void waitForPause(const BrokerReceiver &pause) = 0;
};

/// Where a FaultDesk works: the node.
class FaultHost
{
public:
    virtual ~FaultHost() = default;

    /// The client with this number; nullptr if it is gone.
    virtual FaultTarget *target(std::uint64_t cid) = 0;
    /// Routes what a client has sent that is gone since; the receiver that is behind, nullptr: none.
    virtual const BrokerReceiver *publishForGone(const RoutedMessage &message) = 0;
    /// True while this receiver, which may be gone, is behind.
    virtual bool isBehind(const BrokerReceiver &receiver) = 0;
    /// wake() at this time, instead of the one set before.
    virtual void wakeAt(FaultEvent::TimePoint time) = 0;
    /// Who waits for this pause goes on.
    virtual void pauseOver(const BrokerReceiver &pause) = 0;
    /// A client has to wait for a receiver that is behind.
    virtual void pause(std::uint64_t cid, const BrokerReceiver &behind) = 0;
    /// Asks again what may be written to a client.
    virtual void writeOn(std::uint64_t cid) = 0;
};

/// Carries out what the FaultInjector decides: holds messages, paces connections, ends them. Sessions and connections
/// call it while there are rules; without rules nobody does, and it only lets go what it holds. Owned by the node,
/// node's thread.
class FaultDesk
{
public:
    using TimePoint = FaultEvent::TimePoint;
    using Taken = BrokerReceiver::Taken;

    explicit FaultDesk(FaultHost &host);
    ~FaultDesk();
    FaultDesk(const FaultDesk &) = delete;
    FaultDesk &operator=(const FaultDesk &) = delete;

    void setRules(const std::vector<FaultSlot> &slots);
    bool hasRules() const { return !m_injector.isEmpty(); }
    bool judgesPresent() const { return m_injector.judgesPresent(); }
    /// Messages that are due wait for a receiver: publishers must wait with them.
    bool isStuck() const { return !m_published.stuck.empty() || !m_frames.stuck.empty(); }

    /// What becomes of a message or subscription of this client; Connect: of the client itself.
    FaultVerdict judge(FaultPoint point, const FaultTarget &target, std::string_view subject, std::size_t bytes);
    /// Routes a published message as `verdict` says, now or later. The receiver that the publisher has to wait for.
    const BrokerReceiver *publish(FaultTarget &target, const RoutedMessage &message, const FaultVerdict &verdict);
    /// Sends a frame to a client as `verdict` says, now or later.
    Taken deliver(FaultTarget &target, std::string_view prefix, std::string_view tail, const FaultVerdict &verdict);
    /// Carries out a verdict on a client itself. What the client has to wait for, nullptr: nothing.
    const BrokerReceiver *greet(FaultTarget &target, const FaultVerdict &verdict);
    /// The rules decide on a client that has been there, each once.
    void judgePresent(FaultTarget &target);
    /// True if a new connection is closed at once.
    bool refuses(std::uint64_t cid);

    /// How much of `wanted` may be read from or written to a client now. 0: the desk sees to it that it is asked again.
    std::size_t mayRead(FaultTarget &target, std::size_t wanted);
    std::size_t mayWrite(FaultTarget &target, std::size_t wanted);
    void wasRead(const FaultTarget &target, std::size_t bytes);
    void wasWritten(const FaultTarget &target, std::size_t bytes);

    /// The time set by FaultHost::wakeAt() has come.
    void wake();
    /// The connection is gone.
    void forget(std::uint64_t cid);

private:
    class Pause;

    /// Messages of one client that are due, and wait for a receiver as their publisher would.
    struct Stuck
    {
        const BrokerReceiver *behind = nullptr; ///< of published ones; may be gone
        std::deque<HeldMessage> messages;
    };
    /// What is held of one direction.
    struct Lane
    {
        FaultPoint point;
        HeldMessages held;
        std::unordered_map<std::uint64_t, Stuck> stuck; ///< by the client that sent them or gets them
    };

    const BrokerReceiver *publishHeld(const HeldMessage &held);
    static Taken sendHeld(FaultTarget &target, const HeldMessage &held);
    void letGo(Lane &lane, TimePoint now);
    void letStuckGo(Lane &lane);
    bool isFree(const Lane &lane, std::uint64_t cid, const Stuck &stuck);
    void release(Lane &lane, const HeldMessage &held);
    bool isStuck(Lane &lane, std::uint64_t cid);
    Pause &pauseOf(std::uint64_t cid, TimePoint until);
    void endPauses(TimePoint now);
    void wakeBy(TimePoint time);

    FaultHost &m_host;
    FaultInjector m_injector;
    Lane m_published{FaultPoint::Publish, HeldMessages(), {}};
    Lane m_frames{FaultPoint::Deliver, HeldMessages(), {}};
    std::unordered_map<std::uint64_t, std::unique_ptr<Pause>> m_pauses; ///< of reading, by cid
    std::unordered_map<std::uint64_t, TimePoint> m_writes;              ///< when to write on, by cid
    TimePoint m_armed = TimePoint::max();
    std::string m_tail;
};

} // namespace gnat
