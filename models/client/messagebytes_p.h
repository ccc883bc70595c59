// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/nathandles_p.h"
#include "core/batchbuilder.h"

#include <atomic>
#include <cstdint>
#include <string>

namespace gnat {

/// Reads the parts of a library message without copying, the raw header block too. The library offers no access to that
/// block; in cnats 3.4 it lies in the message's buffer behind the reply (or the subject) and before the payload. The
/// constructor checks that layout on a message of its own; where a message does not look as expected, the block is made
/// anew from the library's accessors, which lose the order of keys and odd spacing, and is counted. One thread.
class MessageBytes
{
public:
    MessageBytes();

    /// Valid until the message is destroyed or the next call.
    MessageParts read(natsMsg *message);
    /// How many header blocks had to be made anew.
    std::uint64_t rebuiltHeaders() const { return m_rebuilt.load(std::memory_order_relaxed); }

private:
    std::string_view headersBetween(const char *from, const char *to) const;
    void rebuildHeaders(natsMsg *message);

    bool m_isLayoutKnown;
    std::string m_scratch;
    std::atomic<std::uint64_t> m_rebuilt = 0;
};

} // namespace gnat
