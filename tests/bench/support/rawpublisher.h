// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

namespace gnat::bench {

/// What a publisher sends: `messages` of `payloadBytes` on `subjects` subjects in turn, a thousand devices to a line
/// ("plant.line3.device7.data").
struct RawLoad
{
    quint16 port = 0;
    int messages = 0;
    int payloadBytes = 0;
    int subjects = 1000;
    int perSecond = 0; ///< 0: as fast as the server takes them
};

/// A publisher that costs little: PUB frames in blocks over a plain socket, then a PING; returns when the PONG came.
/// Runs in a process of its own, so that its work is not counted. Returns an exit code.
int publishRaw(const RawLoad &load);

} // namespace gnat::bench
