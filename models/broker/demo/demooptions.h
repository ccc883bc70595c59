// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace gnat {

/// What the demo traffic consists of: messages a second of each kind, 0 leaves a kind out.
struct DemoOptions
{
    std::uint64_t seed = 1;              ///< the same seed gives the same messages in the same order
    double telemetryPerSecond = 120;     ///< iot.<device>.telemetry, MessagePack
    double logsPerSecond = 41;           ///< logs.<service>.<level>, JSON
    double ordersPerSecond = 18;         ///< shop.orders.<step>, JSON
    double userRequestsPerSecond = 6.8;  ///< requests to user.get, one in 50 is never answered
    double quoteRequestsPerSecond = 0.5; ///< requests to pricing.quote, three answers each
};

} // namespace gnat
