// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/brokerguest.h"
#include "broker/demo/demodial.h"
#include "broker/demo/demooptions.h"

#include <memory>

namespace gnat {

/// A guest that fills a broker with lively, invented traffic of a small company: devices, services, a shop. The same
/// options give the same messages in the same order; only their times follow the clock. With a dial, its rates are
/// taken over whenever they are turned.
std::unique_ptr<BrokerGuest> makeDemoTraffic(const DemoOptions &options,
                                             std::shared_ptr<const DemoDial> dial = nullptr);

} // namespace gnat
