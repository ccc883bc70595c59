// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/messagebatch.h"
#include "core/result.h"

#include <functional>

namespace gnat {

/// The messages of a source as they were at one moment, to be read in order on another thread. Immutable; what it
/// holds stays in memory as long as it lives, also if the source lets it go. May be read by one thread at a time.
class MessageSnapshot
{
public:
    /// False: enough.
    using Visit = std::function<bool(const MessageView &message, std::uint64_t position)>;

    virtual ~MessageSnapshot() = default;
    virtual std::uint64_t begin() const = 0;
    virtual std::uint64_t end() const = 0;
    /// Visits what is there of positions `first` … `end` - 1, ascending. Blocks on the disk where the source is a file;
    /// the error says what could not be read.
    virtual Result<void> visit(std::uint64_t first, std::uint64_t end, const Visit &visit) const = 0;
};

} // namespace gnat
