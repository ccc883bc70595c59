// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/brokerpeer.h"
#include "broker/cluster/routegreeting.h"
#include "broker/cluster/routetargets.h"
#include "broker/subscriptionindex.h"

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace gnat {

class ClusterMembership;

/// The conversation with another node: its interest becomes subscriptions of this peer, its messages go to local
/// receivers, messages it is interested in are sent to it. What greetings mean is ClusterMembership's business. Node's
/// thread.
class RouteSession final : public BrokerPeer
{
public:
    /// `target`: what this node dialed; nullopt: the other one did.
    RouteSession(const BrokerContext &context, ClusterMembership &membership, PeerHost &host, std::uint64_t id,
                 std::string ip, std::optional<RouteTargets::Target> target);
    ~RouteSession() override;

    /// Says CONNECT, if this node dialed, and INFO.
    void begin(TimePoint now) override;
    void tick(TimePoint now) override;
    void leave() override;
    void passwordChecked(bool isRight) override;

    Taken deliver(const BrokerSubscription &subscription, std::string_view prefix,
                  const RoutedMessage &message) override;
    Taken forward(const RoutedMessage &message, std::span<const std::string_view> queues) override;
    void subscriptionEnded(BrokerSubscription &subscription) override;

    const std::optional<RouteTargets::Target> &target() const { return m_target; }
    /// What the other node said of itself first; nullopt: nothing yet.
    const std::optional<RouteInfo> &info() const { return m_info; }
    std::size_t subscriptionCount() const override { return m_subscriptions.size(); }
    void eachSubscription(const std::function<void(const BrokerSubscription &)> &visit) const override;

    // --- for ClusterMembership ---
    void tell(std::string_view lines) { send(lines); }
    void setInfo(RouteInfo info);
    /// Its clients' addresses are not told any more.
    void forgetConnectUrls() { m_info->connectUrls.clear(); }
    /// The password of its CONNECT is being checked.
    void holdFor(RouteConnect connect);
    /// It has logged in.
    void setLoggedIn(bool hasHeaders);

private:
    void handle(WireCommand &command) override;
    void handleMessage(WireCommand &command);
    void handleSubscribe(const WireCommand &command);
    void handleUnsubscribe(const WireCommand &command);
    const std::string &keyOf(const WireCommand &command);

    ClusterMembership &m_membership;
    std::optional<RouteTargets::Target> m_target;
    std::optional<RouteInfo> m_info;
    std::optional<RouteConnect> m_connect;                        ///< whose password is being checked
    TextMap<std::unique_ptr<BrokerSubscription>> m_subscriptions; ///< by "subject" or "subject queue"
    std::vector<std::string_view> m_queues;                       ///< of the message under way
    std::string m_scratch;
    TimePoint m_begun;
    std::size_t m_interestBytes = 0; ///< about what m_subscriptions takes
    bool m_hasHeaders = true;
    bool m_isLoggedIn;
    bool m_hasLeft = false;
};

} // namespace gnat
