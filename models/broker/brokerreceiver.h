// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/wirecommand.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace gnat {

struct BrokerSubscription;

/// A message on its way through the broker: the command that brought it, with its views.
using RoutedMessage = WireCommand;

/// Whom the router delivers to: a client's session or a guest inside the node.
class BrokerReceiver
{
public:
    /// How a delivery went: `Behind` means it was taken, but the publisher should pause.
    enum class Taken { Yes, Behind, No };

    virtual ~BrokerReceiver() = default;

    /// `prefix` is "HMSG subject sid " (cut the first byte for MSG). Must not change subscriptions.
    virtual Taken deliver(const BrokerSubscription &subscription, std::string_view prefix,
                          const RoutedMessage &message) = 0;
    /// The subscription has had its `max` messages and is out of the index; the owner now destroys it.
    virtual void subscriptionEnded(BrokerSubscription &subscription) = 0;
    /// False: it does not get what it publishes itself.
    bool wantsEcho() const { return m_echo; }

protected:
    BrokerReceiver() = default;
    void setEcho(bool echo) { m_echo = echo; }

private:
    bool m_echo = true;
};

/// A subscription of a receiver, which owns it; the index refers to it.
struct BrokerSubscription
{
    BrokerReceiver *receiver = nullptr;
    std::string subject; ///< may hold wildcards
    std::string queue;   ///< empty: none
    std::string sid;
    std::uint64_t delivered = 0;
    std::uint64_t max = 0; ///< ends after so many; 0: never
};

} // namespace gnat
