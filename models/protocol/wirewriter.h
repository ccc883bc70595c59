// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/wirecommand.h"

#include <string>

namespace gnat {

/// What a server says to a client; plain text building without I/O.

/// "-ERR 'words'\r\n"
std::string errorLine(std::string_view words);

/// Appends a number in decimal.
void appendNumber(std::size_t number, std::string &out);

/// Appends "[reply ][headersize ]size\r\n<headers><payload>\r\n", what follows "MSG subject sid " or "HMSG subject
/// sid ", to `out`. Sizes are `command`'s own texts where it has them.
void appendMessageTail(const WireCommand &command, std::string &out);

/// The same for a receiver without headers: "[reply ]payloadsize\r\n<payload>\r\n".
void appendPlainTail(const WireCommand &command, std::string &out);

/// Appends a command as a client writes it, e.g. for logs and tests: "PUB subject reply 5\r\nhello\r\n".
void appendPublish(const WireCommand &command, std::string &out);

} // namespace gnat
