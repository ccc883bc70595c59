// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace gnat {

/// Where another node's port for routes is, and the login for it.
struct RouteAddress
{
    std::string host;
    std::uint16_t port = 0;
    std::string user; ///< with `password`; empty: none
    std::string password;

    /// From "nats://[user:password@]host[:port][/]", the scheme may be another one or missing. InvalidInput names what
    /// is wrong. Without a port: `defaultPort`.
    static Result<RouteAddress> parse(std::string_view text, std::uint16_t defaultPort = 6222);

    /// "host:port", an IPv6 address in brackets; without the login.
    std::string place() const;
    /// True if the host is an IP address.
    bool isNumeric() const;
    /// True if both name the same host and port.
    bool isSamePlace(const RouteAddress &other) const;
};

/// "host:port", an IPv6 address in brackets.
std::string joinHostPort(std::string_view host, std::uint16_t port);

} // namespace gnat
