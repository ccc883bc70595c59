// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/messagebatch.h"

#include <functional>

namespace gnat {

/// What became of a request. An answer that was not seen is a timeout only where it would have been seen: the reply
/// subject is subscribed, or the request was sent from here.
enum class ExchangeOutcome : std::uint8_t {
    None,         ///< no request
    Open,         ///< nothing was seen yet, the time is not over
    Answered,     ///< a reply was seen
    NoResponders, ///< the server said that nobody is there (status 503)
    TimedOut,     ///< no reply within the time, and it would have been seen
    NotObserved   ///< no reply was seen, which says nothing
};

/// What is known of a message as part of an exchange: a request with its replies. Messages are named by sequence.
struct ExchangeVerdict
{
    std::uint64_t request = 0;   ///< of a reply: its request; 0: not seen
    std::uint64_t nextReply = 0; ///< of a request: its first reply; of a reply: the next to the same request; 0: none
    std::int64_t latencyNs = -1; ///< from the request to its first reply, or to this reply; -1: not known
    std::uint32_t replies = 0;   ///< of a request: replies seen so far
    ExchangeOutcome outcome = ExchangeOutcome::None; ///< of a request
    bool isReply = false;

    bool isRequest() const { return outcome != ExchangeOutcome::None; }
    /// The message to jump to; 0: none.
    std::uint64_t partner() const { return isReply && request != 0 ? request : nextReply; }
};

/// Says what is known of a message; called on many threads at once.
using FindExchange = std::function<ExchangeVerdict(const MessageView &)>;

/// A message with a reply subject asks for an answer, except deliveries of JetStream, whose reply subject is for
/// acknowledgements and flow control ($JS.ACK., $JS.FC.).
bool asksForReply(const MessageView &message);
/// The server's word that nobody listens to the request: status 503 without a payload.
bool saysNoResponders(const MessageView &message);
/// What the message alone tells: a reply subject makes a request; a subject below _INBOX., or status 503, a reply.
ExchangeVerdict exchangeByShape(const MessageView &message);

} // namespace gnat
