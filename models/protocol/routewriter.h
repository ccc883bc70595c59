// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/wirecommand.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace gnat {

/// What a node says to another one about messages and interest; plain text building without I/O. All in the account
/// "$G", that of clients without accounts.
inline constexpr std::string_view globalAccount = "$G";

/// Appends "RMSG $G subject " or "HMSG $G subject "; the message's tail follows (wirewriter.h).
void appendRoutePrefix(const WireCommand &message, bool hasHeaders, std::string &out);

/// Appends the whole control line of a message for queue groups over there: "RMSG $G subject + reply queue… size\r\n",
/// without a reply "| queue…". Headers and payload follow.
void appendRouteLine(const WireCommand &message, std::span<const std::string_view> queues, bool hasHeaders,
                     std::string &out);

/// Appends "RS+ $G subject[ queue weight]\r\n", or with weight 0 "RS- $G subject[ queue]\r\n".
void appendInterest(std::string_view subject, std::string_view queue, std::uint32_t weight, std::string &out);

} // namespace gnat
