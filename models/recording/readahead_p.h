// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"
#include "flow/batchqueue.h"
#include "recording/recordingreader.h"

#include <deque>
#include <mutex>
#include <optional>
#include <thread>

namespace gnat {

/// Reads a recording from a row on, on a thread of its own and a few pages ahead, so that the disk does not disturb
/// who sends. Used by one thread.
class ReadAhead
{
public:
    ReadAhead(RecordingReader reader, quint64 firstRow);
    ~ReadAhead();
    ReadAhead(const ReadAhead &) = delete;
    ReadAhead &operator=(const ReadAhead &) = delete;

    /// The next message; empty at the end or if `stop` is requested meanwhile. Waits for the disk. The error says what
    /// is wrong with the file.
    Result<MessageHandle> next(const std::stop_token &stop);

private:
    void run(const std::stop_token &stop, quint64 row);

    RecordingReader m_reader;
    BatchQueue m_queue;
    std::deque<BatchPtr> m_pages;
    std::uint32_t m_index = 0;
    std::mutex m_mutex; // guards the error
    std::optional<Error> m_error;
    std::jthread m_thread;
};

} // namespace gnat
