// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/connection.h"

namespace gnat {

/// Whether a message may be sent: subject, reply, header keys and values, size. `maxPayload` 0: not known.
Result<void> checkOutgoing(const OutgoingMessage &message, qint64 maxPayload);

} // namespace gnat
