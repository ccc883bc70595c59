// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/wirecommand.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace gnat {

struct BrokerSubscription;

/// A message on its way through the broker: the command that brought it, with its views.
using RoutedMessage = WireCommand;

/// Whom the router delivers to: a client's session, a guest inside the node, or the route to another node.
class BrokerReceiver
{
public:
    /// Local receivers are asked to deliver() for each subscription; a Route once a message, to forward() it.
    enum class Kind { Local, Route };
    /// How a delivery went: `Behind` means it was taken, but the publisher should pause.
    enum class Taken { Yes, Behind, No };

    virtual ~BrokerReceiver() = default;

    /// `prefix` is "HMSG subject sid " (cut the first byte for MSG). Must not change subscriptions.
    virtual Taken deliver(const BrokerSubscription &subscription, std::string_view prefix,
                          const RoutedMessage &message) = 0;
    /// Sends the message to another node: to all plain subscriptions there, and to one member of each of `queues`.
    virtual Taken forward(const RoutedMessage & /*message*/, std::span<const std::string_view> /*queues*/)
    {
        return Taken::No;
    }
    /// The subscription has had its `max` messages and is out of the index; the owner now destroys it.
    virtual void subscriptionEnded(BrokerSubscription &subscription) = 0;
    /// It is behind: how long a publisher of this kind waits for it at most.
    virtual std::chrono::milliseconds longestWait(Kind /*publisher*/) const { return std::chrono::milliseconds::max(); }
    /// False: it does not get what it publishes itself.
    bool wantsEcho() const { return m_echo; }
    bool isRoute() const { return m_kind == Kind::Route; }

protected:
    explicit BrokerReceiver(Kind kind = Kind::Local) : m_kind(kind) {}
    void setEcho(bool echo) { m_echo = echo; }

private:
    Kind m_kind;
    bool m_echo = true;
};

/// A subscription of a receiver, which owns it; the index refers to it. One of a Route stands for all that its node
/// has on that subject and queue.
struct BrokerSubscription
{
    BrokerReceiver *receiver = nullptr;
    std::string subject; ///< may hold wildcards
    std::string queue;   ///< empty: none
    std::string sid;
    std::uint64_t delivered = 0;
    std::uint64_t max = 0;    ///< ends after so many; 0: never
    std::uint32_t weight = 1; ///< of a Route: members of the queue group there
    std::size_t place = 0;    ///< the index's: where it stands among those of its subject
};

} // namespace gnat
