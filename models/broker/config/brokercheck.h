// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/brokeroptions.h"
#include "core/result.h"

namespace gnat {

/// What nats-server checks before it starts: whether the options contradict each other, however they came about.
Result<void> checkBrokerOptions(const BrokerOptions &options);

/// Refuses a listener that other machines could reach without a login, unless BrokerOptions::isInsecure. A login is:
/// for clients any credentials that everybody needs, or a certificate that is verified; for routes their user or a
/// certificate; for the monitoring port its own user and password. The sentence names listener, address and remedy.
Result<void> checkExposure(const BrokerOptions &options);

} // namespace gnat
