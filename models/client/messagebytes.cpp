// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/messagebytes_p.h"

#include "core/headerblock.h"

#include <cstdlib>
#include <cstring>

namespace gnat {

namespace {

std::string_view textOrNothing(const char *text)
{
    return text ? std::string_view(text) : std::string_view();
}

/// Behind the NUL of the last text before headers and payload.
const char *endOfTexts(std::string_view subject, std::string_view reply)
{
    const auto last = reply.data() ? reply : subject;
    return last.data() + last.size() + 1;
}

bool layoutIsAsExpected()
{
    natsMsg *raw = nullptr;
    if (nats_Open(-1) != NATS_OK || natsMsg_Create(&raw, "subject", "reply", "data", 4) != NATS_OK)
        return false;
    const NatsMessage message(raw);
    const auto subject = textOrNothing(natsMsg_GetSubject(raw));
    const auto reply = textOrNothing(natsMsg_GetReply(raw));
    return reply.data() == subject.data() + subject.size() + 1 && natsMsg_GetData(raw) == endOfTexts(subject, reply);
}

} // namespace

MessageBytes::MessageBytes() : m_isLayoutKnown(layoutIsAsExpected()) {}

MessageParts MessageBytes::read(natsMsg *message)
{
    MessageParts parts;
    parts.subject = textOrNothing(natsMsg_GetSubject(message));
    parts.reply = textOrNothing(natsMsg_GetReply(message));
    const auto *data = natsMsg_GetData(message);
    if (data)
        parts.payload = {data, static_cast<std::size_t>(natsMsg_GetDataLength(message))};
    const auto *end = endOfTexts(parts.subject, parts.reply);
    if (m_isLayoutKnown && data && data >= end) {
        parts.headers = headersBetween(end, data);
        if (!parts.headers.empty() || data - end <= 1)
            return parts;
    }
    rebuildHeaders(message);
    parts.headers = m_scratch;
    return parts;
}

std::string_view MessageBytes::headersBetween(const char *from, const char *to) const
{
    std::string_view block(from, static_cast<std::size_t>(to - from));
    if (!block.empty() && block.back() == '\0')
        block.remove_suffix(1);
    return block.starts_with("NATS/1.0") && block.ends_with("\r\n") ? block : std::string_view();
}

void MessageBytes::rebuildHeaders(natsMsg *message)
{
    m_scratch.clear();
    const char **keys = nullptr;
    int keyCount = 0;
    if (natsMsgHeader_Keys(message, &keys, &keyCount) != NATS_OK)
        return;
    std::vector<std::pair<std::string, std::string>> fields;
    for (int k = 0; k < keyCount; ++k) {
        const char **values = nullptr;
        int valueCount = 0;
        if (natsMsgHeader_Values(message, keys[k], &values, &valueCount) != NATS_OK)
            continue;
        for (int v = 0; v < valueCount; ++v)
            fields.emplace_back(keys[k], values[v]);
        std::free(static_cast<void *>(values)); // NOLINT: allocated by the C library's user
    }
    std::free(static_cast<void *>(keys)); // NOLINT: as above
    m_scratch = makeHeaderBlock(fields);
    m_rebuilt.fetch_add(1, std::memory_order_relaxed);
}

} // namespace gnat
