// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/connectionprofile.h"
#include "client/nathandles_p.h"

namespace gnat {

/// The library's present words about its last failure on this thread; empty if it has none.
QString libraryWords();

/// Why connecting to `server` ("host:port") failed, for a person. `words` is what the server or the library said.
Error connectError(natsStatus status, const QString &words, const ConnectionProfile &profile, const QString &server);

/// Why sending failed.
Error sendError(natsStatus status, const QString &words);

/// Why a stream did not keep a message. `code`: what JetStream says, 0: nothing.
Error streamError(natsStatus status, int code, const QString &words);

/// The kind of an error that comes while connected.
ErrorKind kindOf(natsStatus status);

} // namespace gnat
