// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gnat {

/// What a node says of itself, or of a third one, in INFO on a route; nats-server's Info with the fields that matter
/// here.
struct RouteInfo
{
    std::string serverId;
    std::string serverName;
    std::string host; ///< of the port for routes
    std::uint16_t port = 0;
    bool hasHeaders = false;
    bool needsLogin = false;
    bool needsTls = false;
    std::size_t maxPayload = 0;
    std::string place; ///< "nats-route://host:port/" where others reach it; empty: where it connected from
    std::string cluster;
    bool isDynamic = false;               ///< the cluster's name was made up
    std::vector<std::string> connectUrls; ///< "host:port" for its clients
    bool isLameDuck = false;

    /// nullopt if it is not a JSON object; fields of the wrong type count as absent.
    static std::optional<RouteInfo> parse(std::string_view json);
    /// "INFO {…}\r\n"
    std::string line() const;
};

/// Another node's INFO, to be told to third ones: as it came, but with the place where it can be reached.
std::string forwardedInfoLine(std::string_view json, std::string_view place);

/// What a node that opened the route says in CONNECT.
struct RouteConnect
{
    std::string user;
    std::string password;
    std::string serverId;
    std::string cluster;
    std::string lang;    ///< only clients have one
    std::string gateway; ///< only gateways have one
    bool isDynamic = false;
    bool hasHeaders = false;
    bool hasTls = false;

    static std::optional<RouteConnect> parse(std::string_view json);
    /// "CONNECT {…}\r\n"
    std::string line() const;
};

} // namespace gnat
