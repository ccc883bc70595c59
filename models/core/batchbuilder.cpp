// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/batchbuilder.h"

#include <algorithm>
#include <limits>

namespace gnat {

namespace {

std::size_t withReserve(std::size_t needed)
{
    return needed + needed / 4;
}

} // namespace

BatchBuilder::BatchBuilder(SourceId source) : m_source(source)
{
    begin();
}

void BatchBuilder::begin()
{
    m_batch = std::make_unique<MessageBatch>();
    m_batch->m_source = m_source;
    // Somewhat more room than the last batch needed: a quiet source holds little, a busy one does not grow step by
    // step. take() gives the rest back.
    m_batch->m_records.reserve(withReserve(m_lastRecords));
    m_batch->m_bytes.reserve(withReserve(m_lastBytes));
}

bool BatchBuilder::append(const MessageParts &message, std::int64_t atNs, SubscriptionId subscription)
{
    constexpr std::size_t shortMax = std::numeric_limits<std::uint16_t>::max();
    constexpr std::size_t longMax = std::numeric_limits<std::uint32_t>::max() / 4;
    if (message.subject.size() > shortMax || message.reply.size() > shortMax || message.headers.size() > longMax ||
        message.payload.size() > longMax)
        return false;

    auto &bytes = m_batch->m_bytes;
    m_batch->m_records.append(MessageRecord{
        atNs, static_cast<std::uint32_t>(bytes.size()), static_cast<std::uint32_t>(message.headers.size()),
        static_cast<std::uint32_t>(message.payload.size()), subscription,
        static_cast<std::uint16_t>(message.subject.size()), static_cast<std::uint16_t>(message.reply.size())});
    for (const auto part : {message.subject, message.reply, message.headers, message.payload})
        bytes.append(part);
    return true;
}

std::unique_ptr<MessageBatch> BatchBuilder::take(std::uint64_t firstSequence)
{
    m_lastRecords = std::max<std::size_t>(16, m_batch->m_records.size());
    m_lastBytes = std::max<std::size_t>(4096, m_batch->m_bytes.size());
    auto done = std::move(m_batch);
    done->m_records.trim();
    done->m_bytes.trim();
    done->m_firstSequence = firstSequence;
    begin();
    return done;
}

BatchPtr BatchBuilder::joined(const MessageBatch &first, const MessageBatch &second, std::size_t mostMessages,
                              std::size_t mostBytes)
{
    if (first.m_source != second.m_source || first.m_firstSequence + first.size() != second.m_firstSequence)
        return nullptr;
    const auto bytes = first.m_bytes.size() + second.m_bytes.size();
    if (first.size() + second.size() > mostMessages || bytes > mostBytes)
        return nullptr;
    auto joined = std::make_shared<MessageBatch>();
    joined->m_source = first.m_source;
    joined->m_firstSequence = first.m_firstSequence;
    joined->m_records.reserve(first.size() + second.size());
    joined->m_records.append(first.records());
    for (auto record : second.records()) {
        record.offset += static_cast<std::uint32_t>(first.m_bytes.size());
        joined->m_records.append(record);
    }
    joined->m_bytes.reserve(bytes);
    joined->m_bytes.append(first.m_bytes.values());
    joined->m_bytes.append(second.m_bytes.values());
    return joined;
}

} // namespace gnat
