// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace gnat::bench {

/// A publisher that costs next to nothing: pre-built PUB frames over a plain socket, as fast as the server takes them,
/// then a PING; returns when the PONG came. Runs in a process of its own (see main), so that its work is not counted.
/// Returns an exit code.
int publishRaw(quint16 port, int messages, int payloadBytes, int subjects);

} // namespace gnat::bench
