// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace gnat {

/// "host:port" under which clients reach a listener on `host`: that one, or for every interface ("0.0.0.0", "::") this
/// machine's addresses that other machines can use. May be empty then. The only place that asks the system for its
/// interfaces.
std::vector<std::string> reachableAddresses(const std::string &host, std::uint16_t port);

} // namespace gnat
