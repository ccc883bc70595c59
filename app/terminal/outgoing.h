// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/connection.h"
#include "terminal/command.h"

namespace gnat::terminal {

/// The message that "SUBJECT [PAYLOAD]" and -H describe. Without PAYLOAD it is read from standard input, unless that is
/// a terminal. The error is wrong usage.
Result<OutgoingMessage> outgoingMessage(const Invocation &invocation);

} // namespace gnat::terminal
