// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace gnat {

/// A login that the broker accepts.
struct BrokerUser
{
    std::string name;
    std::string password;
};

/// How a broker node behaves. The defaults are nats-server's, except for the host: only this machine can connect
/// unless somebody says otherwise.
struct BrokerOptions
{
    std::string host = "127.0.0.1";
    int port = 4222;        ///< 0 or -1: a free port, see BrokerNode::port()
    std::string serverName; ///< empty: the server id
    std::string user;       ///< with `password`: the one login; empty: none
    std::string password;
    std::string token;             ///< empty: none
    std::vector<BrokerUser> users; ///< more logins
    std::string noAuthUser;        ///< the user of `users` that a client without credentials becomes; empty: refused
    std::chrono::milliseconds authTimeout{2000};

    std::size_t maxPayload = 1024 * 1024;
    std::size_t maxControlLine = 4096;
    std::size_t maxConnections = 65536;
    std::size_t maxSubscriptions = 0;               ///< per connection; 0: no limit
    std::size_t maxPending = 64 * 1024 * 1024;      ///< bytes waiting for one client before it is cut off
    std::chrono::milliseconds writeDeadline{10000}; ///< how long a client may take nothing while bytes wait for it
    std::chrono::milliseconds pingInterval{120000};
    int maxPingsOut = 2;

    bool debug = false;
    bool trace = false;
    std::string logFile; ///< empty: standard error when `debug` or `trace` is set, otherwise no log
    std::string pidFile; ///< empty: none

    bool needsLogin() const { return !user.empty() || !token.empty() || !users.empty(); }
};

/// Options from strict JSON with nats-server's key names, on top of `base`. A key that is unknown, not supported or of
/// the wrong type is refused by name and line.
Result<BrokerOptions> parseBrokerOptions(std::string_view json, BrokerOptions base = {});
/// The same from a file.
Result<BrokerOptions> readBrokerOptions(const std::string &path, BrokerOptions base = {});

} // namespace gnat
