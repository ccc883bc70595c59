// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace gnat {

/// True for a bcrypt hash ("$2a$11$…"), which stands for the password it was made of.
bool isBcrypt(std::string_view secret);

/// True if `given` is the password or token that `secret` is, or is the hash of. Takes tens of milliseconds and more
/// with a hash; otherwise it does not tell by its duration how much was right. Any thread.
bool matchesSecret(const std::string &secret, std::string_view given);

} // namespace gnat
