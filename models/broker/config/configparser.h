// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/config/configvalue.h"
#include "core/result.h"

#include <string>
#include <string_view>

namespace gnat {

/// Reads a text in nats-server's configuration format into a map: comments, "key value" with ':', '=' or nothing
/// between, maps, lists, includes, variables; JSON is a part of it. Variables are looked up in the maps around them,
/// then in the environment. Includes are relative to the current folder.
/// Hostile text (deep, endless, including itself) ends in an error: InvalidInput "server.conf:3: what is wrong", or
/// NotFound for a file that cannot be read. Source: conf/ of nats-server 2.9.10; where that guesses, this refuses: a
/// key without a value, a brace that is never closed.
Result<ConfigValue> parseConfigText(std::string_view text);
/// The same from a file; its includes are relative to it.
Result<ConfigValue> parseConfigFile(const std::string &path);

} // namespace gnat
