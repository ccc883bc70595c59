// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/monitoring/brokersnapshot.h"

#include <string>
#include <string_view>
#include <vector>

namespace gnat {

/// Which servers a $SYS request is for; empty parts: all.
struct ServerFilter
{
    std::string name;              ///< a part of the server's name
    std::string host;              ///< a part of its host
    std::string cluster;           ///< a part of its cluster's name
    std::string domain;            ///< of JetStream: nobody here
    std::vector<std::string> tags; ///< nobody here has any

    bool matches(const ServerSnapshot &server) const;
};

/// What $SYS requests carry as JSON, for all kinds of them; what a kind does not know it ignores.
/// Source: nats-server, server/events.go.
struct SystemOptions
{
    ServerFilter server;
    ConnectionQuery connections;
    SubscriptionQuery subscriptions;
    ConnectionQuery::Subscriptions routes = ConnectionQuery::Subscriptions::None;
    std::string account;         ///< of ACCOUNTZ
    bool includesUnused = false; ///< of STATZ

    /// `kind` is the last token of the subject ("CONNZ"). The error is what Go's decoder says of a wrong type.
    static Result<SystemOptions> read(std::string_view json, std::string_view kind);
};

} // namespace gnat
