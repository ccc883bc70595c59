// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/brokeroptions.h"
#include "broker/config/configvalue.h"
#include "core/result.h"

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace gnat {

/// An "authorization" map: that of the clients' port or that of the cluster.
struct AuthorizationConfig
{
    std::string user;
    std::string password;
    std::string token;
    std::chrono::milliseconds timeout{0};         ///< 0: the default
    std::optional<std::vector<BrokerUser>> users; ///< absent: there is no list
    std::optional<BrokerPermissions> defaultPermissions;
};

/// Refuses what contradicts itself: a token besides a user, a user twice, an NKey with a password.
Result<AuthorizationConfig> readAuthorization(const ConfigEntry &entry);

} // namespace gnat
