// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/faults/heldmessages.h"

#include "protocol/wirewriter.h"

#include <algorithm>
#include <utility>

namespace gnat {

namespace {

/// What a held message costs besides its bytes: nodes of the map, about.
constexpr std::size_t overhead = 256;

} // namespace

HeldMessage HeldMessage::ofPublished(std::uint64_t cid, const RoutedMessage &message, const FaultVerdict &verdict)
{
    HeldMessage held;
    held.cid = cid;
    held.copies = verdict.copies;
    held.holder = verdict.holder;
    const std::array parts{message.subject, message.reply,          message.headers,
                           message.payload, message.headerSizeText, message.sizeText};
    std::size_t size = 0;
    for (const auto &part : parts)
        size += part.size();
    held.bytes.reserve(size);
    for (std::size_t i = 0; i < parts.size(); ++i) {
        held.bytes.append(parts[i]);
        held.ends[i] = held.bytes.size();
    }
    return held;
}

HeldMessage HeldMessage::ofFrame(std::uint64_t cid, std::string_view prefix, std::string_view tail,
                                 const FaultVerdict &verdict)
{
    HeldMessage held;
    held.cid = cid;
    held.copies = verdict.copies;
    held.holder = verdict.holder;
    held.bytes.reserve(prefix.size() + tail.size());
    held.bytes.append(prefix).append(tail);
    return held;
}

RoutedMessage HeldMessage::published(std::string &tail) const
{
    const auto part = [this](std::size_t i) {
        const auto begin = i == 0 ? 0 : ends[i - 1];
        return std::string_view(bytes).substr(begin, ends[i] - begin);
    };
    RoutedMessage message;
    message.verb = WireVerb::Publish;
    message.subject = part(0);
    message.reply = part(1);
    message.headers = part(2);
    message.payload = part(3);
    message.headerSizeText = part(4);
    message.sizeText = part(5);
    tail.clear();
    appendMessageTail(message, tail);
    message.tail = tail;
    return message;
}

void HeldMessages::hold(HeldMessage message, const FaultVerdict &verdict)
{
    const Key key{verdict.due, ++m_lastNumber};
    if (verdict.heldUntil > 0)
        m_waiting.push_back({verdict.reorder, message.cid, verdict.heldUntil, key});
    m_bytes += message.bytes.size() + overhead;
    m_messages.emplace(key, std::move(message));
}

HeldMessage HeldMessages::take(std::map<Key, HeldMessage>::iterator at)
{
    std::erase_if(m_waiting, [at](const Waiting &waiting) { return waiting.key == at->first; });
    auto message = std::move(at->second);
    m_bytes -= message.bytes.size() + overhead;
    m_messages.erase(at);
    return message;
}

std::optional<HeldMessage> HeldMessages::takeDue(TimePoint now)
{
    if (m_messages.empty())
        return std::nullopt;
    const auto first = m_messages.begin();
    if (first->first.first > now) {
        if (!isOverfull())
            return std::nullopt;
        first->second.holder->hurried.add(1);
    }
    return take(first);
}

std::optional<HeldMessage> HeldMessages::takeOvertaken(std::uint64_t cid, const FaultVerdict &verdict)
{
    const auto found = std::ranges::find_if(m_waiting, [&](const Waiting &waiting) {
        return waiting.rule == verdict.reorder && waiting.cid == cid && waiting.position <= verdict.position;
    });
    if (found == m_waiting.end())
        return std::nullopt;
    return take(m_messages.find(found->key));
}

HeldMessages::TimePoint HeldMessages::nextDue() const
{
    return m_messages.empty() ? TimePoint::max() : m_messages.begin()->first.first;
}

void HeldMessages::forget(std::uint64_t cid)
{
    for (auto at = m_messages.begin(); at != m_messages.end();) {
        const auto here = at++;
        if (here->second.cid == cid)
            take(here);
    }
}

} // namespace gnat
