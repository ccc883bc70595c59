// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/wirecommand.h"

#include <cstddef>
#include <string_view>

namespace gnat {

struct QuickLimits
{
    std::size_t maxControlLine;
    std::size_t maxPayload;
    bool areHeadersAllowed;
};

/// The path that nearly all messages take: `text` begins with a whole "PUB subject [reply] size\r\n<payload>\r\n" or
/// HPUB, in capitals, words one blank apart, nothing wrong with it. Fills `command` and returns the bytes it takes.
/// 0: anything else, for WireParser to look at with care; `command` is then untouched.
std::size_t takeQuickPublish(std::string_view text, const QuickLimits &limits, WireCommand &command);

} // namespace gnat
