// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"

#include <QString>

#include <cstdint>
#include <functional>
#include <string_view>

class QFile;

namespace gnat {

/// A message of an MCAP file; the bytes are valid during the call.
struct McapMessage
{
    std::string_view topic;
    std::string_view payload;
    std::int64_t atNs = 0;    ///< when it was recorded
    std::uint64_t number = 0; ///< 1: the first of the file
};

/// An error ends the reading.
using TakeMcap = std::function<Result<void>(const McapMessage &)>;

/// Whether the file, opened for reading, begins as MCAP does; its position stays.
bool isMcap(QFile &file);

/// Reads the messages of an MCAP file (mcap.dev/spec, version 0) in their order in the file: from chunks that are not
/// compressed, or without chunks. Holds one record in memory. The error tells a file that is cut off, damaged
/// (checksums) or compressed apart. `goOn` is asked before each record, with the bytes read so far; false ends the
/// reading without an error. For a worker thread.
Result<void> readMcap(QFile &file, const TakeMcap &take, const std::function<bool(quint64 bytes)> &goOn);

} // namespace gnat
