// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "exchange/exchangetracker.h"

#include <string>

namespace gnat::test {

constexpr std::int64_t ms = 1'000'000;
inline const std::string inbox = "_INBOX.me.";

inline SubjectPattern pattern(const char *text)
{
    return SubjectPattern::parse(text).value();
}

/// A connection as the tracker sees it, and the table that grows from that. Times in ms.
class Wire
{
public:
    explicit Wire(ExchangeTracker::Limits limits = {}) : tracker(limits) {}

    /// One more message; returns its sequence. `headers` and payload as they come.
    std::uint64_t say(std::string_view subject, std::string_view reply = {}, std::string_view headers = {})
    {
        MessageView message;
        message.subject = subject;
        message.reply = reply;
        message.headers = headers;
        message.payload = headers.empty() ? "x" : "";
        message.atNs = (now + wallAhead) * ms;
        message.sequence = ++sequence;
        message.source = source;
        tracker.take(message, now * ms);
        settle();
        return sequence;
    }
    std::uint64_t sayNoResponders(std::string_view subject) { return say(subject, {}, "NATS/1.0 503\r\n\r\n"); }
    Wire &after(std::int64_t milliseconds)
    {
        now += milliseconds;
        tracker.advance(now * ms);
        settle();
        return *this;
    }
    void settle() { table.apply(tracker.takeChanges()); }

    ExchangeVerdict of(std::uint64_t message) const { return table.find(message).value_or(ExchangeVerdict()); }
    ExchangeOutcome outcome(std::uint64_t request) const { return of(request).outcome; }
    std::int64_t latency(std::uint64_t message) const
    {
        const auto known = of(message).latencyNs;
        return known < 0 ? -1 : known / ms;
    }
    void subscribe(const char *text) { tracker.setSubscriptions(source, {pattern(text)}); }

    ExchangeTracker tracker;
    ExchangeTable table;
    SourceId source = SourceId(1);
    std::uint64_t sequence = 0;
    std::int64_t now = 1'000'000;
    std::int64_t wallAhead = 0;
};

} // namespace gnat::test
