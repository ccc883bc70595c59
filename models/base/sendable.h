// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/messagebatch.h"
#include "core/result.h"

namespace gnat {

/// Whether the subject and the reply subject may go on the wire. Whoever sends what came from elsewhere (a recording, a
/// file) asks first: the client library writes both as they are, and a line break in one begins a command of its own.
Result<void> checkSendable(const MessageView &message);

/// Whether a raw header block goes on the wire with all that it holds. The client library takes keys and values and
/// makes a block of them: a status, a NUL and what follows it, a line that is no field and what follows it, are lost.
/// (The order between different keys and blanks around values are not looked at.)
bool canSendHeaders(std::string_view headers);

} // namespace gnat
