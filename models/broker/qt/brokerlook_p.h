// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/cluster/brokercluster.h"
#include "broker/qt/brokerview.h"

#include <optional>
#include <vector>

namespace gnat {

/// What is known of one node: its state, its figures now and before, and its latest snapshot.
struct NodeLook
{
    BrokerCluster::State state = BrokerCluster::State::Stopped;
    qint64 sinceNs = 0;
    bool wasKilled = false;
    BrokerStats stats;
    qint64 statsAtNs = 0; ///< monotonic
    double inPerSecond = 0;
    double outPerSecond = 0;
    std::optional<BrokerSnapshot> before;
    std::optional<BrokerSnapshot> snapshot;
    bool isAsked = false; ///< a snapshot is on its way

    /// The node's figures at this moment (monotonic): its rates since the last time.
    void measure(const BrokerStats &now, qint64 nowNs);
    void take(BrokerSnapshot &&taken);
    void forget(); ///< it has ended
};

/// The values that windows show. `looks` has one for each node of the cluster.
BrokerView makeBrokerView(const BrokerCluster &cluster, const std::vector<NodeLook> &looks);
QList<SubscriptionView> makeSubscriptionViews(const BrokerSnapshot &snapshot);

} // namespace gnat
