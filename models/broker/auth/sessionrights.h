// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/auth/permissions.h"

#include <chrono>
#include <cstddef>
#include <memory>
#include <string_view>

namespace gnat {

/// What one session may do: its user's permissions, and the leave to answer what it was sent. Owned by the session,
/// which has none if everything is allowed. Node's thread.
class SessionRights
{
public:
    using TimePoint = std::chrono::steady_clock::time_point;

    explicit SessionRights(std::shared_ptr<Permissions> permissions) : m_permissions(std::move(permissions)) {}

    /// Takes one off the leave to answer, if that is what allows it.
    bool mayPublish(std::string_view subject)
    {
        return m_permissions->allowsPublish(subject) || (m_permissions->responses() && mayAnswer(subject));
    }
    bool maySubscribe(std::string_view subject, std::string_view queue);
    /// A message on `subject` is to be delivered: false if that is denied; otherwise `reply` may be answered.
    bool mayReceive(std::string_view subject, std::string_view reply)
    {
        if (m_isFiltering && m_permissions->deniesDelivery(subject))
            return false;
        if (!reply.empty() && m_permissions->responses())
            noteRequest(reply);
        return true;
    }
    /// There are subscriptions from before these rights: each message is looked at.
    void filterAll() { m_isFiltering = true; }

    /// Requests whose answers are still allowed are remembered up to so many; then the older half is forgotten.
    static constexpr std::size_t rememberedRequests = 65536;

private:
    struct Leave
    {
        TimePoint since;
        int used = 0;
    };

    bool mayAnswer(std::string_view subject);
    void noteRequest(std::string_view reply);

    std::shared_ptr<Permissions> m_permissions;
    TextMap<Leave> m_leaves;    ///< by reply subject
    TextMap<Leave> m_oldLeaves; ///< the half before
    bool m_isFiltering = false;
};

/// Subjects below `prefix`.
constexpr bool isBelow(std::string_view subject, std::string_view prefix)
{
    return subject.starts_with(prefix) && subject.size() > prefix.size();
}
/// Subjects that only servers send to, whatever a client's permissions are.
constexpr bool isReservedSubject(std::string_view subject)
{
    return isBelow(subject, "_GR_.");
}
/// Replies that only servers may ask for.
constexpr bool isReservedReply(std::string_view reply)
{
    return reply.starts_with("_R_.") || isBelow(reply, "$JS.ACK.") || isBelow(reply, "_GR_.");
}

/// The words of "-ERR" and log for what was refused: `Permissions Violation for Publish to "x"`. As in nats-server,
/// subjects are quoted in Go's way.
std::string publishViolation(std::string_view subject);
std::string replyViolation(std::string_view reply);
std::string subscribeViolation(std::string_view subject, std::string_view queue);

} // namespace gnat
