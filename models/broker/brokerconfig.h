// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/brokeroptions.h"
#include "core/result.h"

#include <string>
#include <string_view>

namespace gnat {

/// Options from strict JSON with nats-server's key names, on top of `base`. A key that is unknown, not supported or of
/// the wrong type is refused by name and line.
Result<BrokerOptions> parseBrokerOptions(std::string_view json, BrokerOptions base = {});
/// The same from a file.
Result<BrokerOptions> readBrokerOptions(const std::string &path, BrokerOptions base = {});

} // namespace gnat
