// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/brokercontext.h"
#include "broker/brokerrouter.h"
#include "broker/faults/faultdesk.h"

#include <chrono>
#include <cstdint>
#include <deque>
#include <functional>
#include <string>
#include <string_view>

namespace gnat {

/// A guest's door to the broker it lives in. Only in the guest's own functions, on the node's thread.
class BrokerBus
{
public:
    using TimePoint = std::chrono::steady_clock::time_point;

    virtual ~BrokerBus() = default;

    /// Sends a message as a client would; not from BrokerGuest::message(). Headers are a raw block or empty.
    virtual void publish(std::string_view subject, std::string_view reply, std::string_view headers,
                         std::string_view payload) = 0;
    /// Subscribes for as long as the guest stays; messages come with the number that is returned.
    virtual std::size_t subscribe(std::string_view pattern, std::string_view queue) = 0;
    /// BrokerGuest::wake() comes at `time`, unless an earlier one is set.
    virtual void wakeAt(TimePoint time) = 0;
};

/// Something that publishes and subscribes inside a broker node without a socket: demo traffic, later a tap.
class BrokerGuest
{
public:
    virtual ~BrokerGuest() = default;

    /// Once, before anything else: subscribe and ask for the first wake-up here.
    virtual void enter(BrokerBus &bus) = 0;
    /// The time set by wakeAt() has come.
    virtual void wake(BrokerBus &bus, BrokerBus::TimePoint now) = 0;
    /// A message for one of its subscriptions. May call wakeAt(), must not publish.
    virtual void message(BrokerBus &bus, std::size_t subscription, const RoutedMessage &message) = 0;
};

/// The guest's place in the router. Owned by the node, node's thread.
class BrokerGuestSeat final : public BrokerBus, public BrokerReceiver, public FaultTarget
{
public:
    /// The number under which faults know it; connections have higher ones.
    static constexpr std::uint64_t cid = 0;

    /// `arm` is called with the time of the next wake-up. `context` outlives the seat; nullptr: without faults.
    BrokerGuestSeat(BrokerRouter &router, std::unique_ptr<BrokerGuest> guest, std::function<void(TimePoint)> arm,
                    const BrokerContext *context = nullptr);
    ~BrokerGuestSeat() override;

    void enter();
    /// The armed time has come.
    void wake(TimePoint now);

    void publish(std::string_view subject, std::string_view reply, std::string_view headers,
                 std::string_view payload) override;
    std::size_t subscribe(std::string_view pattern, std::string_view queue) override;
    void wakeAt(TimePoint time) override;
    Taken deliver(const BrokerSubscription &subscription, std::string_view prefix,
                  const RoutedMessage &message) override;
    void subscriptionEnded(BrokerSubscription &subscription) override;

    FaultParty faultParty() const override { return {cid, "guest", {}, true}; }
    const BrokerReceiver *publishNow(const RoutedMessage &message) override;
    Taken sendNow(std::string_view prefix, std::string_view tail) override;
    void endNow(FaultVerdict::Fate fate) override;
    const BrokerReceiver *awaited() const override { return nullptr; }
    bool isBehind() const override { return false; }
    void waitForPause(const BrokerReceiver &pause) override;

private:
    BrokerRouter &m_router;
    const BrokerContext *m_context;
    std::unique_ptr<BrokerGuest> m_guest;
    std::function<void(TimePoint)> m_arm;
    std::deque<BrokerSubscription> m_subscriptions; ///< addresses stay
    TimePoint m_next = TimePoint::max();
    std::string m_tail;
};

} // namespace gnat
