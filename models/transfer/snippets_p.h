// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/headerblock.h"
#include "core/messagebatch.h"

#include <string>
#include <vector>

namespace gnat {

/// The header fields of a message; empty if it has none or they cannot be taken apart.
std::vector<HeaderField> fieldsOf(const MessageView &message);
/// Subject, reply and headers can be given to clients that take text.
bool isAllText(const MessageView &message);
/// For a comment in a program, in English like the program.
inline constexpr const char *notTextComment =
    "A message is left out: its subject, reply or headers are no UTF-8, which "
    "this client cannot send.";

} // namespace gnat
