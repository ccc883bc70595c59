// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/brokeroptions.h"
#include "core/result.h"

#include <string>
#include <string_view>

namespace gnat {

/// Options from text in nats-server's configuration format (JSON is a part of it), on top of `base`. What is unknown,
/// not supported, of the wrong type or out of range is refused: "server.conf:3: \"prot\" is an unknown key.", for text
/// "line 3: …". Whether the options fit together is asked of checkBrokerOptions().
Result<BrokerOptions> parseBrokerOptions(std::string_view text, BrokerOptions base = {});
/// The same from a file; its includes are relative to it. NotFound: it cannot be read.
Result<BrokerOptions> readBrokerOptions(const std::string &path, BrokerOptions base = {});

} // namespace gnat
