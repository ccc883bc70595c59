// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/connectionevents_p.h"
#include "core/batchbuilder.h"

#include <chrono>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>

namespace gnat {

/// The requests in flight of one connection and the inbox on which their replies come:
/// <prefix>.<random id of the connection>.<number of the request>. Replies and ends go to the outbox. Shared with the
/// library's callbacks. Thread-safe.
class RequestTable
{
public:
    using Clock = std::chrono::steady_clock;

    RequestTable(const std::string &inboxPrefix, std::shared_ptr<EventOutbox> outbox);

    /// Notes a request before it is sent; its time runs from here.
    void add(RequestId request, const RequestOptions &options);
    /// True if it is still wanted; its latency counts from here.
    bool beginSending(RequestId request);
    /// The request's end by other means than replies; requestFinished() is told once only.
    void finish(RequestId request, RequestResult result, const QString &error = {});
    void finishAll(RequestResult result, const QString &error = {});
    /// Ends what is overdue.
    void expire();
    std::optional<Clock::time_point> nextDeadline() const;

    /// Delivery thread: a message on the inbox.
    void takeReply(const MessageParts &message);

    const std::string &inbox() const { return m_inbox; }
    std::string inboxPattern() const { return m_inbox + "*"; }
    std::string replySubject(RequestId request) const { return m_inbox + std::to_string(request.number()); }

private:
    struct Pending
    {
        Clock::time_point deadline;
        std::int64_t sentNs = 0;
        int maxReplies = 1;
        int replies = 0;
    };

    void end(std::unordered_map<RequestId, Pending>::iterator entry, RequestResult result, const QString &error);

    const std::string m_inbox; // with the last dot
    const std::shared_ptr<EventOutbox> m_outbox;
    mutable std::mutex m_mutex; // guards m_pending
    std::unordered_map<RequestId, Pending> m_pending;
};

} // namespace gnat
