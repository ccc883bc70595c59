// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "recording/recordingreader.h"
#include "recording/sqlite/database_p.h"

#include <optional>

namespace gnat::searchindex {

/// What tells the recording that an index was made of from others, and from itself after it was cut.
struct Origin
{
    qint64 startedNs = 0;
    qint64 firstNs = 0;
    qint64 lastNs = 0; ///< of the last message that is covered
    quint64 messages = 0;

    friend bool operator==(const Origin &, const Origin &) = default;
};

/// Of the first so many messages; nothing if there are not so many.
std::optional<Origin> originOf(const RecordingReader &recording, quint64 messages);

} // namespace gnat::searchindex
