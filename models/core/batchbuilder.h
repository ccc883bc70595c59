// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/messagebatch.h"

#include <cstddef>
#include <memory>
#include <string_view>

namespace gnat {

/// What a message consists of before it is in a batch.
struct MessageParts
{
    std::string_view subject;
    std::string_view reply;
    std::string_view headers;
    std::string_view payload;
};

/// Collects messages of one source into a batch; each byte is copied once. One thread at a time. The owner decides
/// when the batch goes out: isFull() after an append, or when the oldest message in it has waited long enough.
class BatchBuilder
{
public:
    static constexpr std::size_t fullBytes = 256 * 1024;
    static constexpr std::size_t fullMessages = 2048;

    explicit BatchBuilder(SourceId source);

    /// Subjects and replies over 65,535 bytes cannot occur on the wire (max_control_line); such a message is refused
    /// with false and must be counted as dropped by the caller.
    [[nodiscard]] bool append(const MessageParts &message, std::int64_t atNs, SubscriptionId subscription);

    bool isEmpty() const { return m_batch->isEmpty(); }
    bool isFull() const { return m_batch->m_bytes.size() >= fullBytes || m_batch->m_records.size() >= fullMessages; }
    /// Time of the first message in the open batch; only while it is not empty.
    std::int64_t oldestNs() const { return m_batch->m_records[0].atNs; }

    /// The batch so far (maybe empty); a new one begins. `firstSequence` is for batches that do not pass a Fanout,
    /// which stamps its own: those read from a file.
    std::unique_ptr<MessageBatch> take(std::uint64_t firstSequence = 0);

    /// One batch of two published ones of which `second` follows `first` in source and sequence; null if it does not,
    /// or if together they would be more than `mostMessages` or `mostBytes`. For those who keep many small ones: on a
    /// quiet bus nearly each message is a batch of its own.
    static BatchPtr joined(const MessageBatch &first, const MessageBatch &second, std::size_t mostMessages,
                           std::size_t mostBytes);

private:
    void begin();

    SourceId m_source;
    std::unique_ptr<MessageBatch> m_batch;
    std::size_t m_lastRecords = 16;
    std::size_t m_lastBytes = 4096;
};

} // namespace gnat
