// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/brokeroptions.h"
#include "broker/config/configvalue.h"
#include "core/result.h"

namespace gnat {

/// All keys at the top of a configuration, onto `options`. An "authorization" without a timeout sets it to 0.
Result<void> applyBrokerKeys(BrokerOptions &options, const ConfigValue &map);

} // namespace gnat
