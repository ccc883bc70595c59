// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace gnat {

/// True for the public NKey of a user: "U…", 56 characters of base 32 over a prefix byte, 32 bytes of Ed25519 key and
/// a CRC-16. Source: github.com/nats-io/nkeys.
bool isPublicUserKey(std::string_view key);

} // namespace gnat
