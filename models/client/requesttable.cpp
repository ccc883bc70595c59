// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/requesttable_p.h"

#include "base/text.h"
#include "core/clock.h"
#include "core/headerblock.h"

#include <QRandomGenerator>

#include <algorithm>
#include <charconv>

namespace gnat {

namespace {

constexpr int noRespondersStatus = 503;

std::string randomToken()
{
    constexpr std::string_view digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    std::string token(22, '0');
    for (char &c : token)
        c = digits[static_cast<std::size_t>(QRandomGenerator::system()->bounded(static_cast<int>(digits.size())))];
    return token;
}

Reply toReply(const MessageParts &message, std::int64_t latencyNs)
{
    Reply reply;
    reply.subject = toByteArray(message.subject);
    reply.headers = toByteArray(message.headers);
    reply.payload = toByteArray(message.payload);
    reply.latencyNs = latencyNs;
    reply.atNs = wallNanoseconds();
    return reply;
}

} // namespace

RequestTable::RequestTable(const std::string &inboxPrefix, std::shared_ptr<EventOutbox> outbox)
    : m_inbox(inboxPrefix + "." + randomToken() + "."), m_outbox(std::move(outbox))
{
}

void RequestTable::add(RequestId request, const RequestOptions &options)
{
    const std::scoped_lock lock(m_mutex);
    Pending pending;
    pending.deadline = Clock::now() + std::chrono::milliseconds(std::max(options.timeoutMs, 1));
    pending.maxReplies = options.maxReplies;
    m_pending.emplace(request, pending);
}

bool RequestTable::beginSending(RequestId request)
{
    const std::scoped_lock lock(m_mutex);
    const auto found = m_pending.find(request);
    if (found == m_pending.end())
        return false;
    found->second.sentNs = monotonicNanoseconds();
    return true;
}

void RequestTable::finish(RequestId request, RequestResult result, const QString &error)
{
    const std::scoped_lock lock(m_mutex);
    const auto found = m_pending.find(request);
    if (found != m_pending.end())
        end(found, result, error);
}

void RequestTable::finishAll(RequestResult result, const QString &error)
{
    const std::scoped_lock lock(m_mutex);
    while (!m_pending.empty())
        end(m_pending.begin(), result, error);
}

void RequestTable::expire()
{
    const std::scoped_lock lock(m_mutex);
    const auto now = Clock::now();
    for (auto entry = m_pending.begin(); entry != m_pending.end();) {
        const auto current = entry++;
        if (current->second.deadline <= now)
            end(current, current->second.replies > 0 ? RequestResult::Replied : RequestResult::TimedOut, {});
    }
}

std::optional<RequestTable::Clock::time_point> RequestTable::nextDeadline() const
{
    const std::scoped_lock lock(m_mutex);
    const auto earliest = std::ranges::min_element(
        m_pending, [](const auto &a, const auto &b) { return a.second.deadline < b.second.deadline; });
    return earliest == m_pending.end() ? std::nullopt : std::optional(earliest->second.deadline);
}

void RequestTable::takeReply(const MessageParts &message)
{
    const auto number = message.subject.substr(std::min(m_inbox.size(), message.subject.size()));
    RequestId::NumberType id = 0;
    std::from_chars(number.data(), number.data() + number.size(), id);
    const std::scoped_lock lock(m_mutex);
    const auto found = m_pending.find(RequestId(id));
    if (found == m_pending.end())
        return;
    if (message.payload.empty() && headerStatus(message.headers) == noRespondersStatus) {
        end(found, RequestResult::NoResponders, {});
        return;
    }
    auto &pending = found->second;
    auto reply = toReply(message, monotonicNanoseconds() - pending.sentNs);
    m_outbox->post([request = found->first, reply = std::move(reply)](ConnectionEvents &events) {
        events.onReply(request, reply);
    });
    if (++pending.replies == pending.maxReplies)
        end(found, RequestResult::Replied, {});
}

void RequestTable::end(std::unordered_map<RequestId, Pending>::iterator entry, RequestResult result,
                       const QString &error)
{
    m_outbox->post([request = entry->first, result, error](ConnectionEvents &events) {
        events.onRequestFinished(request, result, error);
    });
    m_pending.erase(entry);
}

} // namespace gnat
