// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/faults/faultdesk.h"

#include <algorithm>
#include <utility>

namespace gnat {

using Fate = FaultVerdict::Fate;

namespace {

/// How often those that wait for a slow receiver are tried again.
constexpr std::chrono::milliseconds stuckInterval{5};

FaultEvent::TimePoint clockNow()
{
    return std::chrono::steady_clock::now();
}

} // namespace

/// Stands for "not now": a client that is not read waits for it as for a receiver that is behind.
class FaultDesk::Pause final : public BrokerReceiver
{
public:
    Taken deliver(const BrokerSubscription & /*subscription*/, std::string_view /*prefix*/,
                  const RoutedMessage & /*message*/) override
    {
        return Taken::No;
    }
    void subscriptionEnded(BrokerSubscription & /*subscription*/) override {}

    TimePoint until;
};

FaultDesk::FaultDesk(FaultHost &host) : m_host(host) {}
FaultDesk::~FaultDesk() = default;

void FaultDesk::setRules(const std::vector<FaultSlot> &slots)
{
    m_injector.setRules(slots, clockNow());
    // who is paced asks again and meets the new rules
    for (const auto &[cid, pause] : m_pauses)
        pause->until = TimePoint();
    for (auto &[cid, time] : m_writes)
        time = TimePoint();
    wakeBy(clockNow());
}

FaultVerdict FaultDesk::judge(FaultPoint point, const FaultTarget &target, std::string_view subject, std::size_t bytes)
{
    return m_injector.judge({point, target.faultParty(), subject, bytes, clockNow()});
}

const BrokerReceiver *FaultDesk::publish(FaultTarget &target, const RoutedMessage &message, const FaultVerdict &verdict)
{
    const auto cid = target.faultParty().cid;
    const BrokerReceiver *behind = nullptr;
    if (verdict.fate == Fate::Cut || verdict.fate == Fate::SlowConsumer) {
        target.endNow(verdict.fate);
    } else if (verdict.fate == Fate::Pass && verdict.isHeld()) {
        m_published.held.hold(HeldMessage::ofPublished(cid, message, verdict), verdict);
        wakeBy(m_published.held.isOverfull() ? clockNow() : verdict.due);
    } else if (verdict.fate == Fate::Pass) {
        for (std::uint32_t i = 0; i < verdict.copies; ++i)
            behind = target.publishNow(message);
    }
    if (verdict.reorder) {
        while (const auto held = m_published.held.takeOvertaken(cid, verdict)) {
            if (const auto *slow = publishHeld(*held))
                behind = slow;
        }
    }
    return verdict.stopsUntil == TimePoint() ? behind : &pauseOf(cid, verdict.stopsUntil);
}

FaultDesk::Taken FaultDesk::deliver(FaultTarget &target, std::string_view prefix, std::string_view tail,
                                    const FaultVerdict &verdict)
{
    const auto cid = target.faultParty().cid;
    auto taken = Taken::Yes; // what gets lost was taken, for all that the server can know
    if (verdict.fate == Fate::CutMidFrame)
        target.sendNow(prefix, tail.substr(0, tail.size() / 2));
    if (verdict.fate != Fate::Pass && verdict.fate != Fate::Drop) {
        target.endNow(verdict.fate);
    } else if (verdict.fate == Fate::Pass && verdict.isHeld()) {
        m_frames.held.hold(HeldMessage::ofFrame(cid, prefix, tail, verdict), verdict);
        wakeBy(verdict.due);
        if (m_frames.held.isOverfull())
            letGo(m_frames, clockNow());
        taken = isStuck(m_frames, cid) ? Taken::Behind : Taken::Yes;
    } else if (verdict.fate == Fate::Pass) {
        for (std::uint32_t i = 0; i < verdict.copies; ++i)
            taken = target.sendNow(prefix, tail);
    }
    if (verdict.reorder) {
        while (const auto held = m_frames.held.takeOvertaken(cid, verdict))
            taken = sendHeld(target, *held);
    }
    return taken;
}

const BrokerReceiver *FaultDesk::greet(FaultTarget &target, const FaultVerdict &verdict)
{
    if (verdict.fate != Fate::Pass)
        target.endNow(verdict.fate);
    else if (verdict.stopsUntil != TimePoint())
        return &pauseOf(target.faultParty().cid, verdict.stopsUntil);
    return nullptr;
}

void FaultDesk::judgePresent(FaultTarget &target)
{
    const auto party = target.faultParty();
    if (!party.hasConnected)
        return;
    if (const auto *pause = greet(target, m_injector.judgePresent(party, clockNow())))
        m_host.pause(party.cid, *pause);
}

bool FaultDesk::refuses(std::uint64_t cid)
{
    const bool refused = m_injector.refuses(cid, clockNow());
    if (refused)
        m_injector.forget(cid);
    return refused;
}

std::size_t FaultDesk::mayRead(FaultTarget &target, std::size_t wanted)
{
    const auto party = target.faultParty();
    const auto allowed = m_injector.allowance(FaultPoint::Publish, party, wanted, clockNow());
    if (allowed.bytes == 0)
        target.waitForPause(pauseOf(party.cid, allowed.again));
    return allowed.bytes;
}

std::size_t FaultDesk::mayWrite(FaultTarget &target, std::size_t wanted)
{
    const auto party = target.faultParty();
    const auto allowed = m_injector.allowance(FaultPoint::Deliver, party, wanted, clockNow());
    if (allowed.bytes == 0) {
        m_writes.insert_or_assign(party.cid, allowed.again);
        wakeBy(allowed.again);
    }
    return allowed.bytes;
}

void FaultDesk::wasRead(const FaultTarget &target, std::size_t bytes)
{
    m_injector.spend(FaultPoint::Publish, target.faultParty(), bytes, clockNow());
}

void FaultDesk::wasWritten(const FaultTarget &target, std::size_t bytes)
{
    m_injector.spend(FaultPoint::Deliver, target.faultParty(), bytes, clockNow());
}

const BrokerReceiver *FaultDesk::publishHeld(const HeldMessage &held)
{
    const auto message = held.published(m_tail);
    const BrokerReceiver *behind = nullptr;
    for (std::uint32_t i = 0; i < held.copies; ++i) {
        if (auto *target = m_host.target(held.cid))
            behind = target->publishNow(message);
        else
            behind = m_host.publishForGone(message);
    }
    return behind;
}

FaultDesk::Taken FaultDesk::sendHeld(FaultTarget &target, const HeldMessage &held)
{
    auto taken = Taken::Yes;
    for (std::uint32_t i = 0; i < held.copies; ++i)
        taken = target.sendNow(held.bytes, {});
    return taken;
}

void FaultDesk::release(Lane &lane, const HeldMessage &held)
{
    if (lane.point == FaultPoint::Publish) {
        if (const auto *behind = publishHeld(held)) {
            lane.stuck[held.cid].behind = behind;
            m_host.pause(held.cid, *behind);
        }
    } else if (auto *target = m_host.target(held.cid)) {
        sendHeld(*target, held);
    }
}

/// True if what is held of this client has to wait for a receiver.
bool FaultDesk::isStuck(Lane &lane, std::uint64_t cid)
{
    if (lane.stuck.contains(cid))
        return true;
    const auto *target = m_host.target(cid);
    if (lane.point == FaultPoint::Deliver)
        return target && target->isBehind();
    const auto *awaited = target ? target->awaited() : nullptr;
    const auto pause = m_pauses.find(cid); // a pause is for what is still to come
    if (!awaited || (pause != m_pauses.end() && awaited == pause->second.get()))
        return false;
    lane.stuck[cid].behind = awaited;
    return true;
}

bool FaultDesk::isFree(const Lane &lane, std::uint64_t cid, const Stuck &stuck)
{
    if (lane.point == FaultPoint::Publish)
        return !stuck.behind || !m_host.isBehind(*stuck.behind);
    const auto *target = m_host.target(cid);
    return !target || !target->isBehind();
}

void FaultDesk::letGo(Lane &lane, TimePoint now)
{
    if (!lane.stuck.empty())
        letStuckGo(lane);
    while (auto held = lane.held.takeDue(now)) {
        if (isStuck(lane, held->cid))
            lane.stuck[held->cid].messages.push_back(std::move(*held));
        else
            release(lane, *held);
    }
    if (!lane.stuck.empty())
        wakeBy(now + stuckInterval);
}

void FaultDesk::letStuckGo(Lane &lane)
{
    auto before = std::exchange(lane.stuck, {});
    for (auto &[cid, stuck] : before) {
        auto &messages = stuck.messages;
        while (!messages.empty() && !lane.stuck.contains(cid) && isFree(lane, cid, stuck)) {
            release(lane, messages.front()); // may find the next one that is behind
            messages.pop_front();
        }
        if (messages.empty())
            continue;
        auto &left = lane.stuck.try_emplace(cid, Stuck{stuck.behind, {}}).first->second;
        left.messages = std::move(messages);
    }
}

FaultDesk::Pause &FaultDesk::pauseOf(std::uint64_t cid, TimePoint until)
{
    auto &pause = m_pauses[cid];
    if (!pause)
        pause = std::make_unique<Pause>();
    pause->until = until;
    wakeBy(until);
    return *pause;
}

void FaultDesk::endPauses(TimePoint now)
{
    for (const auto &[cid, pause] : m_pauses) {
        if (pause->until > now)
            continue;
        if (const auto stopped = m_injector.stoppedUntil(cid, now); stopped > now) {
            pause->until = stopped;
        } else {
            pause->until = TimePoint::max();
            m_host.pauseOver(*pause);
        }
    }
    std::vector<std::uint64_t> due;
    for (const auto &[cid, time] : m_writes) {
        if (time <= now)
            due.push_back(cid);
    }
    for (const auto cid : due) {
        m_writes.erase(cid);
        m_host.writeOn(cid); // may come back to mayWrite()
    }
}

void FaultDesk::wake()
{
    m_armed = TimePoint::max();
    const auto now = clockNow();
    letGo(m_published, now);
    letGo(m_frames, now);
    endPauses(now);
    auto next = std::min(m_published.held.nextDue(), m_frames.held.nextDue());
    for (const auto &[cid, pause] : m_pauses)
        next = std::min(next, pause->until);
    for (const auto &[cid, time] : m_writes)
        next = std::min(next, time);
    wakeBy(next);
}

/// A wake-up that comes too early does no harm.
void FaultDesk::wakeBy(TimePoint time)
{
    if (time >= m_armed)
        return;
    m_armed = time;
    m_host.wakeAt(time);
}

void FaultDesk::forget(std::uint64_t cid)
{
    m_injector.forget(cid);
    m_frames.held.forget(cid);
    m_frames.stuck.erase(cid);
    m_writes.erase(cid);
    if (const auto found = m_pauses.find(cid); found != m_pauses.end()) {
        m_host.pauseOver(*found->second); // lets the connection itself go
        m_pauses.erase(found);
    }
}

} // namespace gnat
