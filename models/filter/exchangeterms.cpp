// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "filter/filterterms_p.h"

#include <utility>

namespace gnat {

namespace {

constexpr std::string_view inboxPrefix = "_INBOX.";

class RequestTerm final : public FilterNode
{
public:
    bool accepts(const MessageView &message) const override { return asksForReply(message); }
};

/// An inbox is known by its name; a reply elsewhere by its request.
class ReplyTerm final : public FilterNode
{
public:
    explicit ReplyTerm(FindExchange find) : m_find(std::move(find)) {}
    bool accepts(const MessageView &message) const override
    {
        return message.subject.starts_with(inboxPrefix) || m_find(message).isReply;
    }
    SubjectVerdict judge(std::string_view subject, SourceId /*source*/) const override
    {
        return subject.starts_with(inboxPrefix) ? SubjectVerdict::Yes : SubjectVerdict::Maybe;
    }
    int cost() const override { return 2; }
    bool isOfExchanges() const override { return true; }

private:
    FindExchange m_find;
};

class TimeoutTerm final : public FilterNode
{
public:
    explicit TimeoutTerm(FindExchange find) : m_find(std::move(find)) {}
    bool accepts(const MessageView &message) const override
    {
        return asksForReply(message) && m_find(message).outcome == ExchangeOutcome::TimedOut;
    }
    int cost() const override { return 2; }
    bool isOfExchanges() const override { return true; }

private:
    FindExchange m_find;
};

} // namespace

FilterNodePtr makeRequestTerm()
{
    return std::make_unique<RequestTerm>();
}

FilterNodePtr makeReplyTerm(FindExchange find)
{
    return std::make_unique<ReplyTerm>(std::move(find));
}

FilterNodePtr makeTimeoutTerm(FindExchange find)
{
    return std::make_unique<TimeoutTerm>(std::move(find));
}

} // namespace gnat
