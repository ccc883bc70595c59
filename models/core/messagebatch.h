// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plainarray.h"
#include "core/strongid.h"

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>

namespace gnat {

/// One message seen through its batch; the views live as long as the batch.
struct MessageView
{
    std::string_view subject;
    std::string_view reply;   ///< empty: none
    std::string_view headers; ///< raw block "NATS/1.0…\r\n\r\n" as it came; empty: none
    std::string_view payload;
    std::int64_t atNs = 0;       ///< wall clock when it left the client library, ns since 1970 UTC
    std::uint64_t sequence = 0;  ///< running number over all sources, stamped by flow::Fanout, from 1
    SubscriptionId subscription; ///< the subscription that caught it
    SourceId source;
};

/// The fixed part of a message in a batch. Subject, reply, headers and payload lie one behind the other from `offset`.
struct MessageRecord
{
    std::int64_t atNs;
    std::uint32_t offset;
    std::uint32_t headersSize;
    std::uint32_t payloadSize;
    SubscriptionId subscription;
    std::uint16_t subjectSize;
    std::uint16_t replySize;

    std::size_t byteSize() const { return std::size_t{subjectSize} + replySize + headersSize + payloadSize; }
};

/// A contiguous run of messages of one source: the currency of the program. Built by BatchBuilder, stamped and shared
/// by Fanout, then never altered, so any thread may read it without a lock.
class MessageBatch
{
public:
    std::size_t size() const { return m_records.size(); }
    bool isEmpty() const { return m_records.isEmpty(); }
    SourceId source() const { return m_source; }
    /// The sequence of the first message; the others follow without a gap. 0 until the batch was published.
    std::uint64_t firstSequence() const { return m_firstSequence; }
    std::span<const MessageRecord> records() const { return m_records.values(); }
    /// Memory that this batch holds, for budgets.
    std::size_t memoryBytes() const { return m_bytes.capacity() + m_records.capacity() * sizeof(MessageRecord); }
    /// Bytes of subjects, replies, headers and payloads.
    std::size_t contentBytes() const { return m_bytes.size(); }

    std::string_view subject(std::size_t index) const
    {
        const auto &record = m_records[index];
        return {m_bytes.data() + record.offset, record.subjectSize};
    }

    MessageView at(std::size_t index) const
    {
        const auto &record = m_records[index];
        const char *from = m_bytes.data() + record.offset;
        MessageView view;
        view.subject = {from, record.subjectSize};
        view.reply = {from += record.subjectSize, record.replySize};
        view.headers = {from += record.replySize, record.headersSize};
        view.payload = {from + record.headersSize, record.payloadSize};
        view.atNs = record.atNs;
        view.sequence = m_firstSequence + index;
        view.subscription = record.subscription;
        view.source = m_source;
        return view;
    }

private:
    friend class BatchBuilder;
    friend class Fanout;

    PlainArray<MessageRecord> m_records;
    PlainArray<char> m_bytes;
    std::uint64_t m_firstSequence = 0;
    SourceId m_source;
};

using BatchPtr = std::shared_ptr<const MessageBatch>;

/// One message and what keeps it alive. Cheap to copy; empty() if there is none.
struct MessageHandle
{
    BatchPtr batch;
    std::uint32_t index = 0;

    bool isEmpty() const { return !batch; }
    MessageView view() const { return batch->at(index); }
};

} // namespace gnat
