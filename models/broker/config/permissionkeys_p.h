// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/brokeroptions.h"
#include "broker/config/configvalue.h"
#include "core/result.h"

namespace gnat {

/// "permissions": what a user may publish and subscribe to, in all forms that nats-server takes.
Result<BrokerPermissions> readPermissions(const ConfigEntry &entry);

} // namespace gnat
