// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "compose/draft.h"
#include "core/messagebatch.h"

namespace gnat {

class ConnectionSet;

/// What a composer begins with: an empty message for a subject of a connection, or one like that which was seen.
Draft draftFor(const ConnectionSet &connections, SourceId source, const QByteArray &subject);
Draft draftLike(const ConnectionSet &connections, const MessageView &message);

} // namespace gnat
